import { MAX_LOUDNESS, MIN_LOUDNESS, RepeatedRing } from "@/kitchen/repeated_ring.js";
import { assertEquals } from "./assertions.js";

Deno.test("an unanswered bell rings again at its time, louder each time up to full", () => {
  const ring = new RepeatedRing(20_000);
  assertEquals(ring.begin(0), MIN_LOUDNESS);
  assertEquals(ring.ringAgain(19_999), 0);
  const again = [20_000, 40_000, 60_000, 80_000].map((now) => ring.ringAgain(now));
  assertEquals(again[0] > MIN_LOUDNESS && again[1] > again[0], true);
  assertEquals(again[3], MAX_LOUDNESS);
});

Deno.test("a touch ends it until the next order", () => {
  const ring = new RepeatedRing(20_000);
  ring.begin(0);
  ring.ringAgain(20_000);
  assertEquals([ring.stop(), ring.stop()], [true, false]);
  assertEquals(ring.ringAgain(1_000_000), 0);
  assertEquals(ring.begin(1_000_000), MIN_LOUDNESS);
  assertEquals(ring.ringAgain(1_020_000) > 0, true);
});

Deno.test("a timer that was late rings once for all it has missed", () => {
  const ring = new RepeatedRing(20_000);
  ring.begin(0);
  assertEquals(ring.ringAgain(100_000) > 0, true);
  assertEquals(ring.ringAgain(100_001), 0);
});

Deno.test("with no interval it rings once", () => {
  const ring = new RepeatedRing(0);
  ring.begin(0);
  assertEquals(ring.ringAgain(Number.MAX_SAFE_INTEGER), 0);
});
