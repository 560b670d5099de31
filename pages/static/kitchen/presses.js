// Presses: where, when and on what a finger or a pointer came down. A click tells only what is there when it comes up.
import { LONG_PRESS_MS } from "@/kitchen/stock.js";
import { idOf } from "@/kitchen/ticket_places.js";
import { closest } from "@/shared/dom.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

const MAX_CLICK_MS = 100; // a click comes so soon after its pointer went up
const TREMBLING_PX = 24;

/**
 * @typedef {object} Press
 * @property {HTMLElement | null} button the button about an order that it came down on, or the place that one has left
 * @property {string | undefined} tap what the button meant
 * @property {string | undefined} id the order's, or the refused delivery's
 * @property {string} code
 * @property {number} at milliseconds of the page's clock
 * @property {number} x
 * @property {number} y
 * @property {boolean} isAnswered
 */

/** @type {Press | undefined} */
let press;

export function startPresses() {
  addEventListener("pointerdown", (event) => {
    press = undefined;
    if (event.button !== 0 || !event.isPrimary) return; // what makes no click
    const button = closest(event, "[data-order-id] button, [data-delivery] button, .left-place");
    const about = closest(event, "[data-order-id], [data-delivery]");
    const { clientX: x, clientY: y, timeStamp: at } = event;
    const { tap } = button?.dataset ?? {};
    press = { button, tap, id: idOf(about), code: about?.dataset.code ?? "", at, x, y, isAnswered: false };
  }, { capture: true });
  addEventListener("pointercancel", () => (press = undefined), { capture: true });
  addEventListener("pointerup", cameUp, { capture: true });
  addEventListener("click", clicked, { capture: true });
}

/**
 * Returns the press that this click ends; a key's click has none.
 * @param {MouseEvent} click
 */
export const pressOf = (click) => click.detail > 0 ? press : undefined;

/**
 * Browsers send no click to a ticket that was moved in its list while the button of a mouse was down.
 * @param {PointerEvent} event
 */
function cameUp({ clientX, clientY, timeStamp, pointerType }) {
  const here = press;
  if (!here?.button || Math.hypot(clientX - here.x, clientY - here.y) > TREMBLING_PX) return;
  const isMouse = pointerType === "mouse";
  if (timeStamp - here.at < LONG_PRESS_MS) setTimeout(() => !here.isAnswered && answer(here, isMouse), MAX_CLICK_MS);
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (!press || event.detail === 0) return;
  if (press.isAnswered) event.stopPropagation(); // one press is one click
  else press.isAnswered = Boolean(closest(event, "button, .left-place"));
}

/**
 * @param {Press} here
 * @param {boolean} isMouse a finger's click on what still stands there may only be late
 */
function answer(here, isMouse) {
  const { button, tap, code, x, y } = here;
  const isSame = button?.contains(document.elementFromPoint(x, y)) && button.dataset.tap === tap;
  if (isSame && !isMouse) return;
  here.isAnswered = true;
  if (isSame) button?.click();
  else say(word("moved-on", { code }), "trouble");
}
