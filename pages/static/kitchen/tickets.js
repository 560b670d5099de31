// The tickets on the rail, and the lines of the ready ones on the shelf.
import { all } from "@/shared/dom.js";

export const tickets = () => all(".rail .ticket");

export const readyTickets = () => all(".shelf .waiting");

/**
 * Whether the screen of this station shows it.
 * @param {Element | null} element
 */
export const isShown = (element) => element instanceof HTMLElement && element.offsetParent !== null;

/**
 * Returns the first button of the ticket that matches, among those that the screen of this station shows.
 * @param {Element | null | undefined} ticket
 * @param {string} selector
 * @returns {HTMLElement | null | undefined}
 */
export const actOf = (ticket, selector) => ticket?.querySelector(`.acts:not([hidden]) ${selector}`);

/**
 * Returns the button that moves this ticket on, on the screen of this station.
 * @param {Element | null | undefined} ticket
 */
export const mainButtonOf = (ticket) => actOf(ticket, ".go");

/**
 * Returns the main buttons of those of these tickets that are shown.
 * @param {HTMLElement[]} tickets
 */
export const mainButtons = (tickets) => tickets.filter(isShown).flatMap((ticket) => mainButtonOf(ticket) ?? []);

/** @param {string | undefined} orderId */
export const ticketOf = (orderId) => document.getElementById(`ticket-${orderId}`);

/**
 * Returns the ticket of an order that is open, or its row among those for later.
 * @param {string | undefined} orderId
 */
export const openTicketOf = (orderId) => ticketOf(orderId) ?? document.getElementById(`later-${orderId}`);

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
