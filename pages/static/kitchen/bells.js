// What the kitchen hears: a melody for each event, so that nobody needs to look first, in the voice that the tablet is
// set to, so that cooks know their own.

/** @typedef {"new" | "changed" | "late" | "refused"} Event */

// Notes as [pitch (Hz), after (s)]. New: up. Changed: two alike. Late: down. Refused: low, three times.
/** @type {Readonly<Record<Event, Omit<import("@/shared/bell.js").Bell, "loudness">>>} */
const BELLS = {
  new: { notes: [[880, 0], [1318.5, 0.16], [1760, 0.32]], lengthS: 1.4 },
  changed: { notes: [[1046.5, 0], [1046.5, 0.28]], lengthS: 0.9 },
  late: { notes: [[1318.5, 0], [880, 0.22]], lengthS: 1.1 },
  refused: { notes: [[440, 0], [440, 0.22], [440, 0.44]], lengthS: 0.7 },
};

/**
 * A voice's waveform, and factors of a melody's pitches and lengths.
 * @typedef {{ wave: OscillatorType, pitch: number, length: number }} Voice
 */

/** @type {Readonly<Record<string, Voice>>} */
export const VOICES = {
  bell: { wave: "sine", pitch: 1, length: 1 },
  wood: { wave: "triangle", pitch: 0.5, length: 0.35 },
  buzzer: { wave: "square", pitch: 0.5, length: 0.5 },
};

/**
 * Returns what to ring for an event.
 * @param {Event} event
 * @param {Voice} voice
 * @returns {Omit<import("@/shared/bell.js").Bell, "loudness">}
 */
export function bellOf(event, { wave, pitch, length }) {
  const { notes, lengthS } = BELLS[event];
  return { notes: notes.map(([hertz, after]) => [hertz * pitch, after]), wave, lengthS: lengthS * length };
}
