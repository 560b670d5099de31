import { bellOf, VOICES } from "@/kitchen/bells.js";
import { assertEquals } from "./assertions.js";

const EVENTS = /** @type {const} */ (["new", "changed", "late", "refused"]);

Deno.test("each event has a melody of its own, in each voice another sound", () => {
  const bells = EVENTS.flatMap((event) => Object.values(VOICES).map((voice) => JSON.stringify(bellOf(event, voice))));
  assertEquals(new Set(bells).size, EVENTS.length * Object.keys(VOICES).length);
});

Deno.test("a voice keeps the rhythm of the melody", () => {
  const afters = Object.values(VOICES).map((voice) => bellOf("new", voice).notes.map(([, after]) => after));
  for (const after of afters) assertEquals(after, [0, 0.16, 0.32]);
});
