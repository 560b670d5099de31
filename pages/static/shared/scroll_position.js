// Keeps the place on the page through a reload. The browser's own way fails here: the live page is empty for a moment
// while it takes the place of the first HTML. So the element in view is remembered, and brought back to its height.
import { tabMemory } from "@/shared/storage.js";

const STORAGE_KEY = "scroll-position";
const ABANDONING = ["wheel", "touchmove", "keydown", "pointerdown"]; // a person who scrolls is not moved again

/**
 * The page's path, how far it was scrolled, and an element in view with its distance from the top (all in px).
 * @typedef {{ page: string, y: number, id?: string, top?: number }} Place
 */

export function keepScrollPosition() {
  addEventListener("pagehide", remember);
  const [visit] = performance.getEntriesByType("navigation");
  /** @type {Place | undefined} */
  const place = tabMemory.read(STORAGE_KEY);
  tabMemory.forget(STORAGE_KEY);
  const isReload = visit instanceof PerformanceNavigationTiming && visit.type === "reload";
  if (place?.page === location.pathname && isReload) restore(place);
}

function remember() {
  const element = elementInView();
  const place = { page: location.pathname, y: scrollY, id: element?.id, top: element?.getBoundingClientRect().top };
  if (scrollY > 0) tabMemory.keep(STORAGE_KEY, place);
}

/** Looks in the middle of the window: bars and banners stand at its edges. What has no box has no height either. */
function elementInView() {
  return document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("main [id]:not(.through)");
}

/**
 * The fragments come one by one; the place holds when the live layer stands and all of them are drawn.
 * @param {Place} place
 */
function restore({ y, id, top = 0 }) {
  const ending = new AbortController();
  const { signal } = ending;
  const scroll = () => {
    const element = id && document.getElementById(id);
    if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
    else scrollTo({ top: y, behavior: "instant" });
  };
  const end = () => {
    scroll();
    ending.abort();
  };
  history.scrollRestoration = "manual";
  document.addEventListener("fragment", scroll, { signal });
  document.addEventListener("freshness", ({ detail }) => {
    scroll();
    if (detail.isLive) requestAnimationFrame(end);
  }, { signal });
  for (const event of ABANDONING) addEventListener(event, () => ending.abort(), { signal, passive: true });
  signal.addEventListener("abort", () => (history.scrollRestoration = "auto"));
  scroll();
}
