// All day: how many of each dish are still to be made, and at which station.
import { all, byId } from "@/shared/dom.js";
import { sumOf, writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

/**
 * What is open of one dish.
 * @typedef {{ queued: number, cooking: number }} Open
 */

/** Counts the open portions on the rail by station. */
export function countByStation() {
  /** @type {Map<string, number>} */
  const stations = new Map();
  for (const { dataset: { station = "", quantity } } of openItems()) {
    stations.set(station, sumOf([stations.get(station) ?? 0, Number(quantity)]));
  }
  return stations;
}

/** Shows the open portions on the rail by dish, the most first. */
export function showCounts() {
  /** @type {Map<string, Open>} */
  const dishes = new Map();
  for (const { dataset: { dish = "", quantity, state } } of openItems()) {
    const open = dishes.get(dish) ?? { queued: 0, cooking: 0 };
    const part = state === "queued" ? "queued" : "cooking";
    open[part] = sumOf([open[part], Number(quantity)]);
    dishes.set(dish, open);
  }
  const rows = [...dishes].sort(([, one], [, other]) => sum(other) - sum(one));
  byId("counts-none").hidden = rows.length > 0;
  byId("counts").replaceChildren(...rows.map(([dish, open]) => row(dish, open)));
}

const openItems = () => all(".rail [data-state=queued], .rail [data-state=cooking]");

/** @param {Open} open */
const sum = ({ queued, cooking }) => sumOf([queued, cooking]);

/**
 * @param {string} dish
 * @param {Open} open
 */
function row(dish, open) {
  const line = document.createElement("li");
  line.innerHTML = '<b class="num"></b><span dir="auto"></span><em></em>';
  line.children[0].textContent = writePortions(sum(open));
  line.children[1].textContent = dish;
  line.children[2].textContent = word("to-make", {
    waiting: writePortions(open.queued),
    cooking: writePortions(open.cooking),
  });
  return line;
}
