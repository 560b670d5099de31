// What the guest tells the kitchen: the forms are sent without leaving the page, which the answer changes by itself.
import { closest } from "@/shared/dom.js";
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
  const { kind, place, is_on } = Object.fromEntries(new FormData(form));
  button.disabled = true;
  try {
    const answer = await sendJson("POST", form.action, { kind, place, is_on: is_on === "true" });
    if (answer.status === 429) await pause(Number(answer.headers.get("retry-after")) * 1000);
  } catch {
    form.submit(); // no answer came: the page that comes back says what the kitchen knows
  } finally {
    button.disabled = false;
  }
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
