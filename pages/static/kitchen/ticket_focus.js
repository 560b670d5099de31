// A ticket that leaves, or moves along the rail, takes the keyboard's focus with it: give it back where it was.
import { readyTickets, tickets } from "@/kitchen/tickets.js";
import { closest } from "@/shared/dom.js";

/** @type {{ id: string, place: number } | undefined} */
let focused;

export function startTicketFocus() {
  document.addEventListener("focusin", (event) => {
    const ticket = closest(event, ".rail .ticket, .shelf .waiting");
    const { id } = /** @type {HTMLElement} */ (event.target);
    focused = ticket ? { id, place: places().indexOf(ticket) } : undefined;
  });
  document.addEventListener("pointerdown", () => (focused = undefined));
}

export function restoreFocus() {
  if (!focused || document.activeElement !== document.body) return;
  const same = document.getElementById(focused.id);
  const near = places()[Math.min(focused.place, places().length - 1)];
  /** @type {HTMLElement | null | undefined} */
  const next = same ?? near?.querySelector(".go");
  next?.focus();
}

const places = () => [...readyTickets(), ...tickets()];
