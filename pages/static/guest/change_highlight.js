// Shows a change on the guest's page as a change, unless the guest wants less motion.

export function startChangeHighlight() {
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  document.addEventListener("fragment", ({ target }) => {
    const part = /** @type {HTMLElement} */ (target);
    if (reduced.matches || !part.matches(".hero *") || !part.animate) return;
    part.animate([{ opacity: 0.25, transform: "translateY(3px)" }, { opacity: 1, transform: "none" }], {
      duration: 320,
      easing: "ease-out",
    });
  });
}
