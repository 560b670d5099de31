// What an order would be while it is being written: when it is ready, and what it costs. The kitchen says it again when
// the order changes, and now and then, because the kitchen goes on.
import { sentItem } from "@/counter/received_order.js";
import { byId } from "@/shared/dom.js";
import { sendJson } from "@/shared/send_json.js";

/** @typedef {import("@/counter/written_order.js").Written} Written */

const PAUSE_MS = 300;
const AGAIN_MS = 20_000;
let timer = 0;
let asked = 0;

/** @param {Written} order */
export function askQuote(order) {
  clearTimeout(timer);
  timer = setTimeout(showQuote, PAUSE_MS, order);
}

/** @param {Written} order */
export const keepQuote = (order) => void setInterval(() => order.lines.length > 0 && showQuote(order), AGAIN_MS);

/**
 * Returns the order as it is sent.
 * @param {Written} order
 */
export function sentOrder({ lines, key: _, placed: __, ...about }) {
  const items = lines.map(({ id: _, fewest: __, ...line }) => sentItem(line));
  return { ...about, service: about.service || null, due: about.due || null, items };
}

/** @param {Written} order */
async function showQuote(order) {
  const number = ++asked;
  if (order.lines.length === 0) return show({ ready: "", total: "", leftOut: "" });
  const answer = await sendJson("POST", "/orders/quote", sentOrder(order)).catch(() => null);
  const isLatest = number === asked;
  if (!isLatest || !answer?.ok || answer.redirected) return;
  const quote = await answer.json();
  // The time is that of a new order like it: a placed one has its own.
  show(order.placed ? { ...quote, ready: "" } : quote);
}

/** @param {{ ready: string, total: string, leftOut: string }} quote */
function show({ ready, total, leftOut }) {
  byId("ready").textContent = ready;
  byId("total").textContent = total;
  byId("left-out").textContent = leftOut;
}
