// The keys of a bump bar: digits pick a ticket by its place, after a 0 a ready order by its place on the shelf; Enter
// presses its button, Backspace recalls, ? lists the keys; the first Tab comes to the first ticket. They work while
// nothing is typed and no dialog is open, unless the tablet's settings switch them off.
import { areKeysOn } from "@/kitchen/tablet_looks.js";
import { actOf, mainButtons, readyTickets, tickets } from "@/kitchen/tickets.js";
import { openDialog } from "@/shared/dialog.js";
import { all, closest, dialogById } from "@/shared/dom.js";

const NEXT_DIGIT_MS = 800;
const NOTHING_TYPED = { digits: "", at: -NEXT_DIGIT_MS };
let typed = NOTHING_TYPED;

export function startBumpKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (closest(event, "input, textarea, select") || document.querySelector("dialog[open]")) return;
    if (areKeysOn() && press(event)) event.preventDefault();
  });
}

/**
 * Returns whether the key has done something.
 * @param {KeyboardEvent} event
 */
function press({ key, shiftKey, timeStamp }) {
  if (/^\d$/.test(key)) return focusOn(picked(pick(key, timeStamp)));
  typed = NOTHING_TYPED; // the next digit is another ticket's
  if (key === "Tab" && !shiftKey && document.activeElement === document.body) return focusOn(mainButtons(tickets())[0]);
  if (key === "Backspace") return recall();
  if (key !== "?") return false;
  openDialog(dialogById("keys"));
  return true;
}

/**
 * Returns the number that the digits make, typed one soon after the other.
 * @param {string} digit
 * @param {number} now milliseconds
 */
export function pick(digit, now) {
  const isNext = now - typed.at < NEXT_DIGIT_MS;
  typed = { digits: isNext ? (typed.digits + digit).slice(-2) : digit, at: now };
  return Number(typed.digits);
}

/**
 * Returns the main button of the ticket at this place; a 0 alone is the first one of the shelf.
 * @param {number} place
 */
function picked(place) {
  const list = typed.digits.startsWith("0") ? readyTickets() : tickets();
  return mainButtons(list)[Math.max(place, 1) - 1];
}

/** @param {HTMLElement | null | undefined} button */
function focusOn(button) {
  button?.focus();
  button?.scrollIntoView({ block: "nearest" });
  return Boolean(button);
}

/** Takes back what is done on the ticket in focus, or else, where nothing is to take back, what became ready last. */
function recall() {
  const here = document.activeElement?.closest(".ticket, .waiting");
  const button = recallOf(here) ?? doneAt(here) ?? recallOf(readyTickets().at(-1));
  button?.click();
  return Boolean(button);
}

/** @param {Element | null | undefined} ticket */
const recallOf = (ticket) => actOf(ticket, "[data-tap=recall]");

/**
 * Returns the done dish in focus, or else the last one of this screen: a station takes back its dishes one by one.
 * @param {Element | null | undefined} ticket
 */
function doneAt(ticket) {
  const done = ticket ? all("[data-testid=item]:not([data-elsewhere]) > [data-tap=recall]", ticket) : [];
  return done.find((dish) => dish === document.activeElement) ?? done.at(-1);
}
