// Ticket moves. What is under a finger may have changed while it came down: a tap on a spot where another ticket
// stood a moment ago is answered, not obeyed, unless it goes on with the order that was tapped just before, elsewhere.
// The same holds of the messages that offer an undo: they come, shift and go above the tickets; and of the rows of the
// orders that left the rail, are for later, or could not be taken.
import { hasJustChanged, noteButtons, SETTLING_UNDER_FINGER_MS } from "@/kitchen/button_changes.js";
import { pressOf } from "@/kitchen/presses.js";
import {
  isAbove,
  isIn,
  isRow,
  isSame,
  keyOf,
  MESSAGES,
  placeOnPage,
  PLACES,
  REFUSED,
  ROWS,
} from "@/kitchen/ticket_places.js";
import { readyTickets, tickets } from "@/kitchen/tickets.js";
import { all, byId, closest } from "@/shared/dom.js";
import { observeSizes } from "@/shared/size_observer.js";

const SETTLING_MS = 650; // 600, and the frames that show the move
const MAX_PRESS_MS = 1000; // a longer one is no tap
const GOING_ON_MS = 3000;
const MIN_AIMING_MS = 100; // where a ticket stood for less, as while the page begins, no finger aimed at it
const SAME_SPOT_PX = 24;

/** @typedef {import("@/kitchen/ticket_places.js").Place} Place */

/** @type {Place[]} */
let places = [];
/** @type {Map<string, number>} when each ticket was first seen */
let arrivals = new Map();
/** @type {{ until: number, places: Place[] }[]} */
let before = [];
let latestTap = { id: "", x: 0, y: 0, at: -GOING_ON_MS };
let isDue = false;

/** Notes the moves, too, that what stands above the tickets causes. */
export function startTicketMoves() {
  const sizes = observeSizes(noteMoves);
  for (const part of all("[role=alert], [role=status], .shelf-line")) sizes.observe(part);
  new MutationObserver(noteMoves).observe(byId("toasts"), { childList: true, subtree: true });
  for (const id of ["left", "later"]) new MutationObserver(noteMoves).observe(byId(id), { attributeFilter: ["open"] });
  document.addEventListener("fragment", (event) => closest(event, ".gone, .refused") && noteMoves());
}

/** Notes where each ticket stands, once with the next frame: nobody sees what is between two frames. */
export function noteMoves() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(noteDue);
}

function noteDue() {
  if (isDue) note(performance.now());
  isDue = false;
}

/** @param {number} now */
function note(now) {
  noteButtons(now);
  const shown = [...readyTickets(), ...tickets(), ...all(`.left-place, ${MESSAGES}, ${ROWS}, ${REFUSED}`)];
  const found = shown.map((one) => placeOnPage(one, now));
  const gone = [];
  for (const place of places) {
    const same = found.find((other) => isSame(place, other));
    if (same) same.since = place.since;
    else if (now - place.since >= MIN_AIMING_MS) gone.push(place);
  }
  places = found;
  arrivals = new Map(found.map((place) => [keyOf(place), arrivals.get(keyOf(place)) ?? now]));
  before = [...before, { until: now, places: gone }].filter(({ until }) =>
    now - until < SETTLING_UNDER_FINGER_MS + MAX_PRESS_MS
  );
}

/**
 * Whether this tap came down where another ticket stood, or the same one in its other list; whether its ticket moved
 * under the finger, or another screen has changed its button. Must be called once for each tap.
 * @param {HTMLElement} control
 * @param {MouseEvent} tap a click, which tells in today's browsers what made it
 */
export function wasAnotherHere(control, tap) {
  noteDue();
  const shown = /** @type {HTMLElement | null} */ (control.closest(PLACES));
  if (!shown) return false;
  const press = pressOf(tap);
  const at = press?.at ?? performance.now();
  const place = placeOnPage(shown, at);
  const order = follow(place, tap, at);
  if (press && press.id !== place.id) return true;
  if (order.isSame && order.isElsewhere && !isAbove(place)) return false;
  return hasMoved(place, tap, at) || (!order.isSame && !isMouse(tap) && hasJustChanged(control, at));
}

/**
 * Remembers this tap; returns how it follows the one before.
 * @param {Place} place
 * @param {MouseEvent} tap
 * @param {number} at
 */
function follow({ id }, { clientX: x, clientY: y }, at) {
  const { id: tapped, x: left, y: top, at: since } = latestTap;
  latestTap = { id, x, y, at };
  const isSame = id === tapped && at - since < GOING_ON_MS;
  return { isSame, isElsewhere: Math.hypot(x - left, y - top) > SAME_SPOT_PX };
}

/**
 * Of what lies above tickets counts only where its like stood. A new row comes above the others, a new ticket below.
 * @param {Place} here
 * @param {MouseEvent} tap
 * @param {number} at
 */
function hasMoved(here, tap, at) {
  const settlingMs = isMouse(tap) ? SETTLING_MS : SETTLING_UNDER_FINGER_MS;
  const isNew = at - (arrivals.get(keyOf(here)) ?? 0) < settlingMs;
  if (isMouse(tap) && isNew && !isRow(here) && here.list !== "refused") return false;
  const places = stoodUntil(at - settlingMs).filter((place) =>
    isAbove(here) ? place.list === here.list : !isRow(place)
  );
  return places.some((place) => keyOf(place) === keyOf(here) ? !isMouse(tap) : isIn(place, tap.clientX, tap.clientY));
}

/** @param {number} since milliseconds of the page's clock */
const stoodUntil = (since) => before.flatMap(({ until, places: gone }) => until > since ? gone : []);

/**
 * Returns the place of a ticket that stood a moment ago where this click found nothing.
 * @param {MouseEvent} click
 */
export function leftFrom({ clientX, clientY }) {
  noteDue();
  const stood = stoodUntil(performance.now() - SETTLING_UNDER_FINGER_MS);
  return stood.find((place) => !isAbove(place) && isIn(place, clientX, clientY));
}

/** @param {MouseEvent} tap */
const isMouse = (tap) => "pointerType" in tap && tap.pointerType === "mouse";

/**
 * Whether the latest tap was on this order.
 * @param {string} id
 */
export const wasTappedLast = (id) => id === latestTap.id && performance.now() - latestTap.at < GOING_ON_MS;
