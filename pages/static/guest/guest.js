// The guest's page beyond its bound parts: it tells a change apart from what was there before.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

document.addEventListener("fragment", (event) => {
  if (calm.matches || !event.target.matches(".hero *")) return;
  event.target.animate([{ opacity: 0.25, transform: "translateY(3px)" }, { opacity: 1, transform: "none" }], {
    duration: 320,
    easing: "ease-out",
  });
});
