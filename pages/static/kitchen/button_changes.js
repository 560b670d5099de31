// Button changes. Another screen may have moved a ticket or a dish on while a finger came down: "Start" has become
// "Ready". Such a tap is answered, not obeyed.
import { all } from "@/shared/dom.js";

export const SETTLING_UNDER_FINGER_MS = 800; // a finger hides what changes under it

/** @type {Map<string, { tap: string | undefined, since: number }>} what each button means, and since when */
let meanings = new Map();

/** @param {number} now milliseconds of the page's clock */
export function noteButtons(now) {
  const buttons = all(".ticket [data-item], .ticket .acts > .go:first-child");
  const before = meanings;
  meanings = new Map();
  for (const button of buttons) {
    const [key, { tap }] = [keyOf(button), button.dataset];
    const known = before.get(key);
    meanings.set(key, known && known.tap === tap ? known : { tap, since: known ? now : -SETTLING_UNDER_FINGER_MS });
  }
}

/**
 * Returns whether another screen just changed what this button or its neighbour does.
 * @param {HTMLElement} button
 * @param {number} at milliseconds of the page's clock
 */
export function hasJustChanged(button, at) {
  const { since } = meanings.get(keyOf(button)) ?? { since: -SETTLING_UNDER_FINGER_MS };
  return at - since < SETTLING_UNDER_FINGER_MS;
}

/** @param {HTMLElement} button */
function keyOf(button) {
  const acts = button.closest(".acts");
  return acts instanceof HTMLElement ? `${acts.closest(".ticket")?.id} ${acts.dataset.acts}` : button.id;
}
