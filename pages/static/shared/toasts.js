// Toasts: the result of a tap in words, with an undo for eight seconds.
import { byId, quote } from "@/shared/dom.js";
import { word } from "@/shared/words.js";

const UNDO_MS = 8000;
const READING_MS = 7000;
const MAX_UNDO_MS = 14_000; // the kitchen takes nothing back after 15 s
const LOOK_AGAIN_MS = 500;

/** @typedef {{ label: string, run: () => void, isUndo?: boolean }} Action */

/**
 * Says it on the page and to screen readers; a later message about the same thing replaces the one before.
 * @param {string} text
 * @param {"done" | "trouble" | "news"} kind
 * @param {string} [about]
 * @param {Action} [action] a button beside the text
 */
export function say(text, kind, about = "", action = undefined) {
  if (!text) return;
  const toast = document.createElement("li");
  toast.dataset.kind = kind;
  toast.dataset.about = about;
  toast.append(Object.assign(document.createElement("span"), { textContent: text, dir: "auto" }));
  if (action) toast.append(actionButton(action, toast));
  if (about) toastAbout(about)?.remove();
  list().prepend(toast);
  setTimeout(announce, 0, text); // after a dialog has closed by the same tap
  expire(toast, kind === "done" ? UNDO_MS : READING_MS, Date.now());
}

/**
 * An open dialog makes the page outside of it inert: then the text is said, and shown, within.
 * @param {string} text
 */
function announce(text) {
  const place = document.querySelector("dialog[open] .says") ?? byId("news");
  place.textContent = text;
  setTimeout(() => place.textContent === text && place.replaceChildren(), READING_MS);
}

/**
 * @param {Action} action
 * @param {HTMLElement} toast
 */
function actionButton({ label, run, isUndo }, toast) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.toggleAttribute("data-undo", isUndo ?? false);
  button.addEventListener("click", () => {
    toast.remove();
    run();
  });
  return button;
}

/**
 * Puts the undo into the toast about an order.
 * @param {string} orderId
 * @param {string} code
 * @param {string} version that the undo takes back
 */
export function offerUndo(orderId, code, version) {
  const toast = toastAbout(orderId);
  if (!toast) return;
  const undo = document.createElement("button");
  Object.assign(undo, { type: "button", textContent: word("undo") });
  Object.assign(undo.dataset, { tap: "undo", undo: "", version });
  Object.assign(toast.dataset, { orderId, code });
  toast.append(undo);
}

/**
 * Returns the button that takes back the latest tap of those that can be taken back.
 * @returns {HTMLElement | null}
 */
export const latestUndo = () => list().querySelector("[data-undo]");

/**
 * @param {string} about
 * @returns {HTMLElement | null}
 */
const toastAbout = (about) => list().querySelector(`[data-about=${quote(about)}]`);

function list() {
  const place = byId("toasts");
  if (!place.firstElementChild) place.append(document.createElement("ul"));
  return /** @type {HTMLElement} */ (place.firstElementChild);
}

/**
 * A person about to press it is given a little longer.
 * @param {HTMLElement} toast
 * @param {number} ms
 * @param {number} born
 */
function expire(toast, ms, born) {
  setTimeout(() => {
    const isInUse = toast.matches(":hover, :focus-within");
    if (isInUse && Date.now() - born < MAX_UNDO_MS) expire(toast, LOOK_AGAIN_MS, born);
    else toast.remove();
  }, ms);
}
