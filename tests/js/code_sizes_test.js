import { codeSizes, fittingSize } from "@/guest/code_sizes.js";
import { assertEquals } from "./assertions.js";

const WALL = { width: 1700, height: 850 };

Deno.test("all codes fit, and are as large as they can be", () => {
  for (const count of [1, 3, 8, 19, 40, 120]) {
    const size = fittingSize(count, WALL);
    const fit = (/** @type {number} */ px) =>
      Math.floor(WALL.width / (px * 2.95)) * Math.floor(WALL.height / (px * 1.66)) >= count;
    assertEquals(fit(size), true);
    assertEquals(count < 8 || !fit(size + 2), true);
  }
});

Deno.test("ready ones are twice as large at least", () => {
  for (const [ready, preparing] of [[0, 0], [0, 8], [3, 5], [8, 0], [1, 40], [40, 1], [20, 20]]) {
    const sizes = codeSizes(ready, preparing, WALL, 60);
    assertEquals(sizes.ready >= 2 * sizes.preparing, true);
    assertEquals(sizes.preparing > 0, true);
  }
});

Deno.test("the fuller panel gets more of the wall", () => {
  assertEquals(codeSizes(1, 40, WALL, 60).share < codeSizes(10, 10, WALL, 60).share, true);
  assertEquals(codeSizes(40, 0, WALL, 60).share > 0.5, true);
});

Deno.test("codes are readable in any room", () => {
  for (const height of [0, 20]) assertEquals(fittingSize(8, { width: 1700, height }) >= 12, true);
});
