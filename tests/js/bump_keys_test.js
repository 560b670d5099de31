import { pick } from "@/kitchen/bump_keys.js";
import { assertEquals } from "./assertions.js";

Deno.test("digits typed soon after each other make one number", () => {
  assertEquals(pick("1", 5000), 1);
  assertEquals(pick("2", 5500), 12);
  assertEquals(pick("3", 6400), 3);
});
