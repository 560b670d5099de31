// A page that must reload (the server was restarted, or the tablet slept too long) opens again what was open: the
// dialog, what it is about, what was written in it, and the field that was written in. A chosen file cannot be kept.
import { isOpen } from "@/shared/dialog.js";
import { all } from "@/shared/dom.js";
import { tabMemory } from "@/shared/storage.js";

const STORAGE_KEY = "open-when-left";

/**
 * Reopens the dialog that was open when the page was left, unless what it is about is gone meanwhile. Must be called
 * once, because it also remembers what is open when the page is left the next time.
 * @param {(dialog: HTMLDialogElement, about: DOMStringMap) => void} open
 */
export function reopenDialog(open) {
  document.addEventListener("leaving", remember);
  const { page, id, about, written, focused } = tabMemory.read(STORAGE_KEY, {});
  tabMemory.forget(STORAGE_KEY);
  const dialog = page === location.pathname && document.getElementById(id);
  if (!(dialog instanceof HTMLElement)) return;
  open(/** @type {HTMLDialogElement} */ (dialog), about);
  if (!isOpen(/** @type {HTMLDialogElement} */ (dialog))) return;
  fields(dialog).forEach((field, at) => rewrite(field, written[at]));
  fields(dialog)[focused]?.focus();
}

function remember() {
  /** @type {HTMLElement | null} */
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return;
  const written = fields(dialog).map(({ name, value, checked }) => ({ name, value, checked }));
  const focused = fields(dialog).findIndex((field) => field === document.activeElement);
  tabMemory.keep(STORAGE_KEY, {
    page: location.pathname,
    id: dialog.id,
    about: { ...dialog.dataset },
    written,
    focused,
  });
}

/**
 * @param {HTMLInputElement} field
 * @param {{ name: string, value: string, checked: boolean } | undefined} was
 */
function rewrite(field, was) {
  if (was?.name !== field.name) return;
  if (field.type === "radio" || field.type === "checkbox") field.checked = was.value === field.value && was.checked;
  else field.value = was.value;
}

/**
 * @param {HTMLElement} dialog
 * @returns {HTMLInputElement[]} selects and text areas among them
 */
const fields = (dialog) => /** @type {any[]} */ (all("input:not([type=file]), select, textarea", dialog));
