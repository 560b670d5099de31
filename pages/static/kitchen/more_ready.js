// The shelf stays slim: where the ready orders would need more rows than the screen has to spare, it scrolls sideways,
// and a touch of their count pages on.
import { readyTickets, write } from "@/kitchen/tickets.js";
import { byId } from "@/shared/dom.js";
import { calmly, matchesMedia } from "@/shared/media.js";
import { observeSizes } from "@/shared/size_observer.js";
import { word } from "@/shared/words.js";

const MIN_LINE_PX = 260;
const MAX_ROWS = 3;
const SMALL_SCREEN = "(max-width: 600px), (max-height: 900px)";

export function startMoreReady() {
  byId("more-ready").addEventListener("click", pageOn);
  observeSizes(layOutShelf).observe(/** @type {HTMLElement} */ (byId("shelf").parentElement));
}

export function layOutShelf() {
  const shelf = byId("shelf");
  const width = /** @type {HTMLElement} */ (shelf.parentElement).clientWidth;
  const columns = Math.max(1, Math.floor(width / MIN_LINE_PX));
  const rows = Math.ceil(shelf.childElementCount / columns);
  const maxRows = matchesMedia(SMALL_SCREEN) ? 1 : MAX_ROWS;
  shelf.style.setProperty("--columns", String(columns));
  shelf.style.setProperty("--rows", String(Math.min(rows, maxRows)));
  shelf.toggleAttribute("data-beside", rows > maxRows);
  const button = byId("more-ready");
  button.hidden = rows <= maxRows;
  write(button.querySelector("span"), word("n-ready", { n: readyTickets().length }));
}

/** After the last ready order come the first ones again. */
function pageOn() {
  const shelf = byId("shelf");
  const isAtEnd = Math.abs(shelf.scrollLeft) + shelf.clientWidth >= shelf.scrollWidth - 1;
  const line = /** @type {HTMLElement} */ (shelf.firstElementChild).offsetWidth;
  const step = Math.max(1, Math.floor(shelf.clientWidth / line)) * line;
  const left = isAtEnd ? 0 : shelf.scrollLeft + (document.dir === "rtl" ? -step : step);
  shelf.scrollTo({ left, behavior: calmly() });
}
