// Taps, from the finger to the kitchen's answer. None is lost in silence, none is applied twice: each has an id that it
// keeps when it is sent again, and each names the version of the ticket that was seen. A tap on a ticket whose tap is
// still under way waits for that answer, and then goes with the version it made.
import { live } from "@/shared/connection.js";
import { saved, unsaved } from "@/kitchen/save_status.js";
import { offerUndo, say, word } from "@/shared/toasts.js";

const SEND_AGAIN = 4000;
const GIVE_UP = 60000;
const DOUBLE_TAP = 350;
const lines = new Map(JSON.parse(sessionStorage.getItem("taps") ?? "[]"));
let latestTouch = { at: 0 };

export function clicked(control, event) {
  const tap = control.matches(".switch") ? dishTap(control) : orderTap(control);
  if (!tap) return;
  if (!live()) return void say(word("offline-tap"), "trouble");
  if (isSecondOfDouble(control, tap, event)) return void say(word("double-tap", { code: tap.code }), "trouble");
  take(tap);
  if (control.closest("#toasts")) control.closest("li").remove();
  else control.closest("dialog:not(#all-day)")?.close();
}

export function take(tap) {
  tap.tap_id = newId();
  const line = lines.get(tap.key) ?? [];
  line.push(tap);
  lines.set(tap.key, line);
  if (line.length === 1) send(tap);
  showBusy(tap.key);
}

export const ticketOf = (orderId) => document.getElementById(`ticket-${orderId}`);

export function orderTap(control) {
  const place = control.closest("[data-order-id]");
  const shown = ticketOf(place.dataset.orderId) ?? document.getElementById(`left-${place.dataset.orderId}`);
  const { tap, item, minutes, version } = control.dataset;
  return {
    key: place.dataset.orderId,
    code: shown?.dataset.code ?? place.dataset.code,
    event: "tap",
    tap,
    order_id: place.dataset.orderId,
    item_id: item,
    minutes: minutes ? Number(minutes) : undefined,
    seen_version: Number(version ?? shown?.dataset.version ?? place.dataset.version),
  };
}

function dishTap(control) {
  const { dish } = control.dataset;
  const available = control.getAttribute("aria-checked") !== "true";
  return { key: `dish ${dish}`, code: dish, event: "dish", tap: "dish", dish, available };
}

// What a second tap on the same spot would do is not what was seen when the finger came down: "Start" has become
// "Ready". Items may be tapped through to done, but not back again.
function isSecondOfDouble(control, tap, event) {
  const isTouch = event.pointerType === "touch";
  const isDouble = event.detail > 1 ||
    (isTouch && latestTouch.key === tap.key && Date.now() - latestTouch.at < DOUBLE_TAP);
  latestTouch = { key: tap.key, at: isTouch ? Date.now() : 0 };
  return isDouble && (control.matches(".go, .small[data-tap], .switch") || (tap.item_id && tap.tap === "recall"));
}

function send(tap) {
  const now = Date.now();
  tap.first ??= now;
  tap.sent = now;
  window.emitEvent(tap.event, tap);
  keep();
}

function settle(answer) {
  for (const [key, line] of lines) {
    const [tap] = line;
    if (tap.tap_id !== answer.value) continue;
    line.shift();
    const isDone = answer.dataset.done === "true";
    if (isDone) saved();
    if (answer.dataset.saving === "false") unsaved();
    say(answer.textContent, isDone ? "done" : "trouble", key);
    if (isDone && answer.dataset.undo) offerUndo(key, tap.code, answer.dataset.undo);
    if (isDone) goOn(key, line, tap, Number(answer.dataset.version));
    else lines.delete(key);
    showBusy(key);
    keep();
  }
}

// The next in line goes with the version that the tap before it has made; if another screen's tap came between, what
// was seen no longer stands, and the person decides anew.
function goOn(key, line, before, version) {
  if (line.length === 0) return void lines.delete(key);
  const [next] = line;
  if (next.tap !== "undo" && next.event === "tap") {
    const isOurs = version === before.seen_version + 1;
    const now = isOurs ? tapNow(next) : undefined;
    if (!now) {
      lines.delete(key);
      return void say(word("moved-on", { code: next.code }), "trouble");
    }
    next.tap = now;
    next.seen_version = version;
  }
  send(next);
}

// What the same button means by now: an item may have moved on under a second tap, the whole ticket must offer the same.
function tapNow(tap) {
  const ticket = ticketOf(tap.order_id);
  if (!ticket) return undefined;
  if (!tap.item_id || tap.tap === "void") {
    const isOffered = tap.tap === "cancel" || ["postpone", "rush", "void"].includes(tap.tap) ||
      ticket.querySelector(`.acts [data-tap=${tap.tap}]`);
    return isOffered ? tap.tap : undefined;
  }
  const now = ticket.querySelector(`[data-item="${CSS.escape(tap.item_id)}"]`)?.dataset.tap;
  return now === "recall" && tap.tap !== "recall" ? undefined : now;
}

// After a reconnection, and when no answer comes, the same tap is sent again: its id makes that harmless.
function remind(isAgain) {
  const now = Date.now();
  for (const [key, line] of lines) {
    const [tap] = line;
    if (now - (tap.first ?? now) > GIVE_UP) {
      lines.delete(key);
      keep();
      showBusy(key);
      say(word("unsure", { code: tap.code }), "trouble");
    } else if (live() && (isAgain || now - tap.sent > SEND_AGAIN)) send(tap);
  }
}

function keep() {
  sessionStorage.setItem("taps", JSON.stringify([...lines]));
}

function showBusy(key) {
  const ticket = ticketOf(key);
  if (lines.has(key)) ticket?.parentElement.setAttribute("aria-busy", "true");
  else ticket?.parentElement.removeAttribute("aria-busy");
}

function newId() {
  // Not randomUUID: browsers keep that for https, and kitchens are often reached by http.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

document.addEventListener("fragment", ({ target }) => {
  // The answer may be drawn before the ticket it speaks of: both come in one message, so look when all is drawn.
  if (target.id === "answers") queueMicrotask(() => target.querySelectorAll("data").forEach(settle));
});
document.addEventListener("freshness", ({ detail }) => detail.isLive && remind(true));
setInterval(remind, 1000, false);
