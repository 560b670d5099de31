// New orders: they ring, stand out and are announced.
import { ringKitchen } from "@/kitchen/kitchen_sound.js";
import { isShown, mainButtonOf, placeOf, readyTickets, ticketOf, tickets } from "@/kitchen/tickets.js";
import { serverNow } from "@/shared/server_clock.js";
import { tabMemory } from "@/shared/storage.js";
import { calmly } from "@/shared/media.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

const MAX_AGE_OF_NEWS_S = 10 * 60;
const MAX_KEPT = 200;
// By ids: a page that was slow to load has a clock that is late, so that times do not tell what it has announced.
/** @type {string[] | undefined} */
const kept = tabMemory.read("arrivals");
const known = new Set(kept);
let isFirst = !kept;

/** What hung on the rail when the page came is no news, unless it came in while the page was reloading. */
export function announceArrivals() {
  const now = serverNow() / 1000;
  const fresh = [...tickets(), ...readyTickets()].filter(({ dataset }) => isNews(dataset, now));
  for (const { dataset } of [...tickets(), ...readyTickets()]) known.add(arrivalOf(dataset));
  isFirst = false;
  tabMemory.keep("arrivals", [...known].slice(-MAX_KEPT));
  if (fresh.length === 0) return;
  ringKitchen("new");
  for (const ticket of fresh) placeOf(ticket).classList.add("new");
  const [{ dataset: { code = "" } }] = fresh;
  const text = fresh.length === 1 ? word("new-order", { code }) : word("new-orders", { n: fresh.length });
  const shown = fresh.find(isShown); // on a station's screen, the others' are not
  say(text, "news", "", shown && { label: word("show"), run: () => show(shown.dataset.orderId) });
}

/** @param {string | undefined} orderId whose ticket may have left meanwhile */
function show(orderId) {
  const ticket = ticketOf(orderId);
  ticket?.scrollIntoView({ block: "center", behavior: calmly() });
  mainButtonOf(ticket)?.focus({ preventScroll: true });
}

/** @type {Map<string | undefined, number>} */
const changes = new Map(tabMemory.read("changes", []));

/** A change that no cook has seen yet rings, too; those that stood there when the page came do not. */
export function announceChanges() {
  const fresh = tickets().filter(({ dataset: { orderId, changed } }) => {
    const latest = Number(changed ?? 0);
    const isNew = latest > (changes.get(orderId) ?? 0);
    if (isNew) changes.set(orderId, latest);
    return isNew && !isFirst;
  });
  tabMemory.keep("changes", [...changes].slice(-MAX_KEPT));
  if (fresh.length === 0) return;
  ringKitchen("changed");
  for (const { dataset: { code = "" } } of fresh) say(word("changed-order", { code }), "news");
}

/**
 * An order that nobody cooks comes onto the shelf at once.
 * @param {DOMStringMap} ticket
 * @param {number} now
 */
function isNews(ticket, now) {
  const { stage, placed } = ticket;
  const isYoung = now - Number(placed) < MAX_AGE_OF_NEWS_S;
  return !isFirst && isYoung && !known.has(arrivalOf(ticket)) &&
    (stage === "received" || (stage === "ready" && "uncooked" in ticket));
}

/**
 * An order that was put off for later comes onto the rail again: it has another time there.
 * @param {DOMStringMap} ticket
 */
const arrivalOf = ({ orderId, placed }) => `${orderId} ${placed}`;
