// How old the page's news is: "Live" while the socket is, otherwise when the last news came. And the way back: from dead
// zones, from links that look alive and are not, from sleep, from a server that was restarted.
const SILENCE = 12500; // ms: the server speaks every 8 s and waits 4 s for the answer
const ATTEMPT = 10000; // slow networks need several seconds for all the round trips of a new socket
const PROBE = 2500;
const LONGEST_PROBE = 6000;
const word = (name) => document.body.getAttribute(`data-word-${name}`) ?? "";
const pause = (span) => new Promise((done) => setTimeout(done, span));
const clockOffset = Number(document.body.dataset.now) * 1000 - Date.now();
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
let isLeaving = false;

export const serverNow = () => Date.now() + clockOffset;
export const live = () => isLive;

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

function change(now) {
  if (isLive === now && document.documentElement.dataset.live) return;
  isLive = now;
  show();
}

const isVisible = () => document.visibilityState === "visible";
const isSilent = () => Date.now() - lastNews > SILENCE;

// The timers of a page that sleeps, or of a link that is cut without a word, tell late or never: so look at the clock.
function look() {
  if (window.socket.connected && isSilent()) restart();
  else if (!window.socket.connected && isVisible() && !isLeaving) probe();
}

function wake(event) {
  if (event.type === "pageshow" && !event.persisted) return; // the first showing: the first attempt is under way
  if (isVisible() && !isLeaving && (!window.socket.connected || isSilent())) restart();
}

// An attempt that began while there was no network hangs long after it is back. So ask for a small file, over and over,
// and begin anew when it comes; an attempt that began on a good network is left in peace.
async function probe() {
  if (isProbing) return;
  isProbing = true;
  if (!(await isReachable())) failedAt = Date.now();
  else if (!window.socket.connected && attemptAt <= failedAt && !isLeaving) restart();
  isProbing = false;
}

async function isReachable() {
  const patience = new AbortController();
  const bell = setTimeout(() => patience.abort(), probeSpan);
  try {
    const answer = await fetch("/static/icon.svg", { cache: "no-store", signal: patience.signal });
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
  attemptAt = Date.now();
  change(false);
  // NiceGUI does this before socket.io's own attempts only; with an old number the server would send too much, or reload.
  socket.io.opts.query.next_message_id = window.nextMessageId;
  socket.disconnect().connect();
}

// NiceGUI reloads when an attempt times out: without a network that ends in the browser's error page. So we only reload
// when the server has answered and does not know this page any more (it was restarted, or the page slept too long).
function refused(error) {
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
  socket.io.reconnectionDelay(500);
  socket.io.reconnectionDelayMax(2500);
  socket.io.on("reconnect_attempt", () => (attemptAt = Date.now()));
  socket.on("connect", heard);
  socket.on("disconnect", () => change(false));
  socket.io.on("open", () => socket.io.engine.on("packet", heard));
  socket.io.engine?.on("packet", heard);
  if (socket.connected) heard();
  for (const [target, event] of [[window, "online"], [window, "pageshow"], [document, "visibilitychange"]]) {
    target.addEventListener(event, wake);
  }
  window.addEventListener("offline", () => change(false));
  setInterval(look, 1000);
}

attach();
