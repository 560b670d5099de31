// What the guest tells the kitchen: the forms are sent without leaving the page, which the answer changes by itself.
import { byId, closest } from "@/shared/dom.js";
import { sendJson } from "@/shared/send_json.js";

export function startSignals() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement | null} */ (closest(event, "[data-signal]"));
    if (!form) return;
    event.preventDefault();
    send(form);
  });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const wrong = byId("not-told");
  button.disabled = true;
  wrong.hidden = await tell(form).catch(() => false);
  button.disabled = false;
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
