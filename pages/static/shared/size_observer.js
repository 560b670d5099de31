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
  /** @type {Set<HTMLElement>} */
  const observed = new Set();
  const tell = () => onChange([...observed].filter(({ isConnected }) => isConnected));
  addEventListener("resize", tell);
  document.addEventListener("fragment", tell);
  return {
    /** @param {HTMLElement} element */
    observe(element) {
      observed.add(element);
      onChange([element]);
    },
    disconnect() {
      removeEventListener("resize", tell);
      document.removeEventListener("fragment", tell);
    },
  };
}
