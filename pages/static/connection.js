// How old the page's news is: "Live" while the socket is, otherwise when the last news came. Kicks a sleeping socket awake.
const word = (name) => document.body.getAttribute(`data-word-${name}`) ?? "";
const clockOffset = Number(document.body.dataset.now) * 1000 - Date.now();
const formatter = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "numeric",
  minute: "2-digit",
  timeZone: document.body.getAttribute("data-word-zone") || undefined,
});
let lastNews = Date.now();
let isLive = false;

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
  if (!isLive && window.socket?.connected) change(true);
}

function change(now) {
  if (isLive === now && document.documentElement.dataset.live) return;
  isLive = now;
  show();
}

function kick(event) {
  if (event.type === "pageshow" && !event.persisted) return; // the first showing: the first attempt is under way
  if (document.visibilityState !== "visible" || !window.socket || window.socket.connected) return;
  window.socket.disconnect().connect(); // an attempt that hangs on a dead network would wait for its timeout
}

// NiceGUI reloads when an attempt times out: without a network that ends in the browser's error page. So we only reload
// when the server has answered and does not know this page any more (it was restarted, or the page slept too long).
function refused(error) {
  if (error.message === "Implicit handshake failed") window.location.reload();
  else if (error.message === "timeout") window.socket.io.opts.transports = ["polling", "websocket"]; // sockets blocked?
  change(false);
}

function attach() {
  if (!window.socket) return void setTimeout(attach, 30);
  const { socket } = window;
  socket.off("connect_error");
  socket.on("connect_error", refused);
  socket.io.timeout(6000);
  socket.io.reconnectionDelay(500);
  socket.io.reconnectionDelayMax(2500);
  socket.on("connect", heard);
  socket.on("disconnect", () => change(false));
  socket.io.on("open", () => socket.io.engine.on("packet", heard));
  socket.io.engine?.on("packet", heard);
  if (socket.connected) heard();
  for (const [target, event] of [[window, "online"], [window, "pageshow"], [document, "visibilitychange"]]) {
    target.addEventListener(event, kick);
  }
  window.addEventListener("offline", () => change(false));
}

attach();
