// The search on the order form: the tiles show what is asked for, and how many of each are in the order.
import { countPortions } from "@/counter/written_order.js";
import { all, byId } from "@/shared/dom.js";

/** @typedef {import("@/counter/written_order.js").Written} Written */

/**
 * Returns a name without accents and capitals.
 * @param {string} text
 */
export const foldName = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

const search = () => /** @type {HTMLInputElement} */ (byId("seek"));
const sought = () => search().value.trim();

/** @param {Written} order */
export function showTiles(order) {
  let isKnown = false;
  for (const tile of all(".pick")) {
    const { dish = "" } = tile.dataset;
    const n = countPortions(order, dish);
    const count = /** @type {HTMLElement} */ (tile.querySelector(".much"));
    tile.hidden = !foldName(dish).includes(foldName(sought()));
    isKnown ||= foldName(dish) === foldName(sought());
    count.hidden = n === 0;
    count.textContent = String(n);
  }
  for (const group of all("[data-group]")) group.hidden = !group.querySelector(".pick:not([hidden])");
  byId("write-in").hidden = !sought() || isKnown;
  byId("write-in").textContent = `+ ${sought()}`;
}

/** Returns the dish that the search means: the one it names, the only one left, or what was written. */
export function soughtDish() {
  const left = all(".pick:not([hidden], [disabled])").map(({ dataset }) => dataset.dish ?? "");
  const exact = left.find((dish) => foldName(dish) === foldName(sought()));
  return sought() && (exact ?? (left.length === 1 ? left[0] : sought()));
}

export function clearSearch() {
  search().value = "";
}
