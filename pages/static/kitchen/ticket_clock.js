// The clock of a ticket: how old it is, and whether it is on time. All times are seconds since the epoch.

export const SOON_S = 5 * 60;

/**
 * Minutes on the shelf until a ready order waits (amber), and is forgotten (red).
 * @typedef {{ amber: number, red: number }} Shelf
 */

/**
 * Returns the ticket's pace, and the name and number of the text that says it: late, soon (due within five minutes) or
 * calm; once it is ready: ready, waiting or forgotten.
 * @param {{ due: number, ready: number | undefined }} times
 * @param {number} now
 * @param {Shelf} shelf
 * @returns {{ pace: string, text: string, n: number }}
 */
export function paceOf({ due, ready }, now, { amber, red }) {
  if (ready) {
    const n = Math.floor((now - ready) / 60);
    const pace = n >= red ? "forgotten" : n >= amber ? "waiting" : "ready";
    return { pace, text: n < 1 ? "now" : "minutes", n };
  }
  const left = due - now;
  if (left < 0) return { pace: "late", text: "late", n: Math.max(1, Math.floor(-left / 60)) };
  if (left <= SOON_S) return { pace: "soon", text: "due-soon", n: Math.max(1, Math.ceil(left / 60)) };
  return { pace: "calm", text: "due", n: 0 };
}

/**
 * Whether an order has become late, or a ready one forgotten, since it was looked at; not when the page has just come.
 * @param {string | undefined} before the pace that was shown
 * @param {string} pace
 */
export function hasBecomeLate(before, pace) {
  return (pace === "late" && before === "soon") ||
    (pace === "forgotten" && ["ready", "waiting"].includes(before ?? ""));
}

/**
 * Writes a span of time: minutes and seconds, from one hour on hours and minutes.
 * @param {number} seconds
 */
export function writeSpan(seconds) {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(Math.floor(Math.max(0, seconds) % 60))}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
}

/** @param {number} n */
const twoDigits = (n) => String(n).padStart(2, "0");
