// Keeps the order's page as the guest last saw it, for dead zones; and forgets it once the order has ended.
import { hasCaches, openFollows, openPages } from "@/guest/caches.js";
import { currentStage, hasEnded, observeStage } from "@/guest/order_stage.js";
import { all } from "@/shared/dom.js";

const CALM_MS = 400; // changes come in groups
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";
const path = location.pathname;
let timer = 0;

export function startSnapshots() {
  if (!hasCaches()) return;
  document.addEventListener("fragment", keepSoon);
  document.addEventListener("freshness", keepSoon);
  observeStage(keepSoon);
  keepSoon();
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => keep().catch(() => {}), CALM_MS); // a browser may refuse its caches, or have no room
}

async function keep() {
  if (hasEnded()) {
    await (await openPages()).delete(path);
    await (await openFollows()).delete(`${path}/subscriptions`);
  } else if (currentStage() && document.documentElement.dataset.alive === "true") {
    const headers = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "X-Seen": String(Date.now()),
    };
    await (await openPages()).put(path, new Response(snapshot(), { headers }));
  }
}

function snapshot() {
  const copy = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  for (const part of all("script, noscript, link[rel=modulepreload], [data-online]", copy)) part.remove();
  for (const link of all("link[rel=stylesheet]", copy)) link.replaceWith(inlinedStyle());
  delete copy.dataset.alive;
  const body = /** @type {HTMLElement} */ (copy.querySelector("body"));
  body.dataset.seen = String(Date.now());
  copy.querySelector("main")?.before(document.createComment("news"));
  const script = document.createElement("script");
  script.type = "module";
  script.src = "/static/offline.js";
  body.append(script);
  return `<!doctype html>${copy.outerHTML}`;
}

/** What is kept must not depend on another file. */
function inlinedStyle() {
  const style = document.createElement("style");
  style.textContent = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).map(({ cssText }) => cssText)
    .join("\n");
  return style;
}
