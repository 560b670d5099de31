// The height of the bar while it stays in view: the head of a long ticket stays below it, and what has focus is not
// behind it.

export function startBarHeight() {
  const bar = /** @type {HTMLElement} */ (document.querySelector(".bar"));
  const note = () => {
    const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--bar-height", `${height}px`);
  };
  new ResizeObserver(note).observe(bar);
  addEventListener("resize", note);
}
