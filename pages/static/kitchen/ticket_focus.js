// A ticket that leaves, or moves along the rail, takes the keyboard's focus with it: give it back where it was.
import { isShown, mainButtonOf, readyTickets, tickets } from "@/kitchen/tickets.js";
import { closest } from "@/shared/dom.js";

/** @typedef {{ id: string, ticket: HTMLElement, isReady: boolean, place: number }} Focused */

/** @type {Focused | undefined} */
let focused;
const SETTLING_MS = 650;
/** @type {{ to: Element | null | undefined, at: number }} */
let moved = { to: undefined, at: -SETTLING_MS };

export function startTicketFocus() {
  document.addEventListener("focusin", (event) => {
    const ticket = closest(event, ".rail .ticket, .shelf .waiting");
    const { id } = /** @type {HTMLElement} */ (event.target);
    const isReady = Boolean(ticket?.matches(".waiting"));
    focused = ticket ? { id, ticket, isReady, place: shown(isReady).indexOf(ticket) } : undefined;
  });
  document.addEventListener("pointerdown", () => (focused = undefined));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Enter" && key !== " ") moved.to = undefined; // what is picked or walked to is meant
  });
}

export function restoreFocus() {
  if (!focused || isShown(document.activeElement)) return;
  const button = document.getElementById(focused.id);
  // A station's buttons have ids of their own: "Start" is not the button that becomes "Ready".
  const same = isShown(button) ? button : isShown(focused.ticket) ? mainButtonOf(focused.ticket) : undefined;
  const next = same ?? mainButtonOf(nearTo(focused));
  if (!same) moved = { to: next, at: performance.now() };
  next?.focus();
}

/**
 * Whether the focus has just come to this button of another ticket by itself: a second press of Enter means the first.
 * @param {HTMLElement} button
 */
export const hasFocusMovedTo = (button) => button === moved.to && performance.now() - moved.at < SETTLING_MS;

/**
 * Returns the ticket that stands there now. Places on the rail are its own: what leaves it may come onto the shelf.
 * @param {Focused} left
 */
function nearTo({ isReady, place }) {
  const list = shown(false);
  const places = isReady || list.length === 0 ? [...shown(true), ...list] : list;
  return places[Math.min(place, places.length - 1)];
}

/** @param {boolean} isReady */
const shown = (isReady) => (isReady ? readyTickets() : tickets()).filter(isShown);
