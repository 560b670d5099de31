// Times of day as the server writes them: in the restaurant's zone, by offsets that the server has sent. What a browser
// knows of zones and languages is not used, because old ones have other rules of summer time, or none.

/**
 * How times are written: UTC offsets as [from (epoch seconds), offset (seconds)], earliest first, and how a time is
 * written in each half of the day, `{}` for its hour and minute; empty where people count to 24.
 * @typedef {{ offsets: [number, number][], halves: string[] }} TimeFormat
 */

/**
 * Reads the format from the attributes of the page's body.
 * @param {DOMStringMap} dataset
 * @returns {TimeFormat}
 */
export function readTimeFormat({ offsets, halves }) {
  return { offsets: JSON.parse(offsets ?? "[[0, 0]]"), halves: halves ? halves.split("|") : [] };
}

/**
 * Writes the time of day at `at` (milliseconds since the epoch).
 * @param {number} at
 * @param {TimeFormat} format
 */
export function timeOfDay(at, { offsets, halves }) {
  const [, offset] = offsets.filter(([from]) => from * 1000 <= at).pop() ?? offsets[0];
  const minutes = Math.floor((at / 1000 + offset) / 60);
  const hour = Math.floor(minutes / 60) % 24;
  const minute = String(minutes % 60).padStart(2, "0");
  if (halves.length === 0) return `${String(hour).padStart(2, "0")}:${minute}`;
  return halves[hour < 12 ? 0 : 1].replace("{}", `${hour % 12 || 12}:${minute}`);
}
