// The stage of the order on the guest's page, as the server shows it.

/** @returns {string} */
export function currentStage() {
  /** @type {HTMLElement | null} */
  const main = document.querySelector("main[data-stage]");
  return main?.dataset.stage ?? "";
}

/** Returns how often the guest was called again since the order is ready. */
export const callCount = () => {
  /** @type {HTMLElement | null} */
  const main = document.querySelector("main[data-calls]");
  return Number(main?.dataset.calls ?? 0);
};

/** Returns the order's code: another one when it has become part of another order. */
export const pickupCode = () => {
  /** @type {HTMLElement | null} */
  const main = document.querySelector("main[data-code]");
  return main?.dataset.code ?? "";
};

export const hasEnded = () => ["collected", "cancelled"].includes(currentStage());

/** @param {() => void} onChange called after each change of the page that may have changed the stage */
export function observeStage(onChange) {
  new MutationObserver(onChange).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-stage", "data-calls", "data-code"],
  });
}
