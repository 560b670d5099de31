// Tells of elements whose size has changed (Resize Observer API).

/**
 * Calls `onChange` with the observed elements whose size has changed. A browser without the interface tells of all of
 * them, when the window's size or a part of the page has changed.
 * @param {(elements: HTMLElement[]) => void} onChange
 * @returns {{ observe: (element: HTMLElement) => void, disconnect: () => void }}
 */
export function observeSizes(onChange) {
  try {
    return new ResizeObserver((entries) => onChange(entries.map(({ target }) => /** @type {HTMLElement} */ (target))));
  } catch {
    return observeCoarsely(onChange);
  }
}

/** @param {(elements: HTMLElement[]) => void} onChange */
function observeCoarsely(onChange) {
  /** @type {Map<HTMLElement, string>} */
  const sizes = new Map();
  let isDue = false;
  const look = () => {
    isDue = false;
    for (const element of sizes.keys()) if (!element.isConnected) sizes.delete(element); // it has left for good
    const changed = [...sizes.keys()].filter((element) => sizes.get(element) !== sizeOf(element));
    for (const element of changed) sizes.set(element, sizeOf(element));
    if (changed.length > 0) onChange(changed);
  };
  addEventListener("resize", look);
  document.addEventListener("fragment", look);
  return {
    /** @param {HTMLElement} element */
    observe(element) {
      if (sizes.has(element)) return;
      sizes.set(element, "");
      if (!isDue) queueMicrotask(look); // all that are told of together are looked at together
      isDue = true;
    },
    disconnect() {
      removeEventListener("resize", look);
      document.removeEventListener("fragment", look);
    },
  };
}

/** @param {HTMLElement} element */
const sizeOf = ({ offsetWidth, offsetHeight }) => `${offsetWidth} ${offsetHeight}`;
