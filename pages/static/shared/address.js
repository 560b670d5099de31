// The page's address in the browser's bar (History API).

/**
 * Shows this address without loading it. A browser that refuses, as after many changes in a short time, keeps the old.
 * @param {string} address
 */
export function showAddress(address) {
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // the page works under the old address
  }
}
