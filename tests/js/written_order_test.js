import { addDish, changeQuantity, countPortions, emptyOrder } from "@/counter/written_order.js";
import { assertEquals } from "./assertions.js";

Deno.test("the same dish is one line, unless the line has a note", () => {
  const order = emptyOrder();
  addDish(order, "Soup", 99).note = "hot";
  addDish(order, "Soup", 99);
  addDish(order, "Soup", 99);
  assertEquals(order.lines.map(({ quantity }) => quantity), [1, 2]);
  assertEquals([countPortions(order), countPortions(order, "Soup"), countPortions(order, "Tea")], [3, 3, 0]);
});

Deno.test("the key is made with the first line and kept", () => {
  const order = emptyOrder();
  addDish(order, "Soup", 99);
  const { key } = order;
  addDish(order, "Tea", 99);
  assertEquals([order.key === key, key?.length], [true, "counter-".length + 32]);
});

Deno.test("quantities end at the limit and at nothing", () => {
  const order = emptyOrder();
  const line = addDish(order, "Soup", 2);
  changeQuantity(order, line, 5, 2);
  assertEquals(line.quantity, 2);
  changeQuantity(order, line, -2, 2);
  assertEquals(order.lines, []);
});

Deno.test("portions in decimals add up to what was ordered", () => {
  const order = emptyOrder();
  order.lines = [1.07, 0.3, 0.08].map((quantity) => ({ name: "Fish", quantity, note: "" }));
  changeQuantity(order, order.lines[0], 1, 99);
  assertEquals([order.lines[0].quantity, countPortions(order)], [2.07, 2.45]);
});
