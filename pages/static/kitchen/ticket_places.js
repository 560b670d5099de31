// Ticket places: where tickets, the messages about them, their rows in a dialog, and the rows of refused orders stand on
// the page. Messages and the rows of a dialog lie above the tickets.
import { byId } from "@/shared/dom.js";

export const MESSAGES = "#toasts li[data-order-id]";
export const ROWS = "dialog[open] .gone > li[data-order-id]";
export const REFUSED = ".refused > [data-delivery], .refused > details[open] > [data-delivery]";
export const PLACES = `.ticket, .waiting, .left-place, ${MESSAGES}, ${ROWS}, ${REFUSED}`;

/**
 * The place on the page of a ticket, of a message about it, of its row in a dialog, or of a refused order's row, and since
 * when it has stood there.
 * @typedef {object} Place
 * @property {string} id the order's, or the refused delivery's
 * @property {string} code
 * @property {"rail" | "shelf" | "messages" | "left" | "later" | "refused"} list
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} since milliseconds of the page's clock
 */

/** @param {Place} place */
export const keyOf = ({ id, list }) => `${list} ${id}`;

/** @param {Place} place */
export const isRow = ({ list }) => list === "left" || list === "later";

/** @param {Place} place */
export const isAbove = (place) => place.list === "messages" || isRow(place);

/**
 * Returns the id of the order, or of the refused delivery, that an element is about.
 * @param {HTMLElement | null} shown
 */
export const idOf = (shown) => shown?.dataset.orderId ?? shown?.dataset.delivery;

/**
 * @param {HTMLElement} shown a ticket, a message or a row
 * @param {number} since
 * @returns {Place}
 */
export function placeOnPage(shown, since) {
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const list = listOf(shown);
  const [x, y] = scrolled(list);
  const { code = "" } = shown.dataset;
  return {
    id: idOf(shown) ?? "",
    code,
    list,
    left: left + x,
    right: right + x,
    top: top + y,
    bottom: bottom + y,
    since,
  };
}

/**
 * Whether these are the place of the same thing, which has not moved.
 * @param {Place} one
 * @param {Place} other
 */
export function isSame(one, other) {
  return keyOf(one) === keyOf(other) && Math.abs(one.left - other.left) < 2 && Math.abs(one.top - other.top) < 2;
}

/**
 * Whether this point of the window is in the place.
 * @param {Place} place
 * @param {number} x
 * @param {number} y
 */
export function isIn({ list, left, right, top, bottom }, x, y) {
  const [across, down] = scrolled(list);
  return left <= x + across && x + across <= right && top <= y + down && y + down <= bottom;
}

/**
 * @param {HTMLElement} shown
 * @returns {Place["list"]}
 */
function listOf(shown) {
  if (shown.matches(MESSAGES)) return "messages";
  if (shown.matches(ROWS)) return shown.closest("#left") ? "left" : "later";
  if (shown.matches(REFUSED)) return "refused";
  return shown.closest(".shelf") ? "shelf" : "rail";
}

/**
 * What is ready is scrolled sideways on its shelf, rows with their dialog; messages do not scroll with the page.
 * @param {Place["list"]} list
 */
function scrolled(list) {
  if (list === "left" || list === "later") return [0, byId(list).scrollTop];
  return [list === "shelf" ? byId("shelf").scrollLeft : 0, list === "messages" ? 0 : scrollY];
}
