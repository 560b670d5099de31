import {
  HIDDEN_PAUSE_MS,
  MAX_ATTEMPT_MS,
  MAX_PROBE_MS,
  MAX_RETRY_MS,
  MAX_SILENCE_MS,
  MIN_PROBE_MS,
  MIN_RETRY_MS,
  ReconnectionPolicy,
} from "@/shared/reconnection_policy.js";
import { assertEquals } from "./assertions.js";

const START = 1_000_000;
const found = { isReachable: true, isVisible: true, isConnected: false };
const unreachable = { ...found, isReachable: false };

Deno.test("news makes the page live once, and only over a connection", () => {
  const policy = new ReconnectionPolicy(START);
  assertEquals(policy.hear(START, false), false);
  assertEquals(policy.hear(START, true), true);
  assertEquals(policy.hear(START, true), false);
});

Deno.test("silence is longer than the server's pings take", () => {
  const policy = new ReconnectionPolicy(START);
  policy.hear(START, true);
  assertEquals(policy.isSilent(START + MAX_SILENCE_MS), false);
  assertEquals(policy.isSilent(START + MAX_SILENCE_MS + 1), true);
});

Deno.test("an attempt on a good network is left in peace until its time is over", () => {
  const policy = new ReconnectionPolicy(START);
  assertEquals(policy.shouldRestart(START + MAX_ATTEMPT_MS - 1, found), false);
  assertEquals(policy.shouldRestart(START + MAX_ATTEMPT_MS, found), true);
});

Deno.test("an attempt begun without a network is replaced once there is one", () => {
  const policy = new ReconnectionPolicy(START);
  assertEquals(policy.shouldRestart(START + 100, unreachable), false);
  assertEquals(policy.shouldRestart(START + 200, found), true);
  policy.restart(START + 200);
  assertEquals(policy.shouldRestart(START + 300, found), false);
});

Deno.test("a connected page begins no new attempt", () => {
  const policy = new ReconnectionPolicy(START);
  policy.shouldRestart(START + 100, unreachable);
  assertEquals(policy.shouldRestart(START + 200, { ...found, isConnected: true }), false);
});

Deno.test("a hidden page probes less often, until somebody looks", () => {
  const policy = new ReconnectionPolicy(START);
  policy.shouldRestart(START, { ...unreachable, isVisible: false });
  assertEquals(policy.mayProbe(START + HIDDEN_PAUSE_MS - 1), false);
  assertEquals(policy.mayProbe(START + HIDDEN_PAUSE_MS), true);
  policy.hurry();
  assertEquals(policy.mayProbe(START + 1), true);
});

Deno.test("each refusal makes the pause longer, up to a bound", () => {
  const policy = new ReconnectionPolicy(START);
  for (const ms of [MIN_RETRY_MS, MIN_RETRY_MS * 2, MIN_RETRY_MS * 4, MIN_RETRY_MS * 8, MAX_RETRY_MS, MAX_RETRY_MS]) {
    policy.refuse(START);
    assertEquals(policy.shouldRestart(START + ms - 1, found), false);
    assertEquals(policy.shouldRestart(START + ms, found), true);
  }
  policy.connect();
  policy.refuse(START);
  assertEquals(policy.shouldRestart(START + MIN_RETRY_MS, found), true);
});

Deno.test("a slow network is given more time, a quick answer takes it back", () => {
  const policy = new ReconnectionPolicy(START);
  for (let n = 0; n < 10; n++) policy.adapt(false);
  assertEquals(policy.probeMs, MAX_PROBE_MS);
  policy.adapt(true);
  assertEquals(policy.probeMs, MIN_PROBE_MS);
});

Deno.test("a first attempt that times out means that sockets are blocked", () => {
  const policy = new ReconnectionPolicy(START);
  assertEquals(policy.shouldPoll(false), true);
});

Deno.test("after a live connection a timeout means so on a good network only", () => {
  const policy = new ReconnectionPolicy(START);
  policy.hear(START, true);
  policy.shouldRestart(START + 100, unreachable);
  assertEquals(policy.shouldPoll(true), false);
  policy.restart(START + 200);
  assertEquals([policy.shouldPoll(true), policy.shouldPoll(false)], [true, false]);
});
