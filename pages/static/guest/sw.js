// The service worker: shows notices, opens the order they speak of, and keeps its last known state for dead zones.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const PAGES = "orderbell-pages"; // an order's page as it was last seen, and the notices since
const FOLLOWS = "orderbell-follows"; // which orders this phone follows, and what of them it wants to hear
const SHELL = "orderbell-shell";
const SHELL_FILES = [
  "/offline",
  "/static/offline.js",
  "/static/shared/time_of_day.js", // these two are imported by offline.js
  "/static/shared/words.js",
  "/static/icons/192.png",
  "/static/icons/badge.png",
];
const MAX_WAIT_MS = 6000; // what a page we know may take before its last known state is shown
const MAX_KEPT_MS = 12 * 3600 * 1000;
const ENDED = ["collected", "cancelled"];

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([worker.clients.claim(), sweep()])));
worker.addEventListener("push", (event) => event.waitUntil(show(event.data)));
worker.addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));
worker.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate" && url.pathname.startsWith("/t/")) event.respondWith(page(event, url.pathname));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(fromNetworkOr(SHELL, event.request));
});

async function install() {
  await (await caches.open(SHELL)).addAll(SHELL_FILES.map((file) => new Request(file, { cache: "reload" })));
  await worker.skipWaiting();
}

/**
 * One payload for all: what Declarative Web Push reads by itself, a worker finds under "notification".
 * @param {PushMessageData | null} data
 */
async function show(data) {
  const message = data?.json();
  const notice = message.notification || message;
  const opens = await pageOf(notice.navigate).catch(() => ownUrl(notice.navigate));
  /** @type {any} renotify and vibrate are not in every browser */
  const options = {
    body: notice.body,
    lang: notice.lang,
    tag: notice.tag,
    renotify: true,
    vibrate: [200, 100, 200],
    icon: "/static/icons/192.png",
    badge: "/static/icons/badge.png",
    data: { navigate: opens.href },
  };
  await Promise.all([
    worker.registration.showNotification(notice.title, options),
    remember(opens.pathname, notice),
  ]);
  await sweep();
}

/** @param {Notification} notification */
async function open(notification) {
  notification.close();
  const { pathname, href } = ownUrl(notification.data?.navigate);
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = open.find((client) => new URL(client.url).pathname === pathname);
  return page ? page.focus() : worker.clients.openWindow(href);
}

/**
 * The push service has given this phone another address: every order it follows must learn of it.
 * @param {PushSubscriptionChangeEvent} event
 */
async function renew(event) {
  const key = event.oldSubscription?.options.applicationServerKey;
  const fresh = event.newSubscription || (key && (await subscribe(key)));
  const follows = await caches.open(FOLLOWS);
  for (const request of await follows.keys()) {
    const wish = await (await follows.match(request))?.json();
    // The old one first: an order has room for so many phones.
    if (event.oldSubscription) await send("DELETE", request.url, { endpoint: event.oldSubscription.endpoint });
    await send("POST", request.url, { ...fresh?.toJSON(), ...wish });
  }
}

/** @param {ArrayBuffer} key */
const subscribe = (key) =>
  worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });

/**
 * @param {string} method
 * @param {string} url
 * @param {unknown} body
 */
const send = (method, url, body) =>
  fetch(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/**
 * Answers with the order's page: the live one, or as it was last seen.
 * @param {FetchEvent} event
 * @param {string} path
 */
async function page(event, path) {
  const known = await (await caches.open(PAGES)).match(path);
  try {
    const answer = await (known ? Promise.race([fetch(event.request), impatience()]) : fetch(event.request));
    if (known && answer.status >= 502 && answer.status <= 504) return known; // a proxy, whose server is away
    event.waitUntil(sweep());
    return answer;
  } catch {
    return known ?? (await caches.match("/offline")) ?? Response.error();
  }
}

/**
 * @param {string} cache
 * @param {Request} request
 */
async function fromNetworkOr(cache, request) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open(cache)).match(request, { ignoreSearch: true })) ?? Response.error();
  }
}

const impatience = () => new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), MAX_WAIT_MS));

/**
 * What is shown in a dead zone must not be older than what the phone was told since.
 * @param {string} path
 * @param {{ title: string, body: string }} notice
 */
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

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Nothing of an order stays here after it has ended, even if its page was closed by then. A page is too old before its
// order ends where that was placed for another day: the phone still follows it.
async function sweep() {
  const pages = await caches.open(PAGES);
  const follows = await caches.open(FOLLOWS);
  const kept = [...(await pages.keys()), ...(await follows.keys())];
  const paths = new Set(kept.map(({ url }) => new URL(url).pathname.split("/").slice(0, 3).join("/")));
  for (const path of paths) {
    const isOver = await hasEnded(path);
    if (isOver || isTooOld(await pages.match(path))) await pages.delete(path);
    if (isOver) await follows.delete(`${path}/subscriptions`);
  }
}

/** @param {string} path */
async function hasEnded(path) {
  try {
    const answer = await fetch(`${path}/status.json`, { cache: "no-store" });
    return answer.status === 404 || (answer.ok && ENDED.includes((await answer.json()).stage));
  } catch {
    return false; // no network: nobody knows
  }
}

/**
 * An order may have become part of another, by whose link its phones are told: the page to open is the one that is
 * followed here, and shows the same code.
 * @param {string | undefined} address
 */
async function pageOf(address) {
  const told = ownUrl(address);
  const follows = await (await caches.open(FOLLOWS)).keys();
  const paths = follows.map(({ url }) => new URL(url).pathname.replace(/\/subscriptions$/, ""));
  if (!paths.length || paths.includes(told.pathname) || !told.pathname.startsWith("/t/")) return told;
  const [code, ...codes] = await Promise.all([told.pathname, ...paths].map(codeOf));
  return Object.assign(told, { pathname: (code && paths[codes.indexOf(code)]) || told.pathname });
}

/** @param {string} path */
async function codeOf(path) {
  try {
    const answer = await fetch(`${path}/status.json`, { cache: "no-store", signal: AbortSignal.timeout(MAX_WAIT_MS) });
    return answer.ok ? (await answer.json()).pickup_code : "";
  } catch {
    return ""; // no network: nobody knows
  }
}

/** @param {Response | undefined} known */
const isTooOld = (known) => known && Date.now() - Number(known.headers.get("X-Seen")) > MAX_KEPT_MS;

/**
 * The restaurant may have taken another address since this phone began to follow its order.
 * @param {string | undefined} address
 */
function ownUrl(address) {
  const { pathname, search } = new URL(address || "/", location.origin);
  return Object.assign(new URL(location.origin), { pathname, search });
}
