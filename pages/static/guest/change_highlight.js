// Shows a change on the guest's page as a change, unless the guest wants less motion.
import { wantsLessMotion } from "@/shared/media.js";

const FADE = [{ opacity: 0.25, transform: "translateY(3px)" }, { opacity: 1, transform: "none" }];

export function startChangeHighlight() {
  const hero = document.querySelector(".hero");
  if (!hero) return;
  /** @param {MutationRecord[]} changes */
  const highlight = (changes) => {
    if (wantsLessMotion()) return;
    const parts = [...hero.children].filter((part) => changes.some(({ target }) => part.contains(target)));
    parts.forEach(fadeIn);
  };
  new MutationObserver(highlight).observe(hero, { subtree: true, childList: true, characterData: true });
}

/** @param {Element} part */
function fadeIn(part) {
  try {
    part.animate(FADE, { duration: 320, easing: "ease-out" });
  } catch {
    // the change is there without it
  }
}
