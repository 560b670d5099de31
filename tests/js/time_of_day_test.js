import { readTimeFormat, timeOfDay } from "@/shared/time_of_day.js";
import { assertEquals } from "./assertions.js";

const AUTUMN = Date.UTC(2026, 9, 25, 1); // Madrid goes from +2 h to +1 h
/** @type {[number, number][]} */
const madrid = [[0, 7200], [AUTUMN / 1000, 3600]];

Deno.test("times follow the offset of their own moment", () => {
  const format = { offsets: madrid, halves: [] };
  assertEquals([AUTUMN - 60_000, AUTUMN].map((at) => timeOfDay(at, format)), ["02:59", "02:00"]);
});

Deno.test("halves of the day are named where people count to 12", () => {
  /** @type {import("@/shared/time_of_day.js").TimeFormat} */
  const format = { offsets: [[0, 0]], halves: ["{} AM", "午後{}"] };
  const times = [0, 9.5, 12, 23].map((hour) => timeOfDay(hour * 3_600_000, format));
  assertEquals(times, ["12:00 AM", "9:30 AM", "午後12:00", "午後11:00"]);
});

Deno.test("west of Greenwich the day before is still on", () => {
  assertEquals(timeOfDay(Date.UTC(2026, 0, 1, 1), { offsets: [[0, -5 * 3600]], halves: [] }), "20:00");
});

Deno.test("a page without a format writes UTC", () => {
  assertEquals(timeOfDay(Date.UTC(2026, 0, 1, 7, 5), readTimeFormat({})), "07:05");
});
