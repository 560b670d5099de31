// The connection to the server, and reconnection: after dead zones, half-open connections, sleep,
// and restarts of the server.
import { showFreshness } from "@/shared/freshness.js";
import { MAX_ATTEMPT_MS, ReconnectionPolicy } from "@/shared/reconnection_policy.js";

const LOOK_EVERY_MS = 1000;
const policy = new ReconnectionPolicy(Date.now());
let isProbing = false;
let isLeaving = false;

/** Whether the page hears the server, and its taps are taken. */
export const isLive = () => policy.isLive;

/** Watches the socket that NiceGUI has opened. Throws when there is none. */
export function watchConnection() {
  const { socket } = globalThis;
  socket.off("connect_error");
  socket.on("connect_error", refused);
  socket.io.timeout(MAX_ATTEMPT_MS);
  socket.io.reconnection(false);
  socket.on("connect", connected);
  socket.on("disconnect", lost);
  socket.io.on("open", () => socket.io.engine.on("packet", heard));
  socket.io.engine?.on("packet", heard);
  if (socket.connected) heard();
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", wake);
  addEventListener("offline", loseTouch);
  setInterval(look, LOOK_EVERY_MS);
}

function heard() {
  if (policy.hear(Date.now(), globalThis.socket.connected)) show();
}

function connected() {
  policy.connect();
  heard();
}

/** @param {string} why */
function lost(why) {
  loseTouch();
  if (why !== "io client disconnect") probe(); // otherwise the next attempt has begun already
}

function loseTouch() {
  if (!policy.isLive && document.documentElement.dataset.alive) return;
  policy.isLive = false;
  show();
}

const show = () => showFreshness(policy.isLive, policy.lastNews);
const isVisible = () => document.visibilityState === "visible";

// The timers of a page that sleeps, or of a link that is cut without a word, tell late or never: so look at the clock.
function look() {
  if (!globalThis.socket.connected) probe();
  else if (policy.isSilent(Date.now())) restart();
}

/** @param {Event} event */
function wake(event) {
  // The first showing: the first attempt is under way.
  if (event instanceof PageTransitionEvent && !event.persisted) return;
  if (!isVisible() && event.type !== "online") return;
  policy.hurry();
  look();
}

async function probe() {
  if (isProbing || isLeaving || !policy.mayProbe(Date.now())) return;
  isProbing = true;
  const isReachable = await askServer();
  isProbing = false;
  const found = { isReachable, isVisible: isVisible(), isConnected: globalThis.socket.connected };
  if (policy.shouldRestart(Date.now(), found)) restart();
}

async function askServer() {
  const patience = new AbortController();
  const timeout = setTimeout(() => patience.abort(), policy.probeMs);
  try {
    const answer = await fetch("/static/icons/icon.svg", { cache: "no-store", signal: patience.signal });
    policy.adapt(true);
    return answer.status < 500; // a proxy whose server is away says 502
  } catch {
    if (patience.signal.aborted) policy.adapt(false);
    return false;
  } finally {
    clearTimeout(timeout);
  }
}

function restart() {
  const { socket } = globalThis;
  if (isLeaving) return;
  policy.restart(Date.now());
  loseTouch();
  // NiceGUI does this before socket.io's own attempts only; with an old number the server would send too much, or reload.
  socket.io.opts.query.next_message_id = globalThis.nextMessageId;
  socket.disconnect().connect();
}

/**
 * NiceGUI reloads when an attempt times out: without a network that ends in the browser's error page. So we only reload
 * when the server has answered and does not know this page any more (it was restarted, or the page slept too long).
 * @param {Error} error
 */
function refused(error) {
  policy.refuse(Date.now());
  loseTouch();
  if (error.message === "Implicit handshake failed") reload();
  else if (error.message === "timeout" && policy.shouldPoll(isVisible())) {
    globalThis.socket.io.opts.transports = ["polling", "websocket"];
  }
}

// Not all at once, and not without a network: after a restart every page of the restaurant comes here.
async function reload() {
  if (isLeaving) return;
  isLeaving = true;
  document.dispatchEvent(new CustomEvent("leaving"));
  await pause(Math.random() * 800);
  while (!(await askServer())) await pause(500 + Math.random() * 500);
  location.reload();
}

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
