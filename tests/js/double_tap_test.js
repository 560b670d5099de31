import { DOUBLE_TAP_MS, DoubleTapRule } from "@/kitchen/double_tap.js";
import { assertEquals } from "./assertions.js";

const touch = { key: "order", clicks: 1, isTouch: true, now: 1000 };
const soon = 1000 + DOUBLE_TAP_MS - 1;

Deno.test("a first touch is no double tap", () => {
  assertEquals(new DoubleTapRule().isSecond({ ...touch, now: 1 }), false);
});

Deno.test("a second touch of the same order within 350 ms is", () => {
  const rule = new DoubleTapRule();
  rule.isSecond(touch);
  assertEquals(rule.isSecond({ ...touch, now: soon }), true);
});

Deno.test("a later touch, or one of another order, is not", () => {
  const rule = new DoubleTapRule();
  rule.isSecond(touch);
  assertEquals(rule.isSecond({ ...touch, now: 1000 + DOUBLE_TAP_MS }), false);
  assertEquals(rule.isSecond({ ...touch, key: "another", now: soon }), false);
});

Deno.test("a mouse's clicks are counted by the browser, not by time", () => {
  const rule = new DoubleTapRule();
  rule.isSecond({ ...touch, isTouch: false });
  assertEquals(rule.isSecond({ ...touch, isTouch: false, now: soon }), false);
  assertEquals(rule.isSecond({ ...touch, isTouch: false, clicks: 2, now: soon }), true);
});
