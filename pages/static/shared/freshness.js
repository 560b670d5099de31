// Freshness of the page: "Live" while its socket is, otherwise the time of the last message.
import { all } from "@/shared/dom.js";
import { writeTime } from "@/shared/server_clock.js";
import { word } from "@/shared/words.js";

/**
 * Says on the page, and to its scripts by the event "freshness", whether it is live.
 * @param {boolean} isLive
 * @param {number} lastNews milliseconds since the epoch, by this device's clock
 */
export function showFreshness(isLive, lastNews) {
  document.documentElement.dataset.alive = String(isLive);
  for (const place of all("[data-testid=freshness]")) {
    const text = document.createElement("span");
    text.textContent = isLive ? word("live") : word("stale", { time: writeTime(lastNews) });
    const dot = document.createElement("i");
    dot.className = isLive ? "dot pulse" : "dot";
    place.dataset.live = String(isLive);
    place.replaceChildren(dot, text);
  }
  document.dispatchEvent(new CustomEvent("freshness", { detail: { isLive, lastNews } }));
}
