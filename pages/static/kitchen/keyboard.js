// The keyboard on the kitchen's page: the arrows walk along shelf and rail, Ctrl+Z takes the latest tap back.
import { sayUnsure, tapUnderWay } from "@/kitchen/taps.js";
import { isShown, mainButtonOf, mainButtons, readyTickets, tickets } from "@/kitchen/tickets.js";
import { all, closest } from "@/shared/dom.js";
import { latestUndo } from "@/shared/toasts.js";

const LOOK_FOR_ANSWER_MS = 50;
const MAX_WAIT_MS = 5000;

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    // A key that is held down must not tap again and again.
    if (event.repeat && (event.key === "Enter" || event.key === " ") && closest(event, "button")) {
      event.preventDefault();
    }
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z" && !event.repeat;
    if (isUndo && !closest(event, "input, textarea")) undo(Date.now());
    if (event.key in STEPS) walk(event);
  });
}

/**
 * A tap can be taken back once it is answered: until then, the undo on the page is that of an earlier one.
 * @param {number} since when it was asked for, in milliseconds
 */
function undo(since) {
  const tap = tapUnderWay();
  if (!tap) latestUndo()?.click();
  else if (Date.now() - since > MAX_WAIT_MS) sayUnsure(tap);
  else setTimeout(undo, LOOK_FOR_ANSWER_MS, since);
}

/**
 * Up and down walk within a ticket, left and right from ticket to ticket.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const here = closest(event, ":is(.shelf, .rail) button");
  const ticket = here?.closest(".ticket, .waiting");
  if (!here || !ticket) return;
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const step = STEPS[event.key] * (isAcross && document.dir === "rtl" ? -1 : 1);
  const within = all("button:not([disabled])", ticket).filter(isShown);
  const places = isAcross ? mainButtons([...readyTickets(), ...tickets()]) : within;
  const from = /** @type {HTMLElement} */ (isAcross ? mainButtonOf(ticket) : here);
  places[places.indexOf(from) + step]?.focus();
  event.preventDefault();
}
