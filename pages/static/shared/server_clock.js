// The server's clock, which may differ from this device's, and may be set while the page is open.
import { readTimeFormat, timeOfDay } from "@/shared/time_of_day.js";

const MIN_DIFFERENCE_MS = 3000; // less is a slow answer, not a clock that was set
let offsetMs = Number(document.body.dataset.now) * 1000 - Date.now();

/** Returns the server's time, in milliseconds since the epoch. */
export const serverNow = () => Date.now() + offsetMs;

/**
 * Writes the restaurant's time of day at a moment of this device's clock (milliseconds since the epoch).
 * @param {number} at
 */
export const writeTime = (at) => timeOfDay(at + offsetMs, readTimeFormat(document.body.dataset));

/** Asks the server for its time. */
export async function askTime() {
  try {
    const answer = await fetch("/static/icons/icon.svg", { method: "HEAD", cache: "no-store" });
    const there = Date.parse(answer.headers.get("date") ?? "");
    if (Math.abs(there - serverNow()) > MIN_DIFFERENCE_MS) offsetMs = there - Date.now();
  } catch {
    // Not connected: the server's time is not known now.
  }
}
