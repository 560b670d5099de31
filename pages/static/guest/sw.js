// The service worker: shows notices, opens the order they speak of, and keeps its last known state for dead zones.
const PAGES = "orderbell-pages"; // an order's page as it was last seen, and the notices since
const FOLLOWS = "orderbell-follows"; // which orders this phone follows, and what of them it wants to hear
const SHELL = "orderbell-shell";
const SHELL_FILES = ["/offline", "/static/offline.js", "/static/icons/192.png", "/static/icons/badge.png"];
const PATIENCE = 6000; // ms that a page we know may take before its last known state is shown
const LONGEST_KEPT = 12 * 3600 * 1000;
const ENDED = ["collected", "cancelled"];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), sweep()])));
self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && url.pathname.startsWith("/t/")) event.respondWith(page(event, url.pathname));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(fromNetworkOr(SHELL, event.request));
});

async function install() {
  await (await caches.open(SHELL)).addAll(SHELL_FILES.map((file) => new Request(file, { cache: "reload" })));
  await skipWaiting();
}

// One payload for all: what Declarative Web Push reads by itself, a worker finds under "notification".
async function show(data) {
  const message = data.json();
  const notice = message.notification || message;
  const path = pathOf(notice.navigate);
  await Promise.all([
    registration.showNotification(notice.title, {
      body: notice.body,
      lang: notice.lang,
      tag: notice.tag,
      renotify: true,
      vibrate: [200, 100, 200],
      icon: "/static/icons/192.png",
      badge: "/static/icons/badge.png",
      data: { navigate: notice.navigate },
    }),
    remember(path, notice),
  ]);
  await sweep();
}

async function open(notification) {
  notification.close();
  const path = pathOf(notification.data?.navigate);
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((client) => new URL(client.url).pathname === path);
  return page ? page.focus() : clients.openWindow(path);
}

// The push service has given this phone another address: every order it follows must learn of it.
async function renew(event) {
  const key = event.oldSubscription?.options.applicationServerKey;
  const fresh = event.newSubscription || (key && (await subscribe(key)));
  const follows = await caches.open(FOLLOWS);
  for (const request of await follows.keys()) {
    const wish = await (await follows.match(request)).json();
    await send("POST", request.url, { ...fresh?.toJSON(), ...wish });
    if (event.oldSubscription) await send("DELETE", request.url, { endpoint: event.oldSubscription.endpoint });
  }
}

const subscribe = (key) => registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });

const send = (method, url, body) =>
  fetch(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

async function page(event, path) {
  const known = await (await caches.open(PAGES)).match(path);
  try {
    const answer = await (known ? Promise.race([fetch(event.request), impatience()]) : fetch(event.request));
    if (known && answer.status >= 502 && answer.status <= 504) return known; // a proxy, whose server is away
    event.waitUntil(sweep());
    return answer;
  } catch {
    return known || caches.match("/offline");
  }
}

async function fromNetworkOr(cache, request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.open(cache)).match(request, { ignoreSearch: true });
  }
}

const impatience = () => new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), PATIENCE));

// What is shown in a dead zone must not be older than what the phone was told since.
async function remember(path, notice) {
  const pages = await caches.open(PAGES);
  const known = await pages.match(path);
  if (!known) return;
  const html = await known.text();
  const news = `<p class="news" role="status" data-at="${Date.now()}">${
    escaped(`${notice.title}. ${notice.body}`)
  }</p>`;
  const told = html.replace(/<!--news-->(<p class="news".*?<\/p>)?/, () => `<!--news-->${news}`);
  await pages.put(path, new Response(told, { headers: known.headers }));
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Nothing of an order stays here after it has ended, even if its page was closed by then.
async function sweep() {
  const pages = await caches.open(PAGES);
  const follows = await caches.open(FOLLOWS);
  const kept = [...(await pages.keys()), ...(await follows.keys())];
  const paths = new Set(kept.map(({ url }) => new URL(url).pathname.split("/").slice(0, 3).join("/")));
  for (const path of paths) {
    if (!(await isOver(path, await pages.match(path)))) continue;
    await pages.delete(path);
    await follows.delete(`${path}/subscriptions`);
  }
}

async function isOver(path, known) {
  if (known && Date.now() - Number(known.headers.get("X-Seen")) > LONGEST_KEPT) return true;
  try {
    const answer = await fetch(`${path}/status.json`, { cache: "no-store" });
    return answer.status === 404 || (answer.ok && ENDED.includes((await answer.json()).stage));
  } catch {
    return false; // no network: nobody knows
  }
}

function pathOf(address) {
  const url = new URL(address || "/", location.origin);
  return url.origin === location.origin ? url.pathname : "/";
}
