// The tickets on the rail, and the lines of the ready ones on the shelf.
import { all } from "@/shared/dom.js";

export const tickets = () => all(".rail .ticket");

export const readyTickets = () => all(".shelf .waiting");

/**
 * Returns the button that moves this ticket on, on the screen of this station.
 * @param {Element | null | undefined} ticket
 * @returns {HTMLElement | null | undefined}
 */
export const mainButtonOf = (ticket) => ticket?.querySelector(".acts:not([hidden]) .go");

/**
 * Returns the main buttons of those of these tickets that are in view.
 * @param {HTMLElement[]} shown
 */
export const mainButtons = (shown) =>
  shown.filter(({ offsetParent }) => offsetParent).flatMap((ticket) => mainButtonOf(ticket) ?? []);

/** @param {string | undefined} orderId */
export const ticketOf = (orderId) => document.getElementById(`ticket-${orderId}`);

/**
 * Returns the list item that a ticket hangs by.
 * @param {HTMLElement} ticket
 */
export const placeOf = (ticket) => /** @type {HTMLElement} */ (ticket.parentElement);

/**
 * Writes a text where it is not written yet: an unchanged text must not be announced again.
 * @param {Element | null} place
 * @param {string} text
 */
export function write(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}
