// The order that is being written at the counter: dishes become lines, lines become one order. It survives a reload; its
// key is made with its first line and kept until it is placed, so that sending it again cannot place it twice.
import { sumOf } from "@/shared/portions.js";
import { randomId } from "@/shared/random_id.js";

/**
 * `options` are words with commas between; a line that came in from elsewhere has them as `modifiers`, too. A placed
 * line has an `id`, and keeps at least `fewest` portions (one, or its part of one): the kitchen takes dishes off.
 * @typedef {object} Line
 * @property {string} name
 * @property {number} quantity
 * @property {string} note
 * @property {string} [options]
 * @property {any[]} [modifiers]
 * @property {string} [id]
 * @property {number} [fewest]
 */

/**
 * @typedef {object} Written
 * @property {Line[]} lines
 * @property {string} guest_name
 * @property {string} note
 * @property {string} language
 * @property {string} table
 * @property {string} service
 * @property {string} phone
 * @property {string} due the time of an order for later, in the restaurant's zone (YYYY-MM-DDTHH:MM)
 * @property {string} [key]
 * @property {Placed} [placed] the order that is changed, as it was when this was begun
 */

/** @typedef {{ version: number, due: string, items: any[], [field: string]: any }} Placed */

/** @returns {Written} */
export const emptyOrder = () => ({
  lines: [],
  guest_name: "",
  note: "",
  language: "",
  table: "",
  service: "",
  phone: "",
  due: "",
});

/**
 * Adds one portion, to the line of this dish that has no note and no options; returns the line.
 * @param {Written} order
 * @param {string} name
 * @param {number} maxQuantity
 */
export function addDish(order, name, maxQuantity) {
  const line = order.lines.find((known) => known.name === name && !known.note && !known.options && !known.id) ??
    { name, quantity: 0, note: "" };
  if (line.quantity === 0) order.lines.push(line);
  changeQuantity(order, line, 1, maxQuantity);
  return line;
}

/**
 * @param {Written} order
 * @param {Line} line
 * @param {number} by
 * @param {number} maxQuantity
 */
export function changeQuantity(order, line, by, maxQuantity) {
  order.key ??= `counter-${randomId()}`;
  line.quantity = Math.max(line.fewest ?? 0, Math.min(maxQuantity, sumOf([line.quantity, by])));
  if (line.quantity <= 0) order.lines.splice(order.lines.indexOf(line), 1);
}

/**
 * Counts the portions of the order, or of one of its dishes.
 * @param {Written} order
 * @param {string} [dish]
 */
export const countPortions = ({ lines }, dish) =>
  sumOf(lines.filter(({ name }) => dish === undefined || name === dish).map(({ quantity }) => quantity));
