import { amendment, placedOrder, rebase } from "@/counter/amended_order.js";
import { addDish, changeQuantity, emptyOrder } from "@/counter/written_order.js";
import { assertEquals } from "./assertions.js";

const SOUP = { id: "1", name: "Soup", quantity: 2, note: "", modifiers: [{ name: "cream", quantity: 2 }] };
const TEA = { id: "2", name: "Tea", quantity: 1, note: "", modifiers: [] };
const PLACED = { version: 1, guest_name: "Ana", note: "", table: "", service: "", due: "", items: [SOUP, TEA] };

function written() {
  const order = placedOrder(PLACED, emptyOrder());
  addDish(order, "Cake", 99);
  changeQuantity(order, order.lines[0], 1, 99);
  order.table = "7";
  return order;
}

const changed = (/** @type {object} */ more) => ({ ...PLACED, version: 2, ...more });

Deno.test("a change outlives what a cook taps meanwhile", () => {
  const order = written();
  const { key } = order;
  assertEquals(rebase(order, changed({})), true);
  const { items, add, table, seen_version, tap_id } = amendment(order);
  assertEquals([items.map(({ quantity }) => quantity), items[0].modifiers], [[3, 1], SOUP.modifiers]);
  assertEquals([add, table], [[{ name: "Cake", quantity: 1, note: "" }], "7"]);
  assertEquals([seen_version, tap_id], [2, key]);
});

Deno.test("a placed line keeps one portion, or what it has of one", () => {
  const order = placedOrder({ ...PLACED, items: [SOUP, { ...TEA, quantity: 0.5 }] }, emptyOrder());
  for (const line of order.lines) changeQuantity(order, line, -5, 99);
  assertEquals(order.lines.map(({ quantity }) => quantity), [1, 0.5]);
});

Deno.test("what others changed elsewhere in the order stays", () => {
  const order = written();
  const [item] = [{ ...TEA, note: "hot" }];
  assertEquals(rebase(order, changed({ guest_name: "Bea", items: [SOUP, item, { ...TEA, id: "3" }] })), true);
  assertEquals(order.lines.map(({ id, quantity, note }) => [id, quantity, note]), [
    ["1", 3, ""],
    ["2", 1, "hot"],
    ["3", 1, ""],
    [null, 1, ""],
  ]);
  assertEquals([order.guest_name, order.table], ["Bea", "7"]);
});

Deno.test("where both changed the same, what is placed stays", () => {
  for (const more of [{ table: "9" }, { items: [{ ...SOUP, quantity: 1 }, TEA] }, { items: [TEA] }]) {
    const order = written();
    assertEquals(rebase(order, changed(more)), false);
    assertEquals(rebase(order, changed(more)), true);
    assertEquals(amendment(order).add.length, 1);
  }
});

Deno.test("a dish whose answer was lost does not stand twice", () => {
  const order = written();
  const cake = { id: "3", name: "Cake", quantity: 1, note: "", modifiers: [] };
  assertEquals(rebase(order, changed({ items: [SOUP, TEA, cake] })), false);
  assertEquals(order.lines.map(({ id }) => id), ["1", "2", "3"]);
});

Deno.test("the same change made twice is no conflict", () => {
  const order = written();
  assertEquals(rebase(order, changed({ table: "7" })), true);
});
