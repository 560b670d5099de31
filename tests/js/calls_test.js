import { CALL_MS, Calls } from "@/guest/calls.js";
import { assertEquals } from "./assertions.js";

/** @param {string[]} codes none of them called again */
const once = (codes) => new Map(codes.map((code) => [code, 0]));

Deno.test("what was ready at the start is not called", () => {
  const calls = new Calls();
  assertEquals(calls.hear(once(["A1"]), 0), []);
  assertEquals(calls.current(0), []);
});

Deno.test("a code that turns ready is called for 20 seconds", () => {
  const calls = new Calls();
  calls.hear(once([]), 0);
  assertEquals(calls.hear(once(["A1"]), 10), ["A1"]);
  assertEquals(calls.hear(once(["A1"]), 20), []);
  assertEquals(calls.current(10 + CALL_MS - 1), ["A1"]);
  assertEquals(calls.current(10 + CALL_MS), []);
});

Deno.test("the newest comes first, and three at most", () => {
  const calls = new Calls();
  calls.hear(once([]), 0);
  for (const n of [1, 2, 3, 4]) calls.hear(once(["A1", "A2", "A3", "A4"].slice(0, n)), n);
  assertEquals(calls.current(5), ["A4", "A3", "A2"]);
});

Deno.test("a collected code is called no longer, and again when it is ready again", () => {
  const calls = new Calls();
  calls.hear(once([]), 0);
  calls.hear(once(["A1"]), 1);
  calls.hear(once([]), 2);
  assertEquals(calls.current(2), []);
  assertEquals(calls.hear(once(["A1"]), 3), ["A1"]);
  assertEquals(calls.current(3), ["A1"]);
});

Deno.test("a code that is called again is called as if it were new", () => {
  const calls = new Calls();
  calls.hear(once(["A1"]), 0);
  assertEquals(calls.hear(new Map([["A1", 1]]), 100), ["A1"]);
  assertEquals(calls.current(100), ["A1"]);
  assertEquals(calls.hear(new Map([["A1", 1]]), 200), []);
});
