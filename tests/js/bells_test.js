import { BELLS } from "@/kitchen/bells.js";
import { assertEquals } from "./assertions.js";

Deno.test("each event has a melody of its own", () => {
  const melodies = Object.values(BELLS).map(({ notes }) => JSON.stringify(notes));
  assertEquals(new Set(melodies).size, melodies.length);
  assertEquals(Object.keys(BELLS), ["new", "changed", "late", "refused"]);
});
