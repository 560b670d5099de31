// The order form at the counter: writes an order by taps, and places it.
import { clearSearch, showTiles, soughtDish, writtenDish } from "@/counter/dish_search.js";
import { showLines, showOffers } from "@/counter/order_lines.js";
import { amendment, placedOrder, rebase } from "@/counter/amended_order.js";
import { checkDue, clearTwice, FIELDS, fillIn, fillQuickNote, freezeForm, startLater } from "@/counter/order_fields.js";
import { askQuote, keepQuote, sentOrder } from "@/counter/order_quote.js";
import { openSheet, showSheet, startSheet } from "@/counter/order_sheet.js";
import { receivedOrder } from "@/counter/received_order.js";
import { addDish, changeQuantity, emptyOrder } from "@/counter/written_order.js";
import { startArrowWalk } from "@/shared/arrow_walk.js";
import { all, byId, closest } from "@/shared/dom.js";
import { writePortions } from "@/shared/portions.js";
import { sendJson } from "@/shared/send_json.js";
import { tabMemory } from "@/shared/storage.js";
import { word } from "@/shared/words.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */

// An order that could not be taken is written apart from the one that was begun here.
const { delivery, readable = "{}", amends, placed = "{}" } = byId("pad").dataset;
const STORAGE_KEY = amends ? `order-${amends}` : delivery ? `order-${delivery}` : "order";
/** @type {import("@/counter/written_order.js").Written} */
const order = tabMemory.read(STORAGE_KEY) ?? begunOrder();
if (amends) rebase(order, JSON.parse(placed));
let isPlacing = false;

export function startOrderForm() {
  document.addEventListener("click", (event) => {
    const [tile, note] = [closest(event, ".pick"), closest(event, "[data-note]")];
    if (tile) add(tile.dataset.dish ?? "");
    else if (note) fillQuickNote(note.dataset.note ?? "");
    else if (closest(event, "#write-in")) addSought(writtenDish());
    else if (closest(event, "#clear")) clearTwice(byId("clear"), () => tabMemory.forget(STORAGE_KEY));
  });
  document.addEventListener("submit", (event) => {
    if (!closest(event, "#pad")) return;
    event.preventDefault();
    place();
  });
  document.addEventListener("input", (event) => write(/** @type {HTMLInputElement} */ (event.target)));
  document.addEventListener("keydown", pressKey);
  document.addEventListener("fragment", followMenu);
  // Coming back by the browser's own "back", the order is placed already: begin a new one.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  for (const name of FIELDS) fillIn(name, order);
  startLater();
  startSheet();
  startArrowWalk(/** @type {HTMLInputElement} */ (byId("seek")), offered);
  if (amends || delivery) openSheet(true);
  keepQuote(order);
  show();
  if (!amends && !delivery) byId("seek").focus({ preventScroll: true });
}

/** @param {KeyboardEvent} event */
function pressKey(event) {
  if (event.key !== "Enter" || event.isComposing) return; // Enter also ends a word that is put together by keys
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    place();
  } else if (closest(event, "input")) {
    event.preventDefault(); // Enter in a field must not place an order that is half written
    if (closest(event, "#seek")) addSought(soughtDish());
  }
}

function begunOrder() {
  if (amends) return placedOrder(JSON.parse(placed), emptyOrder());
  return delivery ? receivedOrder(delivery, JSON.parse(readable), emptyOrder()) : emptyOrder();
}

const offered = () => all(".pick:not([hidden], :disabled), #write-in:not([hidden])");

const maxQuantity = () => Number(byId("pad").dataset.maxQuantity);

function keep() {
  tabMemory.keep(STORAGE_KEY, order);
  askQuote(order);
}

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
  byId("news").textContent = word("added", { n: writePortions(quantity), dish: name });
  byId("says").textContent = "";
  keep();
  show();
}

function show() {
  showLines(order, isPlacing, { change, keep });
  showTiles(order);
  showSheet(order);
  askQuote(order);
}

function followMenu() {
  showOffers(order);
  showTiles(order);
  askQuote(order);
}

/** @param {string} dish */
function addSought(dish) {
  if (!dish) return;
  clearSearch();
  add(dish);
  byId("seek").focus();
}

/** @param {HTMLInputElement} field */
function write({ id, name, value }) {
  if (id === "seek") return showTiles(order);
  const written = FIELDS.find((known) => known === name);
  if (!written) return;
  order[written] = value;
  keep();
}

async function place() {
  if (isPlacing || order.lines.length === 0 || !checkDue(order, complain)) return;
  isPlacing = true;
  show();
  const thaw = freezeForm();
  const trouble = await send().catch(() => word("unreachable"));
  if (!trouble) return;
  isPlacing = false;
  thaw();
  complain(trouble);
}

/**
 * Returns what went wrong; empty when another page comes.
 * @returns {Promise<string>}
 */
async function send() {
  const answer = await (amends ? sendAmendment(amends) : sendOrder());
  if (answer.redirected) return leaveFor(amends ? "/login" : "/login?next=%2Forders%2Fnew");
  const said = await answer.json().catch(() => ({}));
  if (said.placed && catchUp(said.placed)) return send();
  if (said.is_taken) tabMemory.forget(STORAGE_KEY); // the next visit begins with the order as it stands
  if (!answer.ok) return said.says ?? word("not-taken");
  tabMemory.forget(STORAGE_KEY);
  return leaveFor(said.path);
}

/** @param {string} path */
function leaveFor(path) {
  location.assign(path);
  return "";
}

function sendOrder() {
  const headers = { "idempotency-key": order.key ?? "" };
  return sendJson("POST", delivery ? `/orders?delivery=${delivery}` : "/orders", sentOrder(order), { headers });
}

/** @param {string} orderId */
const sendAmendment = (orderId) => sendJson("POST", `/orders/${orderId}/amend`, amendment(order), { headers: {} });

/**
 * Goes on from the order as others have changed it; returns whether all that is written here is kept.
 * @param {import("@/counter/written_order.js").Placed} now
 */
function catchUp(now) {
  const isKept = rebase(order, now);
  for (const name of FIELDS) fillIn(name, order);
  keep();
  show();
  return isKept;
}

/** @param {string} text */
function complain(text) {
  show();
  openSheet(true);
  byId("says").textContent = text;
}
