// An order that could not be taken, as the form begins with it: its fields as far as they could be read.
import { optionWords } from "@/counter/line_options.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */
/** @typedef {import("@/counter/written_order.js").Written} Written */

/**
 * @param {string} delivery the number of what came in
 * @param {{ items?: any[], [field: string]: any }} readable
 * @param {Written} empty
 * @returns {Written}
 */
export function receivedOrder(delivery, { items = [], ...about }, empty) {
  const lines = items.map((item) => ({ quantity: 1, note: "", ...item, options: writeOptions(item) }));
  return { ...empty, ...about, lines, key: `delivery-${delivery}` };
}

/**
 * Writes the options of a dish as words.
 * @param {{ modifiers?: any[] }} item
 * @returns {string}
 */
export const writeOptions = ({ modifiers = [] }) => modifiers.map(nameOf).join(", ");

/**
 * Returns the line as it is sent. Options that came in richer (with a quantity, a price) stay so while they are kept.
 * @param {Line} line
 */
export function sentItem({ options = "", ...line }) {
  if (options === writeOptions(line)) return line;
  const words = optionWords(options);
  const kept = (line.modifiers ?? []).filter((one) => takeWords(words, optionWords(nameOf(one))));
  return { ...line, modifiers: [...kept, ...words] };
}

/** @param {any} modifier */
const nameOf = (modifier) => modifier.name ?? modifier;

/**
 * Takes the words of an option out, if all of them are there; returns whether they were.
 * @param {string[]} words
 * @param {string[]} option
 */
function takeWords(words, option) {
  const rest = [...words];
  for (const one of option) {
    if (!rest.includes(one)) return false;
    rest.splice(rest.indexOf(one), 1);
  }
  words.splice(0, words.length, ...rest);
  return true;
}
