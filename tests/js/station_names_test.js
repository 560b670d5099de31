import { foldStation, joinSpellings } from "@/kitchen/station_names.js";
import { assertEquals } from "./assertions.js";

Deno.test("a station is one in any case and with any spaces", () => {
  for (const name of ["HOT GRILL", " hot  grill "]) assertEquals(foldStation(name), foldStation("Hot grill"));
  assertEquals(foldStation("SPIESSE"), foldStation("Spieße"));
});

Deno.test("names with other accents are other stations", () => {
  for (const [one, other] of [["ปิ้ง", "ปัง"], ["Küche", "Kuche"]]) {
    assertEquals(foldStation(one) === foldStation(other), false);
  }
});

Deno.test("portions of one station are one sum", () => {
  const open = new Map([["Grill", 2], ["bar", 1], ["grill", 3]]);
  assertEquals([...joinSpellings(open)], [["Grill", 5], ["bar", 1]]);
});
