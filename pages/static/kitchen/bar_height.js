// How much of the bar stays in view while the page scrolls: the head of a long ticket stays below it, and what has focus
// is not behind it. A phone keeps the bar's last row only.
import { observeSizes } from "@/shared/size_observer.js";

export function startBarHeight() {
  const bar = /** @type {HTMLElement} */ (document.querySelector(".bar"));
  const { style } = document.documentElement;
  const note = () => {
    style.setProperty("--bar-whole", `${bar.offsetHeight}px`);
    const { position, top } = getComputedStyle(bar);
    const height = position === "sticky" ? bar.offsetHeight + Math.min(0, parseFloat(top)) : 0;
    style.setProperty("--bar-height", `${height}px`);
  };
  observeSizes(note).observe(bar);
  addEventListener("resize", note);
}
