// Marks which dishes to start next, and which wait so that they end together with the rest of their order.
import { write } from "@/kitchen/tickets.js";
import { all, closest } from "@/shared/dom.js";
import { serverNow } from "@/shared/server_clock.js";
import { word } from "@/shared/words.js";

const TICK_MS = 10_000;
/** @type {Map<string, string>} what was said of each dish on the rail */
let said = new Map();

export function startStarts() {
  document.addEventListener("fragment", (event) => closest(event, "#starts") && showStarts());
  setInterval(showStarts, TICK_MS);
}

/**
 * A ticket that is drawn again has lost its marks. What was said of a dish keeps its room once it is started: the ticket
 * stays as high as it was.
 */
export function showStarts() {
  const now = serverNow() / 1000;
  const starts = new Map(all("#starts data").map((one) => [one.getAttribute("value"), Number(one.dataset.at)]));
  const before = said;
  said = new Map();
  for (const place of all(".rail .when")) {
    const id = place.closest("button")?.id ?? "";
    const { start, text } = startOf(starts.get(id), now);
    const item = /** @type {HTMLElement} */ (place.closest("li"));
    if (item.dataset.start !== start) item.dataset.start = start;
    said.set(id, text || (before.get(id) ?? ""));
    write(place, said.get(id) ?? "");
  }
}

/**
 * Returns how a dish is marked, and the text that says it.
 * @param {number | undefined} at when to start it in epoch seconds, 0 for next; undefined: it can be started
 * @param {number} now epoch seconds
 */
function startOf(at, now) {
  if (at === undefined) return { start: "", text: "" };
  const minutes = Math.ceil((at - now) / 60);
  return minutes > 0
    ? { start: "later", text: word("start-in", { n: minutes }) }
    : { start: "next", text: word("start-now") };
}
