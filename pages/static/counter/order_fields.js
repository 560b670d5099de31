// The fields of the pad: who the order is for, where it goes, when, and what the kitchen is to know.
import { all, byId } from "@/shared/dom.js";
import { word } from "@/shared/words.js";

/** @typedef {"guest_name" | "note" | "language" | "table" | "service" | "phone" | "due"} Field */

const SURE_MS = 4000;
/** @type {Field[]} */
export const FIELDS = ["guest_name", "note", "language", "table", "service", "phone", "due"];

/**
 * Writes a field's value of the order into the form.
 * @param {Field} name
 * @param {import("@/counter/written_order.js").Written} order
 */
export function fillIn(name, order) {
  const value = order[name] ?? "";
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (byId("pad").querySelectorAll(`[name=${name}]`))) {
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

const dueField = () => /** @type {HTMLInputElement} */ (byId("pad").querySelector("[name=due]"));

/** The time of an order for later shows once it is asked for: while it is empty, browsers draw it like a date. */
export function startLater() {
  const [button, field] = [byId("ask-later"), dueField()];
  const show = (/** @type {boolean} */ isLater) => {
    button.hidden = isLater;
    /** @type {HTMLElement} */ (field.parentElement).hidden = !isLater;
  };
  show(field.value !== "");
  button.addEventListener("click", () => {
    show(true);
    field.focus();
  });
}

/**
 * Returns whether an order can be sent with its time. One that is half written, or was taken off an order for later,
 * would count as none: that is said, where it is to be written.
 * @param {import("@/counter/written_order.js").Written} order
 * @param {(text: string) => void} complain
 */
export function checkDue({ due, placed }, complain) {
  const isHalf = dueField().validity.badInput;
  if (!isHalf && (due || !placed?.due)) return true;
  complain(word(isHalf ? "half-time" : "still-later"));
  dueField().focus();
  return false;
}

/**
 * Adds a usual note to the kitchen's, and lets it be written on.
 * @param {string} note
 */
export function fillQuickNote(note) {
  const field = /** @type {HTMLTextAreaElement} */ (byId("pad").querySelector("[name=note]"));
  const before = field.value.trim();
  if (!before.includes(note)) field.value = before ? `${before}, ${note}` : note;
  if (note.endsWith(":")) field.value += " ";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

/**
 * Lets nothing be written while the order is on its way: it would be forgotten with what was sent. Returns what ends
 * this, and gives the focus back.
 */
export function freezeForm() {
  const parts = all(".offer, .sheet-body");
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  for (const part of parts) part.inert = true;
  return () => {
    for (const part of parts) part.inert = false;
    if (document.activeElement === document.body) focused?.focus();
  };
}

/**
 * Clears the form at the second tap: a whole order is not thrown away by one tap beside the button.
 * @param {HTMLElement} button
 * @param {() => void} forget
 */
export function clearTwice(button, forget) {
  if (button.dataset.sure) {
    forget();
    return location.reload();
  }
  button.dataset.sure = button.textContent ?? "";
  button.textContent = word("clear-sure");
  setTimeout(() => {
    button.textContent = button.dataset.sure ?? "";
    delete button.dataset.sure;
  }, SURE_MS);
}
