import { GIVE_UP_MS, SEND_AGAIN_MS, TapQueue } from "@/kitchen/tap_queue.js";
import { assertEquals } from "./assertions.js";

/** @typedef {import("@/kitchen/tap_queue.js").Tap} Tap */

/**
 * @param {string} id
 * @param {Partial<Tap>} [more]
 * @returns {Tap}
 */
const start = (id, more) => ({
  key: "order",
  code: "A1",
  event: "tap",
  tap: "start",
  tap_id: id,
  seen_version: 4,
  ...more,
});
const done = (/** @type {string} */ tapId, version = 5) => ({ tapId, isDone: true, version });

/** @param {string | undefined} [tapNow] what the button of a waiting tap means by now */
function queue(tapNow = "bump") {
  /** @type {Tap[]} */
  const sent = [];
  return { sent, taps: new TapQueue({ send: (tap) => sent.push({ ...tap }), tapNow: () => tapNow || undefined }) };
}

Deno.test("a tap is sent at once, the next one waits for its answer", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.take(start("2"), 10);
  assertEquals(sent.map((tap) => tap.tap_id), ["1"]);
});

Deno.test("taps on different orders do not wait for each other", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.take(start("2", { key: "another" }), 0);
  assertEquals(sent.map((tap) => tap.tap_id), ["1", "2"]);
});

Deno.test("the next tap goes with what its button means by now, and the new version", () => {
  const { sent, taps } = queue("bump");
  taps.take(start("1"), 0);
  taps.take(start("2"), 10);
  assertEquals(taps.settle(done("1"), 20)?.dropped, undefined);
  assertEquals(sent.slice(1).map(({ tap, tap_id, seen_version }) => [tap, tap_id, seen_version]), [["bump", "2", 5]]);
});

Deno.test("the next tap is dropped when another screen came between", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.take(start("2"), 10);
  assertEquals(taps.settle(done("1", 6), 20)?.dropped?.tap_id, "2");
  assertEquals([sent.length, taps.isWaiting("order")], [1, false]);
});

Deno.test("the next tap is dropped when its button is gone", () => {
  const { taps } = queue("");
  taps.take(start("1"), 0);
  taps.take(start("2"), 10);
  assertEquals(taps.settle(done("1"), 20)?.dropped?.tap_id, "2");
});

Deno.test("an undo behind a tap keeps the version that it takes back", () => {
  const { sent, taps } = queue("");
  taps.take(start("1"), 0);
  taps.take(start("2", { tap: "undo", seen_version: 3 }), 10);
  taps.settle(done("1", 9), 20);
  assertEquals([sent[1].tap, sent[1].seen_version], ["undo", 3]);
});

Deno.test("a refused tap takes those behind it along", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.take(start("2"), 10);
  assertEquals(taps.settle({ ...done("1"), isDone: false }, 20)?.tap.tap_id, "1");
  assertEquals([sent.length, taps.isWaiting("order")], [1, false]);
});

Deno.test("an answer counts once", () => {
  const { taps } = queue();
  taps.take(start("1"), 0);
  taps.settle(done("1"), 20);
  assertEquals(taps.settle(done("1"), 30), undefined);
});

Deno.test("what is not answered is sent again with the same id", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.remind(SEND_AGAIN_MS, { isLive: true, hasReconnected: false });
  assertEquals(sent.length, 1);
  taps.remind(SEND_AGAIN_MS + 1, { isLive: true, hasReconnected: false });
  assertEquals(sent.map((tap) => tap.tap_id), ["1", "1"]);
});

Deno.test("nothing is sent without a connection, everything at once after it", () => {
  const { sent, taps } = queue();
  taps.take(start("1"), 0);
  taps.remind(SEND_AGAIN_MS + 1, { isLive: false, hasReconnected: false });
  assertEquals(sent.length, 1);
  taps.remind(SEND_AGAIN_MS + 2, { isLive: true, hasReconnected: true });
  assertEquals(sent.length, 2);
});

Deno.test("a tap without an answer for a minute is given up", () => {
  const { taps } = queue();
  taps.take(start("1"), 0);
  const connection = { isLive: true, hasReconnected: false };
  assertEquals(taps.remind(GIVE_UP_MS, connection), []);
  assertEquals(taps.remind(GIVE_UP_MS + 1, connection).map((tap) => tap.tap_id), ["1"]);
  assertEquals(taps.isWaiting("order"), false);
});

Deno.test("a reload keeps the taps and their age", () => {
  const { taps } = queue();
  taps.take(start("1"), 0);
  const again = new TapQueue({ send: () => {}, tapNow: () => undefined }, structuredClone(taps.entries()));
  assertEquals(again.remind(GIVE_UP_MS + 1, { isLive: true, hasReconnected: true }).map((tap) => tap.tap_id), ["1"]);
});
