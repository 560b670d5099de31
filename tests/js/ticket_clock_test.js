import { hasBecomeLate, paceOf, SOON_S, writeSpan } from "@/kitchen/ticket_clock.js";
import { assertEquals } from "./assertions.js";

const NOW = 100_000;
const SHELF = { amber: 3, red: 8 };
const pace = (/** @type {number} */ left, ready = 0) => paceOf({ due: NOW + left, ready }, NOW, SHELF);

Deno.test("a ticket is calm until five minutes before its time", () => {
  assertEquals(pace(SOON_S + 1), { pace: "calm", text: "due", n: 0 });
  assertEquals(pace(SOON_S), { pace: "soon", text: "due-soon", n: 5 });
});

Deno.test("minutes left are rounded up, one at least", () => {
  assertEquals(pace(61).n, 2);
  assertEquals(pace(0), { pace: "soon", text: "due-soon", n: 1 });
});

Deno.test("a ticket past its time is late by whole minutes, one at least", () => {
  assertEquals(pace(-1), { pace: "late", text: "late", n: 1 });
  assertEquals(pace(-179), { pace: "late", text: "late", n: 2 });
});

Deno.test("a ready ticket is not late any more", () => {
  assertEquals(pace(-600, NOW - 59), { pace: "ready", text: "now", n: 0 });
  assertEquals(pace(-600, NOW - 125), { pace: "ready", text: "minutes", n: 2 });
});

Deno.test("a ready order waits and is forgotten after the owner's minutes", () => {
  const paces = [2.9, 3, 7.9, 8].map((minutes) => pace(0, NOW - 60 * minutes).pace);
  assertEquals(paces, ["ready", "waiting", "waiting", "forgotten"]);
});

Deno.test("spans are minutes and seconds, then hours and minutes", () => {
  assertEquals([0, 59.9, 61, 3599, 3600, 36_305].map(writeSpan), [
    "0:00",
    "0:59",
    "1:01",
    "59:59",
    "1:00 h",
    "10:05 h",
  ]);
});

Deno.test("an order from a clock ahead of ours is not of negative age", () => {
  assertEquals(writeSpan(-5), "0:00");
});

Deno.test("an order rings when it becomes late or is forgotten, and not when the page comes", () => {
  const rings = [["soon", "late"], ["waiting", "forgotten"], ["ready", "forgotten"]];
  for (const [before, now] of rings) assertEquals(hasBecomeLate(before, now), true);
  const silent = [[undefined, "late"], ["late", "late"], [undefined, "forgotten"], ["calm", "soon"], ["late", "ready"]];
  for (const [before, now] of silent) assertEquals(hasBecomeLate(before, now ?? ""), false);
});
