// An order's page in a dead zone: it says how old it is, and is replaced by the live page as soon as possible. The
// service worker keeps this script, so its imports have addresses of their own (SHELL_FILES in sw.js).
import { readTimeFormat, timeOfDay } from "/static/shared/time_of_day.js";
import { word } from "/static/shared/words.js";

const RETRY_MS = 5000;
const SAY_AGAIN_MS = 30_000;
const format = readTimeFormat(document.body.dataset);

function start() {
  if (document.body.dataset.seen) {
    say();
    setInterval(say, SAY_AGAIN_MS);
  }
  setInterval(look, RETRY_MS);
  addEventListener("online", look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}

function say() {
  const seen = Number(document.body.dataset.seen);
  for (const place of all("[data-testid=freshness]")) {
    place.dataset.live = "false";
    place.textContent = word("asof", { time: timeOfDay(seen, format), age: age(seen) });
  }
  for (const place of all(".news")) place.title = timeOfDay(Number(place.dataset.at), format);
}

/**
 * Says how long ago a moment was, where the browser knows the words.
 * @param {number} at milliseconds since the epoch
 */
function age(at) {
  const minutes = Math.round((at - Date.now()) / 60_000);
  try {
    const span = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
    return Math.abs(minutes) < 60 ? span.format(minutes, "minute") : span.format(Math.round(minutes / 60), "hour");
  } catch {
    return `${minutes} min`;
  }
}

/** Asks for the order itself: "online" only says that there is some network. */
async function look() {
  try {
    const answer = await fetch(`${location.pathname}/status.json`, { cache: "no-store" });
    if (answer.ok || answer.status === 404) location.reload();
  } catch {
    // still away
  }
}

/**
 * @param {string} selector
 * @returns {NodeListOf<HTMLElement>}
 */
function all(selector) {
  return document.querySelectorAll(selector);
}

start();
