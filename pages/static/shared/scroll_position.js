// Keeps the place on the page through a reload. The browser's own way fails here: the live page is empty for a moment
// while it takes the place of the first HTML. So the element in view is remembered, and brought back to its height.
import { all } from "@/shared/dom.js";
import { observeSizes } from "@/shared/size_observer.js";
import { tabMemory } from "@/shared/storage.js";

const STORAGE_KEY = "scroll-position";
const SETTLE_MS = 2000;
const OF_NICEGUI = /^c\d+$/; // counted, so the same number may be another element after the reload
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

/** Returns the element nearest to the middle of the window, for bars and banners stand at its edges. */
function elementInView() {
  const distance = (/** @type {Element} */ element) => Math.abs(element.getBoundingClientRect().top - innerHeight / 2);
  const elements = all("main [id]").filter(({ id, offsetHeight }) => offsetHeight > 0 && !OF_NICEGUI.test(id));
  const distances = elements.map(distance);
  return elements[distances.indexOf(Math.min(...distances))];
}

/**
 * The page grows piece by piece; the place holds when the live layer stands and what comes after it has its height.
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
  const sizes = observeSizes(scroll);
  history.scrollRestoration = "manual";
  sizes.observe(document.body);
  document.addEventListener("freshness", ({ detail }) => {
    if (detail.isLive) setTimeout(() => ending.abort(), SETTLE_MS);
  }, { signal });
  for (const event of ABANDONING) addEventListener(event, () => ending.abort(), { signal, passive: true });
  signal.addEventListener("abort", () => {
    sizes.disconnect();
    history.scrollRestoration = "auto";
  });
  scroll();
}
