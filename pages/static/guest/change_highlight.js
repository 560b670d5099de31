// Shows a change on the guest's page as a change, unless the guest wants less motion.

const FADE = [{ opacity: 0.25, transform: "translateY(3px)" }, { opacity: 1, transform: "none" }];

export function startChangeHighlight() {
  const hero = document.querySelector(".hero");
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  if (!hero) return;
  /** @param {MutationRecord[]} changes */
  const highlight = (changes) => {
    if (reduced.matches) return;
    const parts = [...hero.children].filter((part) => changes.some(({ target }) => part.contains(target)));
    for (const part of parts) part.animate?.(FADE, { duration: 320, easing: "ease-out" });
  };
  new MutationObserver(highlight).observe(hero, { subtree: true, childList: true, characterData: true });
}
