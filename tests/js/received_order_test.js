import { receivedOrder, sentItem } from "@/counter/received_order.js";
import { emptyOrder } from "@/counter/written_order.js";
import { assertEquals } from "./assertions.js";

const ITEM = { name: "Soup", quantity: 2, modifiers: [{ name: "cream", price: 50 }, "no salt"] };

Deno.test("what could be read is written already", () => {
  const order = receivedOrder("7", { guest_name: "Bea", items: [ITEM] }, emptyOrder());
  assertEquals([order.guest_name, order.table, order.key], ["Bea", "", "delivery-7"]);
  assertEquals(order.lines[0].options, "cream, no salt");
});

Deno.test("options stay as they came in while nobody changes them", () => {
  const [line] = receivedOrder("7", { items: [ITEM] }, emptyOrder()).lines;
  assertEquals(sentItem(line).modifiers, ITEM.modifiers);
  assertEquals(sentItem({ ...line, options: "cream , , mild" }).modifiers, [ITEM.modifiers[0], "mild"]);
});

Deno.test("options that are kept stay as rich as they came in", () => {
  const modifiers = [{ name: "cream", quantity: 2, price: 50, modifiers: [{ name: "cold" }] }, "mild, please"];
  const line = { name: "Soup", quantity: 1, note: "", modifiers };
  const sent = (/** @type {string} */ options) => sentItem({ ...line, options }).modifiers;
  assertEquals(sent("cream, mild, please, no salt"), [...modifiers, "no salt"]);
  assertEquals(sent("no salt, cream"), [modifiers[0], "no salt"]);
  assertEquals(sent("cream, mild"), [modifiers[0], "mild"]);
  assertEquals(sent("cream, cream"), [modifiers[0], "cream"]);
  assertEquals(sent(""), []);
});

Deno.test("an option that stands twice is taken off once", () => {
  const line = { name: "Soup", quantity: 1, note: "", modifiers: ["cream", "cream"] };
  assertEquals(sentItem({ ...line, options: "cream" }).modifiers, ["cream"]);
});

Deno.test("a dish without options has none", () => {
  assertEquals(sentItem({ name: "Tea", quantity: 1, note: "" }), { name: "Tea", quantity: 1, note: "" });
});
