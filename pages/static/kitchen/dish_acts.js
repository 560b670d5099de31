// The rarer taps on the dishes of a ticket: take all or some off, put back, hold, fire, some are ready.
import { stockButtons } from "@/kitchen/stock.js";
import { all } from "@/shared/dom.js";
import { writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

const PENDING = ["queued", "cooking"];

/**
 * Of a ready order the dishes are only named, for who hands it over. Rows of dishes that have not changed stay, with what
 * is written in them.
 * @param {HTMLElement} list
 * @param {HTMLElement} ticket
 */
export function showDishActs(list, ticket) {
  const { dishes } = ticket.dataset;
  if (dishes) return list.replaceChildren(...dishes.split("\n").map(readyRow));
  const shown = new Map(all("[data-drawn]", list).map((line) => [line.dataset.drawn, line]));
  const rows = all("[data-testid=item]", ticket).map(row).map((line) => shown.get(line.dataset.drawn) ?? line);
  for (const line of [...list.children]) if (!rows.some((kept) => kept === line)) line.remove();
  rows.forEach((line, at) => list.children[at] !== line && list.insertBefore(line, list.children[at]));
}

/** @param {string} dish */
function readyRow(dish) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("span"), { textContent: dish, dir: "auto" }));
  return line;
}

/** @param {HTMLElement} item */
function row(item) {
  const { dish = "", state = "", quantity = "1" } = item.dataset;
  const id = item.querySelector("button")?.dataset.item ?? "";
  const isHeld = "held" in item.dataset;
  const line = document.createElement("li");
  line.dataset.drawn = JSON.stringify([id, dish, state, quantity, isHeld]);
  const says = `${writePortions(Number(quantity))} × ${dish}`;
  const name = Object.assign(document.createElement("span"), { textContent: says, dir: "auto" });
  line.append(name);
  const buttons = actsOf(state, isHeld).map(([tap, text]) => button(tap, text, dish, id));
  line.append(...buttons);
  if (Number(quantity) > 1 && PENDING.includes(state)) line.append(...parts(dish, Number(quantity), buttons, id));
  line.append(stockButtons(dish));
  return line;
}

/**
 * Returns the taps that make sense for a dish, each with the name of its text.
 * @param {string} state
 * @param {boolean} isHeld
 */
function actsOf(state, isHeld) {
  if (state === "voided") return [["restore", "put-back"]];
  const hold = isHeld ? ["fire", "fire-dish"] : ["hold", "hold-dish"];
  return state === "queued" ? [["void", "take-off"], hold] : [["void", "take-off"]];
}

/**
 * Lets a part of the portions be taken off or be ready: the line then splits.
 * @param {string} dish
 * @param {number} quantity
 * @param {HTMLButtonElement[]} buttons
 * @param {string} id
 */
function parts(dish, quantity, buttons, id) {
  const input = document.createElement("input");
  Object.assign(input, { type: "number", min: "1", max: String(quantity), step: "1", value: String(quantity) });
  input.setAttribute("aria-label", word("how-many", { dish }));
  const done = button("bump", "part-done", dish, id);
  const splitting = [...buttons.filter(({ dataset }) => dataset.tap === "void"), done];
  const mark = () => {
    const part = Number(input.value);
    const isPart = part > 0 && part < quantity;
    for (const one of splitting) isPart ? one.dataset.quantity = String(part) : delete one.dataset.quantity;
    done.disabled = !isPart;
  };
  input.addEventListener("input", mark);
  mark();
  return [input, done];
}

/**
 * The dish stands above its buttons; who hears them needs it in each.
 * @param {string} tap
 * @param {string} text
 * @param {string} dish
 * @param {string} item
 */
function button(tap, text, dish, item) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "quiet", textContent: word(`${text}-short`) });
  made.setAttribute("aria-label", word(text, { dish }));
  Object.assign(made.dataset, { tap, item });
  return made;
}
