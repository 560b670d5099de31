// Keeps the place on the page through a reload. The browser's own way fails here: the live page is empty for a moment
// while it takes the place of the first HTML. So the element in view is remembered, and brought back to its height.
const STORAGE_KEY = "scroll-position";
const ABANDONING = ["wheel", "touchmove", "keydown", "pointerdown"]; // who moves by hand is not moved again

export function keepScrollPosition() {
  addEventListener("pagehide", remember);
  const [visit] = performance.getEntriesByType("navigation");
  const kept = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null");
  sessionStorage.removeItem(STORAGE_KEY);
  if (kept?.page === location.pathname && visit?.type === "reload") restore(kept);
}

function remember() {
  const element = elementInView();
  const place = { page: location.pathname, y: scrollY, id: element?.id, top: element?.getBoundingClientRect().top };
  if (scrollY > 0) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(place));
}

// In the middle of the window: bars and banners stand at its edges.
function elementInView() {
  return document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("main [id]");
}

// The fragments come one by one; the place holds when the live layer stands and all of them are drawn.
function restore({ y, id, top }) {
  const ending = new AbortController();
  const { signal } = ending;
  const scroll = () => {
    const element = id && document.getElementById(id);
    if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
    else scrollTo({ top: y, behavior: "instant" });
  };
  history.scrollRestoration = "manual";
  document.addEventListener("fragment", scroll, { signal });
  document.addEventListener("freshness", ({ detail }) => {
    scroll();
    if (detail.isLive) requestAnimationFrame(() => ending.abort(scroll()));
  }, { signal });
  for (const event of ABANDONING) addEventListener(event, () => ending.abort(), { signal, passive: true });
  signal.addEventListener("abort", () => (history.scrollRestoration = "auto"));
  scroll();
}
