// What the guest tells the kitchen: the forms are sent without leaving the page, which the answer changes by itself.
import { byId, closest } from "@/shared/dom.js";
import { sendJson } from "@/shared/send_json.js";

/**
 * The forms whose answers are awaited. Their buttons stay enabled: a disabled one loses the focus.
 * @type {WeakSet<HTMLFormElement>}
 */
const sending = new WeakSet();
/** @type {HTMLFormElement | undefined} */
let latest;

export function startSignals() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement | null} */ (closest(event, "[data-signal]"));
    if (!form) return;
    event.preventDefault();
    send(form);
  });
  document.addEventListener("fragment", keepFocus);
}

/** The form may be gone, and the focus with its button: the sentence in its place takes it. */
function keepFocus() {
  if (!latest || latest.isConnected) return;
  latest = undefined;
  const told = document.getElementById("told");
  if (told?.textContent && document.activeElement === document.body) told.focus();
}

/** @param {HTMLFormElement} form */
async function send(form) {
  if (sending.has(form)) return;
  sending.add(form);
  latest = form;
  byId("not-told").hidden = await tell(form).catch(() => false);
  sending.delete(form);
}

/**
 * Returns whether it was taken. What the server calls too soon is sent once more, at the time that it names, unless the
 * order offers it no longer.
 * @param {HTMLFormElement} form
 */
async function tell(form) {
  const { kind, place, is_on } = Object.fromEntries(new FormData(form));
  const post = () => sendJson("POST", form.action, { kind, place, is_on: is_on === "true" });
  const answer = await post();
  if (answer.status !== 429) return answer.ok;
  await pause(Number(answer.headers.get("retry-after")) * 1000);
  return !form.isConnected || (await post()).ok;
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
