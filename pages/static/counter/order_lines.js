// The lines of the order that is being written, and the buttons below them.
import { showOptions, toggleOption } from "@/counter/line_options.js";
import { countPortions } from "@/counter/written_order.js";
import { all, byId, closest } from "@/shared/dom.js";
import { writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */
/** @typedef {import("@/counter/written_order.js").Written} Written */

/**
 * @param {Written} order
 * @param {boolean} isPlacing
 * @param {{ change: (line: Line, by: number) => void, keep: () => void }} on
 */
export function showLines(order, isPlacing, on) {
  const list = byId("lines");
  const { activeElement } = document;
  const act = activeElement instanceof HTMLElement ? activeElement.dataset.act : "";
  const at = [...list.children].findIndex((row) => row.contains(activeElement));
  list.replaceChildren(...order.lines.map((line) => row(line, on)));
  if (act && at >= 0) {
    const [again] = all(`[data-act=${act}]`, list.children[Math.min(at, list.children.length - 1)] ?? list);
    (again ?? byId("seek")).focus();
  }
  const n = countPortions(order);
  const place = /** @type {HTMLButtonElement} */ (byId("place"));
  byId("no-lines").hidden = n > 0;
  byId("clear").hidden = n === 0;
  place.disabled = n === 0; // not while it is placed: a disabled button loses the focus
  place.textContent = isPlacing ? word("placing") : n ? word("place-n", { n: writePortions(n) }) : word("place");
}

/**
 * Shows what the menu offers with each dish now. The lines stay: a word may be half written in one of them.
 * @param {Written} order
 */
export function showOffers({ lines }) {
  all("#lines [data-chips]").forEach((chips, n) => showOptions(chips, lines[n]));
}

/**
 * @param {Line} line
 * @param {{ change: (line: Line, by: number) => void, keep: () => void }} on
 */
function row(line, { change, keep }) {
  const template = /** @type {HTMLTemplateElement} */ (byId("line"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const item = /** @type {HTMLElement} */ (copy.firstElementChild);
  const text = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (item.querySelector(selector));
  text(".much").textContent = writePortions(line.quantity);
  text(".name").textContent = line.name;
  const [fewer, more] = item.querySelectorAll("button");
  fewer.setAttribute("aria-label", word("fewer-of", { dish: line.name }));
  more.setAttribute("aria-label", word("more-of", { dish: line.name }));
  fewer.addEventListener("click", () => change(line, -1));
  more.addEventListener("click", () => change(line, 1));
  const options = /** @type {HTMLInputElement} */ (item.querySelector("[data-act=options]"));
  const chips = text("[data-chips]");
  showOptions(chips, line);
  chips.setAttribute("role", "group");
  chips.setAttribute("aria-label", word("often-with", { dish: line.name }));
  chips.addEventListener("click", (event) => {
    const chip = closest(event, "button");
    if (!chip) return;
    line.options = options.value = toggleOption(line.options, chip.textContent ?? "");
    showOptions(chips, line);
    keep();
  });
  for (const input of item.querySelectorAll("input")) {
    const name = /** @type {"note" | "options"} */ (input.dataset.act);
    input.value = line[name] ?? "";
    input.placeholder = word(name);
    input.setAttribute("aria-label", word(`${name}-for`, { dish: line.name }));
    input.addEventListener("input", () => {
      line[name] = input.value;
      if (name === "options") showOptions(chips, line);
      keep();
    });
  }
  return item;
}
