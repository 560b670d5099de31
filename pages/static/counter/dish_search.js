// The search on the order form: the tiles show what is asked for, and how many of each are in the order.
import { bestMatches, foldName } from "@/shared/dish_match.js";
import { countPortions } from "@/counter/written_order.js";
import { all, byId } from "@/shared/dom.js";
import { writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

/** @typedef {import("@/counter/written_order.js").Written} Written */

const search = () => /** @type {HTMLInputElement} */ (byId("seek"));
const sought = () => search().value.trim();

/** @param {Written} order */
export function showTiles(order) {
  const tiles = /** @type {HTMLButtonElement[]} */ (all(".pick"));
  const matches = matchingTiles(tiles);
  for (const tile of tiles) {
    const n = countPortions(order, tile.dataset.dish);
    const count = /** @type {HTMLElement} */ (tile.querySelector(".much"));
    tile.hidden = !matches.includes(tile);
    tile.toggleAttribute("data-first", Boolean(sought()) && tile === matches[0]);
    count.hidden = n === 0;
    count.textContent = writePortions(n);
  }
  for (const group of all("[data-group]")) group.hidden = !group.querySelector(".pick:not([hidden])");
  const [first] = matches;
  const isKnown = tiles.some(({ dataset }) => foldName(dataset.dish ?? "") === foldName(sought()));
  byId("seek-says").textContent = sought() && first?.disabled ? word("is-out", { dish: nameOf(first) }) : "";
  byId("write-in").hidden = !sought() || isKnown;
  byId("write-in").textContent = word("write-in", { dish: sought() });
}

/**
 * Returns the dish that Enter takes: the first that fits, or what was written where none does; nothing when the first is
 * sold out.
 */
export function soughtDish() {
  const [first] = matchingTiles(/** @type {HTMLButtonElement[]} */ (all(".pick")));
  if (!sought() || first?.disabled) return "";
  return first ? nameOf(first) : sought();
}

export const writtenDish = () => sought();

export function clearSearch() {
  search().value = "";
}

/** @param {HTMLButtonElement[]} tiles */
const matchingTiles = (tiles) => sought() ? bestMatches(tiles.map(nameOf), sought()).map((n) => tiles[n]) : tiles;

/** @param {HTMLElement} tile */
const nameOf = (tile) => tile.dataset.dish ?? "";
