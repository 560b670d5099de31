import { stockOf } from "@/kitchen/stock.js";
import { assertEquals } from "./assertions.js";

Deno.test("a dish is out, out until tomorrow, or counted", () => {
  assertEquals(stockOf({ stock: "out" }), { available: false, left: undefined, until_tomorrow: false });
  assertEquals(stockOf({ stock: "tomorrow" }), { available: false, left: undefined, until_tomorrow: true });
  assertEquals(stockOf({ stock: "left", left: "7" }), { available: true, left: 7, until_tomorrow: false });
});
