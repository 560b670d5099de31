// Ticket moves. What is under a finger may have changed while it came down: a tap on a spot where another ticket
// stood a moment ago is answered, not obeyed, unless it goes on with the order that was tapped before, elsewhere.
import { readyTickets, tickets } from "@/kitchen/tickets.js";
import { byId } from "@/shared/dom.js";

const SETTLING_MS = 600;
const MIN_AIMING_MS = 100; // where a ticket stood for less, as while the page begins, no finger aimed at it
const SAME_SPOT_PX = 24;

/**
 * A ticket's place on the page, and since when it has stood there.
 * @typedef {object} Place
 * @property {string} id
 * @property {boolean} isReady
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} since milliseconds of the page's clock
 */

/** @type {Place[]} */
let places = [];
/** @type {Map<string, number>} when each ticket was first seen */
let arrivals = new Map();
/** @type {{ until: number, places: Place[] }[]} */
let before = [];
let latestTap = { id: "", x: 0, y: 0 };
let isDue = false;

/** Notes where each ticket stands, once with the next frame: nobody sees what is between two frames. */
export function noteMoves() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    note(performance.now());
  });
}

/** @param {number} now */
function note(now) {
  const found = [...readyTickets(), ...tickets()].map((ticket) => placeOnPage(ticket, now));
  const gone = [];
  for (const place of places) {
    const same = found.find((other) => isSame(place, other));
    if (same) same.since = place.since;
    else if (now - place.since >= MIN_AIMING_MS) gone.push(place);
  }
  places = found;
  arrivals = new Map(found.map(({ id }) => [id, arrivals.get(id) ?? now]));
  before = [...before, { until: now, places: gone }].filter(({ until }) => now - until < SETTLING_MS);
}

/**
 * Whether this tap came down where another ticket stood. Must be called once for each tap. A finger hides what comes
 * under it; under a mouse's pointer a new ticket is seen.
 * @param {Element} control
 * @param {MouseEvent} tap a click, which tells in today's browsers what made it
 */
export function wasAnotherHere(control, tap) {
  const { clientX, clientY } = tap;
  const id = control.closest(".ticket, .waiting")?.id;
  if (!id) return false;
  const now = performance.now();
  const { id: tapped, x, y } = latestTap;
  latestTap = { id, x: clientX, y: clientY };
  if (id === tapped && Math.hypot(clientX - x, clientY - y) > SAME_SPOT_PX) return false;
  const isMouse = "pointerType" in tap && tap.pointerType === "mouse";
  if (isMouse && now - (arrivals.get(id) ?? 0) < SETTLING_MS) return false;
  return before.some(({ until, places: stood }) =>
    now - until < SETTLING_MS && stood.some((place) => place.id !== id && isIn(place, clientX, clientY))
  );
}

/**
 * @param {HTMLElement} ticket
 * @param {number} since
 * @returns {Place}
 */
function placeOnPage(ticket, since) {
  const { left, right, top, bottom } = ticket.getBoundingClientRect();
  const isReady = ticket.matches(".waiting");
  const x = sideways(isReady);
  const y = scrollY;
  return { id: ticket.id, isReady, left: left + x, right: right + x, top: top + y, bottom: bottom + y, since };
}

/**
 * What is ready is scrolled sideways on its shelf; the rail is not.
 * @param {boolean} isReady
 */
const sideways = (isReady) => isReady ? byId("shelf").scrollLeft : 0;

/**
 * @param {Place} one
 * @param {Place} other
 */
function isSame(one, other) {
  return one.id === other.id && Math.abs(one.left - other.left) < 2 && Math.abs(one.top - other.top) < 2;
}

/**
 * @param {Place} place
 * @param {number} x
 * @param {number} y
 */
function isIn({ isReady, left, right, top, bottom }, x, y) {
  const across = x + sideways(isReady);
  const down = y + scrollY;
  return left <= across && across <= right && top <= down && down <= bottom;
}
