// Keeps the order's page as the guest last saw it, for dead zones; and forgets it once the order has ended.
const PAGES = "orderbell-pages";
const FOLLOWS = "orderbell-follows";
const CALM = 400;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";
const path = location.pathname;
let waiting = 0;

export const ended = () => ["collected", "cancelled"].includes(stage());
export const stage = () => document.querySelector("main[data-stage]")?.dataset.stage ?? "";

export function keepSnapshots() {
  if (!("caches" in window)) return;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, CALM);
  };
  document.addEventListener("fragment", soon);
  document.addEventListener("freshness", soon);
  new MutationObserver(soon).observe(document.body, { subtree: true, attributeFilter: ["data-stage"] });
  soon();
}

async function keep() {
  if (ended()) {
    await (await caches.open(PAGES)).delete(path);
    await (await caches.open(FOLLOWS)).delete(`${path}/subscriptions`);
  } else if (stage() && document.documentElement.dataset.live === "true") {
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "X-Seen": Date.now(),
    };
    await (await caches.open(PAGES)).put(path, new Response(snapshot(), { headers }));
  }
}

function snapshot() {
  const copy = document.documentElement.cloneNode(true);
  for (const gone of copy.querySelectorAll("script, noscript, link[rel=modulepreload], [data-online]")) gone.remove();
  const body = copy.querySelector("body");
  body.dataset.seen = Date.now();
  copy.querySelector("main").before(document.createComment("news"));
  const script = document.createElement("script");
  script.type = "module";
  script.src = "/static/offline.js";
  body.append(script);
  return `<!doctype html>${copy.outerHTML}`;
}
