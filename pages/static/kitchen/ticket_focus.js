// A ticket that leaves, or moves along the rail, takes the keyboard's focus with it: give it back where it was.
import { readyTickets, tickets } from "@/kitchen/tickets.js";
import { closest } from "@/shared/dom.js";

/** @type {{ id: string, place: number } | undefined} */
let focused;
const SETTLING_MS = 650;
/** @type {{ to: Element | null | undefined, at: number }} */
let moved = { to: undefined, at: -SETTLING_MS };

export function startTicketFocus() {
  document.addEventListener("focusin", (event) => {
    const ticket = closest(event, ".rail .ticket, .shelf .waiting");
    const { id } = /** @type {HTMLElement} */ (event.target);
    focused = ticket ? { id, place: places().indexOf(ticket) } : undefined;
  });
  document.addEventListener("pointerdown", () => (focused = undefined));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Enter" && key !== " ") moved.to = undefined; // what is picked or walked to is meant
  });
}

export function restoreFocus() {
  if (!focused || document.activeElement !== document.body) return;
  const same = document.getElementById(focused.id);
  const near = places()[Math.min(focused.place, places().length - 1)];
  /** @type {HTMLElement | null | undefined} */
  const next = same ?? near?.querySelector(".go");
  if (!same) moved = { to: next, at: performance.now() };
  next?.focus();
}

/**
 * Whether the focus has just come to this button of another ticket by itself: a second press of Enter means the first.
 * @param {HTMLElement} button
 */
export const hasFocusMovedTo = (button) => button === moved.to && performance.now() - moved.at < SETTLING_MS;

const places = () => [...readyTickets(), ...tickets()];
