// The keyboard on the kitchen's page: the arrows walk along shelf and rail, Ctrl+Z takes the latest tap back.
import { isShown, mainButtonOf, mainButtons, readyTickets, tickets } from "@/kitchen/tickets.js";
import { all, closest } from "@/shared/dom.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    // A key that is held down must not tap again and again.
    if (event.repeat && (event.key === "Enter" || event.key === " ") && closest(event, "button")) {
      event.preventDefault();
    }
    const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z" && !event.repeat;
    if (isUndo && !closest(event, "input, textarea")) undo();
    if (event.key in STEPS) walk(event);
  });
}

function undo() {
  /** @type {HTMLElement | null} */
  const button = document.querySelector("#toasts [data-tap=undo]");
  button?.click();
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
