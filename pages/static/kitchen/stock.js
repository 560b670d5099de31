// What is left of a dish: a long press on it, or its rows on the ticket's "More", say sold out, until
// tomorrow, or how many are left.
import { bestMatches } from "@/shared/dish_match.js";
import { openDialog } from "@/shared/dialog.js";
import { all, byId, closest, dialogById } from "@/shared/dom.js";
import { word } from "@/shared/words.js";

export const LONG_PRESS_MS = 500;
const MAX_MATCHES = 8;
const USUAL_LEFT = 5;
const MAX_LEFT = 999; // as in domain/menu.py

/** @type {ReturnType<typeof setTimeout> | undefined} */
let longPressTimer;
let swallowsClick = false;

export function startStock() {
  document.addEventListener("pointerdown", (event) => {
    swallowsClick = false;
    clearTimeout(longPressTimer); // a second finger makes no long press of the first
    const dish = dishAt(event);
    if (dish) longPressTimer = setTimeout(pressedLong, LONG_PRESS_MS, dish);
  });
  for (const end of ["pointerup", "pointercancel", "pointermove", "scroll"]) {
    document.addEventListener(end, (event) => !isStill(event) && clearTimeout(longPressTimer), {
      capture: true,
      passive: true,
    });
  }
  // What a right click, the menu key and a long press on Android send.
  document.addEventListener("contextmenu", (event) => {
    const dish = dishAt(event);
    if (dish) event.preventDefault();
    if (dish) pressedLong(dish);
  });
  // The finger that has opened the dialog must not tap the dish, too. A key's click has no detail.
  document.addEventListener("click", (event) => swallowsClick && event.detail > 0 && event.stopPropagation(), true);
  byId("stock-search").addEventListener("input", showFound);
}

/** @param {Event} event */
const dishAt = (event) => closest(event, ".ticket [data-testid=item]")?.dataset.dish;

/**
 * A finger that rests trembles by a few pixels.
 * @param {Event} event
 */
const isStill = (event) =>
  event.type === "pointermove" && event instanceof PointerEvent && Math.hypot(event.movementX, event.movementY) < 4;

/** @param {string} dish */
function pressedLong(dish) {
  clearTimeout(longPressTimer);
  swallowsClick = true;
  addEventListener("pointerup", () => setTimeout(() => swallowsClick = false), { once: true });
  openStock(dish);
}

/**
 * Opens the dialog that says what is left of this dish, or of one that is searched for.
 * @param {string} [dish]
 */
export function openStock(dish = "") {
  const dialog = dialogById("stock");
  dialog.dataset.dish = dish;
  search().value = "";
  byId("stock-dishes").replaceChildren(...dish ? [row(dish)] : []);
  openDialog(dialog);
}

const search = () => /** @type {HTMLInputElement} */ (byId("stock-search"));

function showFound() {
  const names = all("#all-day .switch").map(({ dataset }) => dataset.dish ?? "");
  const found = bestMatches(names, search().value).slice(0, MAX_MATCHES);
  byId("stock-dishes").replaceChildren(...found.map((n) => row(names[n])));
}

/** @param {string} dish */
function row(dish) {
  const line = document.createElement("li");
  line.append(Object.assign(document.createElement("span"), { textContent: dish, dir: "auto" }), stockButtons(dish));
  return line;
}

/**
 * Returns the buttons that say what is left of a dish.
 * @param {string} dish
 */
export function stockButtons(dish) {
  const buttons = ["out", "tomorrow", "left"].map((stock) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
    Object.assign(button.dataset, { stock, dish });
    return button;
  });
  const count = Object.assign(document.createElement("input"), {
    type: "number",
    inputMode: "numeric",
    min: "1",
    max: String(MAX_LEFT),
    value: String(USUAL_LEFT),
  });
  count.setAttribute("aria-label", word("how-many-left", { dish }));
  count.addEventListener("input", () => write(buttons, count));
  write(buttons, count);
  const place = Object.assign(document.createElement("div"), { className: "stock" });
  const [out, tomorrow, left] = buttons;
  place.append(out, tomorrow, count, left);
  return place;
}

/**
 * Writes on the buttons what they say, with the number that was chosen.
 * @param {HTMLButtonElement[]} buttons
 * @param {HTMLInputElement} count
 */
function write([out, tomorrow, left], count) {
  const texts = [word("sold-out"), word("until-tomorrow"), word("left", { n: count.value })];
  for (const [at, button] of [out, tomorrow, left].entries()) {
    button.textContent = texts[at];
    button.setAttribute("aria-label", `${texts[at]}: ${button.dataset.dish}`);
  }
  left.disabled = !count.validity.valid || !count.value;
  left.dataset.left = count.value;
}

/**
 * Returns what a button says of a dish, for the server.
 * @param {DOMStringMap} said
 */
export const stockOf = ({ stock, left }) => ({
  available: stock === "left",
  left: stock === "left" ? Number(left) : undefined,
  until_tomorrow: stock === "tomorrow",
});
