import { stockOf } from "@/kitchen/stock.js";
import { assertEquals } from "./assertions.js";

Deno.test("a dish is out, out until tomorrow, or counted", () => {
  assertEquals(stockOf("out"), { available: false, left: undefined, until_tomorrow: false });
  assertEquals(stockOf("tomorrow"), { available: false, left: undefined, until_tomorrow: true });
  assertEquals(stockOf("left"), { available: true, left: 5, until_tomorrow: false });
});
