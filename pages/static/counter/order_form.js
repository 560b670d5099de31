// The order form at the counter: writes an order by taps, and places it.
import { clearSearch, showTiles, soughtDish } from "@/counter/dish_search.js";
import { showLines } from "@/counter/order_lines.js";
import { amendment, placedOrder } from "@/counter/amended_order.js";
import { receivedOrder, sentItem } from "@/counter/received_order.js";
import { addDish, changeQuantity, emptyOrder } from "@/counter/written_order.js";
import { byId, closest } from "@/shared/dom.js";
import { sendJson } from "@/shared/send_json.js";
import { tabMemory } from "@/shared/storage.js";
import { word } from "@/shared/words.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */

/** @typedef {"guest_name" | "note" | "language" | "table" | "service"} Field */

const SURE_MS = 4000;
/** @type {Field[]} */
const FIELDS = ["guest_name", "note", "language", "table", "service"];
// An order that could not be taken is written apart from the one that was begun here.
const { delivery, readable = "{}", amends, version, placed = "{}" } = byId("pad").dataset;
const STORAGE_KEY = amends ? `order-${amends}-${version}` : delivery ? `order-${delivery}` : "order";
/** @type {import("@/counter/written_order.js").Written} */
const order = tabMemory.read(STORAGE_KEY) ?? begunOrder();
let isPlacing = false;

export function startOrderForm() {
  document.addEventListener("click", (event) => {
    const tile = closest(event, ".pick");
    if (tile) add(tile.dataset.dish ?? "");
    else if (closest(event, "#write-in")) addSought();
    else if (closest(event, "#clear")) clear(byId("clear"));
  });
  document.addEventListener("submit", (event) => {
    if (!closest(event, "#pad")) return;
    event.preventDefault();
    place();
  });
  document.addEventListener("input", (event) => write(/** @type {HTMLInputElement} */ (event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !closest(event, "input")) return;
    event.preventDefault(); // Enter in a field must not place an order that is half written
    if (closest(event, "#seek")) addSought();
  });
  document.addEventListener("fragment", () => showTiles(order));
  // Coming back by the browser's own "back", the order is placed already: begin a new one.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  for (const name of FIELDS) fillIn(name);
  show();
}

function begunOrder() {
  if (amends) return placedOrder(JSON.parse(placed), emptyOrder());
  return delivery ? receivedOrder(delivery, JSON.parse(readable), emptyOrder()) : emptyOrder();
}

/** @param {Field} name */
function fillIn(name) {
  /** @type {HTMLInputElement | null} */
  const field = byId("pad").querySelector(`[name=${name}]`);
  if (field) field.value = order[name] ?? "";
}

const maxQuantity = () => Number(byId("pad").dataset.maxQuantity);
const keep = () => tabMemory.keep(STORAGE_KEY, order);

/** @param {string} name */
const add = (name) => changed(addDish(order, name, maxQuantity()));

/**
 * @param {Line} line
 * @param {number} by
 */
function change(line, by) {
  changeQuantity(order, line, by, maxQuantity());
  changed(line);
}

/** @param {Line} line */
function changed({ name, quantity }) {
  byId("news").textContent = word("added", { n: quantity, dish: name });
  byId("says").textContent = "";
  keep();
  show();
}

function show() {
  showLines(order, isPlacing, { change, keep });
  showTiles(order);
}

function addSought() {
  const dish = soughtDish();
  if (!dish) return;
  clearSearch();
  add(dish);
}

/** @param {HTMLInputElement} field */
function write({ id, name, value }) {
  if (id === "seek") return showTiles(order);
  const written = FIELDS.find((known) => known === name);
  if (!written) return;
  order[written] = value;
  keep();
}

/**
 * A whole order is not thrown away by one tap beside the button.
 * @param {HTMLElement} button
 */
function clear(button) {
  if (button.dataset.sure) {
    tabMemory.forget(STORAGE_KEY);
    return location.reload();
  }
  button.dataset.sure = button.textContent ?? "";
  button.textContent = word("clear-sure");
  setTimeout(() => {
    button.textContent = button.dataset.sure ?? "";
    delete button.dataset.sure;
  }, SURE_MS);
}

async function place() {
  if (isPlacing || order.lines.length === 0) return;
  isPlacing = true;
  show();
  try {
    await send();
  } catch {
    complain(word("unreachable"));
  }
}

async function send() {
  const answer = await (amends ? sendAmendment(amends) : sendOrder());
  if (answer.redirected) return location.assign("/login?next=%2Forders%2Fnew");
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) return complain(said.says ?? word("not-taken"));
  tabMemory.forget(STORAGE_KEY);
  location.assign(said.path);
}

function sendOrder() {
  const { lines, key = "", ...about } = order;
  const headers = { "idempotency-key": key };
  const body = { ...about, service: about.service || null, items: lines.map(sentItem) };
  return sendJson("POST", delivery ? `/orders?delivery=${delivery}` : "/orders", body, { headers });
}

/** @param {string} orderId */
const sendAmendment = (orderId) =>
  sendJson("POST", `/orders/${orderId}/amend`, amendment(order, Number(version)), { headers: {} });

/** @param {string} text */
function complain(text) {
  isPlacing = false;
  show();
  byId("says").textContent = text;
}
