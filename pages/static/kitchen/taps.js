// Taps on the kitchen's page: what a button means goes into the queue, and the server's answers come out as words.
import { DoubleTapRule } from "@/kitchen/double_tap.js";
import { showSaved, showUnsaved } from "@/kitchen/save_status.js";
import { stockOf } from "@/kitchen/stock.js";
import { TapQueue } from "@/kitchen/tap_queue.js";
import { hasFocusMovedTo } from "@/kitchen/ticket_focus.js";
import { wasAnotherHere } from "@/kitchen/ticket_moves.js";
import { openTicketOf, placeOf, ticketOf } from "@/kitchen/tickets.js";
import { isLive } from "@/shared/connection.js";
import { closeDialog } from "@/shared/dialog.js";
import { all, quote } from "@/shared/dom.js";
import { randomId } from "@/shared/random_id.js";
import { tabMemory } from "@/shared/storage.js";
import { offerUndo, say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

/** @typedef {import("@/kitchen/tap_queue.js").Tap} Tap */

const REMIND_MS = 1000;
// What is offered apart from the buttons of ticket and items, whatever stands there.
const ANY_STAGE = ["cancel", "postpone", "rush", "void", "restore", "hold", "fire", "reopen", "acknowledge"];
const doubleTaps = new DoubleTapRule();
const queue = new TapQueue({ send: (tap) => globalThis.emitEvent(tap.event, tap), tapNow }, tabMemory.read("taps", []));

export function startTaps() {
  document.addEventListener("fragment", ({ target }) => {
    const answers = /** @type {HTMLElement} */ (target);
    // The answer may be drawn before the ticket it speaks of: both come in one message, so look when all is drawn.
    if (answers.id === "answers") queueMicrotask(() => all("data", answers).forEach(settle));
  });
  document.addEventListener("freshness", ({ detail }) => detail.isLive && remind(true));
  setInterval(remind, REMIND_MS, false);
}

/**
 * @param {HTMLElement} control
 * @param {MouseEvent} event
 */
export function tapped(control, event) {
  const tap = control.matches(".switch, [data-stock]") ? dishTap(control) : orderTap(control);
  if (!isLive()) return say(word("offline-tap"), "trouble");
  if (isSecondOfDouble(control, tap, event)) return say(word("double-tap", { code: tap.code }), "trouble");
  const hasMoved = event.detail > 0 ? wasAnotherHere(control, event) : hasFocusMovedTo(control);
  if (hasMoved) return say(word("just-moved", { code: tap.code }), "trouble");
  take(tap);
  if (control.closest("#toasts")) control.closest("li")?.remove();
  /** @type {HTMLDialogElement | null} */
  const dialog = control.closest("dialog:not(#all-day)");
  if (dialog) closeDialog(dialog);
}

/** Returns a tap that is under way still, if there is one. */
export const tapUnderWay = () => queue.entries()[0]?.[1][0];

/**
 * Says that no answer has come.
 * @param {Tap} tap
 */
export const sayUnsure = ({ order_id, code }) => say(word(order_id ? "unsure" : "unsure-if-done", { code }), "trouble");

/** @param {Tap} tap */
export function take(tap) {
  tap.tap_id = randomId();
  queue.take(tap, Date.now());
  keep(tap.key);
}

/**
 * Reads a tap on an order from its button, and from the ticket or dialog that the button is on.
 * @param {HTMLElement} control
 * @returns {Tap}
 */
export function orderTap(control) {
  const { dataset: place } = /** @type {HTMLElement} */ (control.closest("[data-order-id]"));
  const orderId = place.orderId ?? "";
  const shown = (openTicketOf(orderId) ?? document.getElementById(`left-${orderId}`))?.dataset;
  const { tap = "", item, minutes, quantity, version, at: station } = control.dataset;
  return {
    key: orderId,
    code: shown?.code ?? place.code ?? "",
    event: "tap",
    tap,
    order_id: orderId,
    item_id: item,
    station,
    minutes: minutes ? Number(minutes) : undefined,
    quantity: quantity ? Number(quantity) : undefined,
    seen_version: Number(version || shown?.version || place.version),
  };
}

/**
 * @param {HTMLElement} control
 * @returns {Tap}
 */
function dishTap(control) {
  const { dish = "" } = control.dataset;
  const said = control.dataset.stock
    ? stockOf(control.dataset)
    : { available: control.getAttribute("aria-checked") !== "true" };
  return { key: `dish ${dish}`, code: dish, event: "dish", tap: "dish", dish, ...said };
}

/**
 * Items may be tapped through to done, but not back again.
 * @param {HTMLElement} control
 * @param {Tap} tap
 * @param {MouseEvent} event a click, which tells in today's browsers what made it
 */
function isSecondOfDouble(control, tap, event) {
  const isTouch = "pointerType" in event && event.pointerType === "touch";
  const isSecond = doubleTaps.isSecond({ key: tap.key, clicks: event.detail, isTouch, now: Date.now() });
  return isSecond && (control.matches(".go, .small[data-tap], .switch") || (tap.item_id && tap.tap === "recall"));
}

/** @param {HTMLElement} answer */
function settle(answer) {
  const { done, saving, undo, version, closed } = answer.dataset;
  const isDone = done === "true";
  const tapId = answer.getAttribute("value") ?? "";
  const settled = queue.settle({ tapId, isDone, version: Number(version) }, Date.now());
  if (!settled) return;
  const { tap: { key, code }, dropped } = settled;
  if (isDone) showSaved();
  if (saving === "false") showUnsaved();
  say(answer.textContent ?? "", isDone ? "done" : "trouble", key);
  if (isDone && undo) offerUndo(key, code, undo);
  if (closed) announceClosedDay({ closed, says: answer.textContent ?? "", isDone });
  if (dropped) say(word("moved-on", { code: dropped.code }), "trouble");
  keep(key);
}

/** @param {{ closed: string, says: string, isDone: boolean }} detail */
const announceClosedDay = (detail) => document.dispatchEvent(new CustomEvent("closed-day", { detail }));

/**
 * What the same button means by now: an item may have moved on under a second tap, the whole ticket must offer the same.
 * @param {Tap} tap
 */
function tapNow(tap) {
  const ticket = ticketOf(tap.order_id);
  if (!ticket) return undefined;
  if (!tap.item_id || tap.quantity || ANY_STAGE.includes(tap.tap)) {
    const group = `.acts[data-acts=${quote(tap.station ?? "")}]`;
    const isAnytime = tap.quantity || ANY_STAGE.includes(tap.tap);
    const isOffered = isAnytime || ticket.querySelector(`${group} [data-tap=${tap.tap}]`);
    return isOffered ? tap.tap : undefined;
  }
  /** @type {HTMLElement | null} */
  const button = ticket.querySelector(`[data-item=${quote(tap.item_id)}]`);
  const now = button?.dataset.tap;
  return now === "recall" && tap.tap !== "recall" ? undefined : now;
}

/** @param {boolean} hasReconnected */
function remind(hasReconnected) {
  for (const tap of queue.remind(Date.now(), { isLive: isLive(), hasReconnected })) {
    keep(tap.key);
    sayUnsure(tap);
  }
}

/** @param {string} key */
function keep(key) {
  tabMemory.keep("taps", queue.entries());
  const ticket = ticketOf(key);
  if (ticket && queue.isWaiting(key)) placeOf(ticket).setAttribute("aria-busy", "true");
  else if (ticket) placeOf(ticket).removeAttribute("aria-busy");
}
