// How old the page's news is: "Live" while the socket is, otherwise when the last news came. And the way back: from dead
// zones, from links that look alive and are not, from sleep, from a server that was restarted.
import { keepScrollPosition } from "@/shared/scroll_position.js";

const SILENCE = 12500; // ms: the server speaks every 8 s and waits 4 s for the answer
const ATTEMPT = 10000; // slow networks need several seconds for all the round trips of a new socket
const PROBE = 2500;
const LONGEST_PROBE = 6000;
const HIDDEN_PAUSE = 5000; // a page nobody sees is in no hurry, but it rings when the order is ready
const LONGEST_RETRY = 5000;
const word = (name) => document.body.getAttribute(`data-word-${name}`) ?? "";
const pause = (span) => new Promise((done) => setTimeout(done, span));
const SET = 3000; // ms: less than this is a slow answer, not a clock that was set
let clockOffset = Number(document.body.dataset.now) * 1000 - Date.now();
const formatter = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "numeric",
  minute: "2-digit",
  hourCycle: document.body.dataset.clock,
  timeZone: document.body.getAttribute("data-word-zone") || undefined,
});
let lastNews = Date.now();
let isLive = false;
let hasBeenLive = false;
let attemptAt = Date.now();
let failedAt = 0;
let probeSpan = PROBE;
let isProbing = false;
let nextProbeAt = 0;
let triedUntil = Date.now() + ATTEMPT;
let refusals = 0;
let retryAt = 0;
let isLeaving = false;

export const serverNow = () => Date.now() + clockOffset;
export const live = () => isLive;

// The clock of the house may be set while the page is open, and this one's too: so ask now and then what time it is there.
export async function askTime() {
  try {
    const answer = await fetch("/static/icons/icon.svg", { method: "HEAD", cache: "no-store" });
    const there = Date.parse(answer.headers.get("date"));
    if (Math.abs(there - serverNow()) > SET) clockOffset = there - Date.now();
  } catch {
    // Not connected: the time of the house is not known now.
  }
}

function show() {
  document.documentElement.dataset.live = isLive;
  for (const place of document.querySelectorAll("[data-testid=freshness]")) {
    const says = isLive ? word("live") : word("stale").replace("{time}", formatter.format(lastNews + clockOffset));
    place.dataset.live = isLive;
    place.innerHTML = `<i class="dot${isLive ? " pulse" : ""}"></i><span></span>`;
    place.lastChild.textContent = says;
  }
  document.dispatchEvent(new CustomEvent("freshness", { detail: { isLive, lastNews } }));
}

function heard() {
  lastNews = Date.now();
  if (isLive || !window.socket?.connected) return;
  hasBeenLive = true;
  change(true);
}

function connected() {
  [triedUntil, refusals] = [0, 0];
  heard();
}

function lost(why) {
  change(false);
  if (why !== "io client disconnect") probe(); // otherwise it is begun anew already
}

function change(now) {
  if (isLive === now && document.documentElement.dataset.live) return;
  isLive = now;
  show();
}

const isVisible = () => document.visibilityState === "visible";
const isSilent = () => Date.now() - lastNews > SILENCE;

// The timers of a page that sleeps, or of a link that is cut without a word, tell late or never: so look at the clock.
function look() {
  if (!window.socket.connected) probe();
  else if (isSilent()) restart();
}

function wake(event) {
  if (event.type === "pageshow" && !event.persisted) return; // the first showing: the first attempt is under way
  if (!isVisible() && event.type !== "online") return;
  nextProbeAt = 0;
  look();
}

// A socket is only tried where a small file has just come through. Browsers make sockets wait after sockets that failed
// (Chromium up to 5 s, Firefox up to 60 s), so a page that kept trying in a dead zone would come back late. And an
// attempt that began while there was no network hangs long after it is back: then begin anew. One that began on a good
// network is left in peace.
async function probe() {
  if (isProbing || isLeaving || Date.now() < nextProbeAt) return;
  isProbing = true;
  const isBack = await isReachable();
  isProbing = false;
  nextProbeAt = isVisible() ? 0 : Date.now() + HIDDEN_PAUSE;
  if (!isBack) [failedAt, refusals] = [Date.now(), 0];
  else if (!window.socket.connected && (attemptAt <= failedAt || Date.now() >= Math.max(triedUntil, retryAt))) {
    restart();
  }
}

async function isReachable() {
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), probeSpan);
  try {
    const answer = await fetch("/static/icons/icon.svg", { cache: "no-store", signal: patience.signal });
    probeSpan = PROBE;
    return answer.status < 500; // a proxy whose server is away says 502
  } catch {
    if (patience.signal.aborted) probeSpan = Math.min(probeSpan * 1.3, LONGEST_PROBE);
    return false;
  } finally {
    clearTimeout(bell);
  }
}

function restart() {
  const { socket } = window;
  if (isLeaving) return;
  attemptAt = Date.now();
  triedUntil = attemptAt + ATTEMPT;
  change(false);
  // NiceGUI does this before socket.io's own attempts only; with an old number the server would send too much, or reload.
  socket.io.opts.query.next_message_id = window.nextMessageId;
  socket.disconnect().connect();
}

// NiceGUI reloads when an attempt times out: without a network that ends in the browser's error page. So we only reload
// when the server has answered and does not know this page any more (it was restarted, or the page slept too long).
function refused(error) {
  triedUntil = 0;
  retryAt = Date.now() + Math.min(LONGEST_RETRY, 500 * 2 ** refusals++);
  change(false);
  if (error.message === "Implicit handshake failed") comeAnew();
  else if (error.message === "timeout" && (!hasBeenLive || (isVisible() && attemptAt > failedAt))) {
    window.socket.io.opts.transports = ["polling", "websocket"]; // all but sockets gets through
  }
}

// Not all at once, and not without a network: after a restart every page of the house comes here.
async function comeAnew() {
  if (isLeaving) return;
  isLeaving = true;
  document.dispatchEvent(new CustomEvent("leaving"));
  await pause(Math.random() * 800);
  while (!(await isReachable())) await pause(500 + Math.random() * 500);
  window.location.reload();
}

function attach() {
  if (!window.socket) return void setTimeout(attach, 30);
  const { socket } = window;
  socket.off("connect_error");
  socket.on("connect_error", refused);
  socket.io.timeout(ATTEMPT);
  socket.io.reconnection(false);
  socket.on("connect", connected);
  socket.on("disconnect", lost);
  socket.io.on("open", () => socket.io.engine.on("packet", heard));
  socket.io.engine?.on("packet", heard);
  if (socket.connected) heard();
  for (const [target, event] of [[window, "online"], [window, "pageshow"], [document, "visibilitychange"]]) {
    target.addEventListener(event, wake);
  }
  window.addEventListener("offline", () => change(false));
  setInterval(look, 1000);
}

keepScrollPosition();
attach();
