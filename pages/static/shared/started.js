// Tells the guard in the page's template (start_guard.js) that every part of the page has started.
export function markStarted() {
  document.documentElement.dataset.started = "true";
  document.dispatchEvent(new CustomEvent("started"));
}
