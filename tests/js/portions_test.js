import { sumOf, writePortions } from "@/shared/portions.js";
import { assertEquals } from "./assertions.js";

Deno.test("portions in decimals add up to what was ordered", () => {
  assertEquals(sumOf([0.3, 0.6]), 0.9);
  assertEquals(sumOf([0.125, 2]), 2.125);
  assertEquals(sumOf([]), 0);
});

Deno.test("portions are written as the page's language does", () => {
  const written = ["en", "de", "ar"].map((language) => writePortions(1500.25, language));
  assertEquals(written, ["1500.25", "1500,25", "1500.25"]);
  assertEquals(writePortions(3, "de"), "3");
});
