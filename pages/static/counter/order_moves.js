// Merging and splitting on the orders page: what a form says becomes one request.
import { all, byId, closest } from "@/shared/dom.js";
import { randomId } from "@/shared/random_id.js";
import { sendJson } from "@/shared/send_json.js";
import { word } from "@/shared/words.js";

/**
 * The forms whose answers are awaited. Their buttons stay enabled: a disabled one loses the focus.
 * @type {WeakSet<HTMLElement>}
 */
const sending = new WeakSet();
/**
 * The latest tap of each form. Sent again with the same content, perhaps because its answer was lost, it is the same tap.
 * @type {WeakMap<HTMLElement, { content: string, id: string }>}
 */
const taps = new WeakMap();

/**
 * @param {() => void} onDone
 * @param {(says: string) => void} complain
 */
export function startOrderMoves(onDone, complain) {
  document.addEventListener("toggle", ({ target }) => offerOthers(/** @type {HTMLElement} */ (target)), true);
  document.addEventListener("submit", async (event) => {
    const form = closest(event, "form[data-move]");
    if (!form) return;
    event.preventDefault();
    if (sending.has(form)) return;
    sending.add(form);
    const answer = await send(form).catch(() => null);
    sending.delete(form);
    if (answer?.ok && !answer.redirected) return onDone();
    const said = await answer?.json().catch(() => ({}));
    complain(said?.says ?? word("not-done"));
  });
}

/**
 * Lists the other orders in the form that was opened: in each form of the page they would be most of it.
 * @param {HTMLElement} opened
 */
function offerOthers(opened) {
  /** @type {HTMLElement | null} */
  const form = opened.matches(".moves") ? opened.querySelector("[data-move=merge]") : null;
  const choices = form?.querySelector("select");
  if (!form || !choices || choices.length > 0) return;
  const { orderId, held } = form.dataset;
  const { content } = /** @type {HTMLTemplateElement} */ (byId("merge-choices"));
  const orders = /** @type {HTMLOptionElement[]} */ ([...content.children]);
  const others = orders.filter(({ value, dataset }) => value !== orderId && dataset.held === held);
  choices.append(...others.map((one) => one.cloneNode(true)));
}

/** @param {HTMLElement} form */
function send(form) {
  const { move, orderId } = form.dataset;
  const moved = move === "merge" ? mergeOf(form) : splitOf(form);
  return sendJson("POST", `/orders/${orderId}/${move}`, { ...moved, tap_id: tapIdOf(form, JSON.stringify(moved)) });
}

/**
 * @param {HTMLElement} form
 * @param {string} content
 */
function tapIdOf(form, content) {
  const latest = taps.get(form);
  if (latest?.content === content) return latest.id;
  const id = `orders-${randomId()}`;
  taps.set(form, { content, id });
  return id;
}

/** @param {HTMLElement} form */
const mergeOf = (form) => ({ other_id: form.querySelector("select")?.value });

/** @param {HTMLElement} form */
function splitOf(form) {
  const inputs = /** @type {HTMLInputElement[]} */ (all("[data-item]", form));
  const chosen = inputs.filter(({ value }) => Number(value) > 0);
  return { items: chosen.map(({ dataset, value }) => ({ id: dataset.item, quantity: Number(value) })) };
}
