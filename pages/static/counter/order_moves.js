// Merging and splitting on the orders page: what a form says becomes one request.
import { all, closest } from "@/shared/dom.js";
import { randomId } from "@/shared/random_id.js";
import { sendJson } from "@/shared/send_json.js";
import { word } from "@/shared/words.js";

/**
 * @param {() => void} onDone
 * @param {(says: string) => void} complain
 */
export function startOrderMoves(onDone, complain) {
  document.addEventListener("submit", async (event) => {
    const form = closest(event, "form[data-move]");
    if (!form) return;
    event.preventDefault();
    const { move, orderId } = form.dataset;
    const body = { ...(move === "merge" ? mergeOf(form) : splitOf(form)), tap_id: `orders-${randomId()}` };
    const answer = await sendJson("POST", `/orders/${orderId}/${move}`, body).catch(() => null);
    if (answer?.ok && !answer.redirected) return onDone();
    const said = await answer?.json().catch(() => ({}));
    complain(said?.says ?? word("not-done"));
  });
}

/** @param {HTMLElement} form */
const mergeOf = (form) => ({ other_id: form.querySelector("select")?.value });

/** @param {HTMLElement} form */
function splitOf(form) {
  const inputs = /** @type {HTMLInputElement[]} */ (all("[data-item]", form));
  const chosen = inputs.filter(({ value }) => Number(value) > 0);
  return { items: chosen.map(({ dataset, value }) => ({ id: dataset.item, quantity: Number(value) })) };
}
