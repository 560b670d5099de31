// Orders that could not be taken: a new one rings, and stays until somebody has taken it by hand or put it aside.
import { ringKitchen } from "@/kitchen/kitchen_sound.js";
import { take } from "@/kitchen/taps.js";
import { wasAnotherHere } from "@/kitchen/ticket_moves.js";
import { isLive } from "@/shared/connection.js";
import { all, closest } from "@/shared/dom.js";
import { tabMemory } from "@/shared/storage.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

const MAX_KNOWN = 100;
/** @type {Set<string>} */
const known = new Set(tabMemory.read("refused", []));

export function startRefusedOrders() {
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-settle]");
    if (button) settle(button, event);
  });
  document.addEventListener("fragment", (event) => closest(event, ".refused") && ringForNew());
  ringForNew();
}

function ringForNew() {
  const shown = all("[data-delivery]").map(({ dataset }) => dataset.delivery ?? "");
  const fresh = shown.filter((id) => !known.has(id));
  for (const id of fresh) known.add(id);
  tabMemory.keep("refused", [...known].slice(-MAX_KNOWN));
  if (fresh.length > 0) ringKitchen("refused");
}

/**
 * @param {HTMLElement} button
 * @param {MouseEvent} event
 */
function settle(button, event) {
  if (!isLive()) return say(word("offline-tap"), "trouble");
  const { delivery, code = "" } = /** @type {HTMLElement} */ (button.closest("[data-delivery]")).dataset;
  if (event.detail > 0 && wasAnotherHere(button, event)) return say(word("just-moved", { code }), "trouble");
  take({ key: `delivery ${delivery}`, code: "", event: "settle", tap: "settle", delivery_id: Number(delivery) });
}
