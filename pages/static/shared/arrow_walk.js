// Arrows walk from a search field along what was found, and Escape leads back to it.

/**
 * @param {HTMLInputElement} field
 * @param {() => HTMLElement[]} found what can be focused, in its order on the page
 */
export function startArrowWalk(field, found) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const places = found();
    const from = /** @type {Element | null} */ (event.target);
    const here = places.find((place) => place === from);
    if (!here && from !== field) return;
    const next = event.key === "Escape"
      ? here && field
      : here
      ? stepFrom(here, places, event.key, field)
      : first(event.key, places);
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });
}

/**
 * @param {string} key
 * @param {HTMLElement[]} places
 */
const first = (key, places) => key === "ArrowDown" ? places[0] : undefined;

/**
 * Left and right go one on; up and down go to the nearest place of the next line, and up from the first line to the
 * field.
 * @param {HTMLElement} here
 * @param {HTMLElement[]} places
 * @param {string} key
 * @param {HTMLElement} field
 */
function stepFrom(here, places, key, field) {
  const at = places.indexOf(here);
  const onward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowLeft" || key === "ArrowRight") return places[at + (key === onward ? 1 : -1)];
  if (key === "ArrowDown") return nearest(here, places.slice(at + 1));
  return key === "ArrowUp" ? nearest(here, places.slice(0, at).reverse()) ?? field : undefined;
}

/**
 * Returns the place nearest to this one in the first line of these that is another.
 * @param {HTMLElement} here
 * @param {HTMLElement[]} places
 */
function nearest(here, places) {
  const { top, left } = here.getBoundingClientRect();
  const others = places.map((place) => ({ place, at: place.getBoundingClientRect() })).filter(({ at }) =>
    at.top !== top
  );
  const line = others.filter(({ at }) => at.top === others[0].at.top);
  line.sort((one, other) => Math.abs(one.at.left - left) - Math.abs(other.at.left - left));
  return line[0]?.place;
}
