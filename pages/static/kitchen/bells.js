// What the kitchen hears, and for which event: sounds that differ in melody, so that nobody needs to look first.

/** @typedef {"new" | "changed" | "late" | "refused"} Event */

// Notes as [pitch (Hz), after (s)]. New: up. Changed: two alike. Late: down. Refused: low, three times.
/** @type {Readonly<Record<Event, Omit<import("@/shared/bell.js").Bell, "loudness">>>} */
export const BELLS = {
  new: { notes: [[880, 0], [1318.5, 0.16], [1760, 0.32]], lengthS: 1.4 },
  changed: { notes: [[1046.5, 0], [1046.5, 0.28]], lengthS: 0.9 },
  late: { notes: [[1318.5, 0], [880, 0.22]], lengthS: 1.1 },
  refused: { notes: [[440, 0], [440, 0.22], [440, 0.44]], lengthS: 0.7 },
};
