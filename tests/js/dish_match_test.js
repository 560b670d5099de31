import { bestMatches, rankName } from "@/shared/dish_match.js";
import { assertEquals } from "./assertions.js";

const DISHES = ["Garlic Naan", "Naan", "Lamb Biryani", "Mango Lassi", "Crème brûlée", "Cream soup"];
const found = (/** @type {string} */ sought) => bestMatches(DISHES, sought).map((place) => DISHES[place]);

Deno.test("the very name comes first, then what begins so", () => {
  assertEquals(found("naan"), ["Naan", "Garlic Naan"]);
  assertEquals(found("cre"), ["Crème brûlée", "Cream soup"]);
  assertEquals(found("iryan"), ["Lamb Biryani"]);
});

Deno.test("accents and capitals do not count", () => {
  assertEquals(found("BRULEE"), ["Crème brûlée"]);
});

Deno.test("a dish is found by other letters of the same name", () => {
  const pairs = [["Izgara", "ızgara"], ["ıspanak", "ISPANAK"], ["ギョーザ", "ｷﾞｮｰｻﾞ"], ["A定食", "Ａ定食"]];
  for (const sign of "’‘´`") pairs.push(["Shepherd's pie", `shepherd${sign}s pie`]);
  for (const [name, typed] of pairs) assertEquals([name, rankName(name, typed)], [name, 0]);
});

Deno.test("one slip of the finger is understood", () => {
  for (const typed of ["biriani", "biyrani", "biryanii", "birani", "xiryani"]) {
    assertEquals([typed, ...found(typed)], [typed, "Lamb Biryani"]);
  }
  assertEquals(found("lasi"), ["Mango Lassi"]);
});

Deno.test("two slips are another word, and so is one in a short word", () => {
  assertEquals(found("birxanx"), []);
  assertEquals(rankName("Naan", "nox"), 9);
});

Deno.test("a slip does not count where something fits without one", () => {
  assertEquals(bestMatches(["Creme", "Cream"], "cream"), [1]);
});
