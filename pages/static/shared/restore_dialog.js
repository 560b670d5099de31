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
  rewrite(dialog, written);
  rewrite(dialog, written); // what a search has found since then has fields, too
  fields(dialog).get(focused)?.focus();
}

function remember() {
  /** @type {HTMLElement | null} */
  const dialog = document.querySelector("dialog[open]");
  if (!dialog) return;
  const [known, focused] = [[...fields(dialog)], document.activeElement];
  tabMemory.keep(STORAGE_KEY, {
    page: location.pathname,
    id: dialog.id,
    about: { ...dialog.dataset },
    written: Object.fromEntries(known.map(([name, { value, checked }]) => [name, { value, checked }])),
    focused: known.find(([, field]) => field === focused)?.[0],
  });
}

/**
 * The page's scripts hear of it as of what is typed.
 * @param {HTMLElement} dialog
 * @param {Record<string, { value: string, checked: boolean }>} written
 */
function rewrite(dialog, written) {
  for (const [name, field] of fields(dialog)) {
    const was = written[name];
    if (!was) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = was.value === field.value && was.checked;
    else if (field.value !== was.value) {
      field.value = was.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

/**
 * Returns the fields by what tells them apart, also where a script draws them: id, name or label, and their number among
 * those that share it.
 * @param {HTMLElement} dialog
 * @returns {Map<string, HTMLInputElement>} selects and text areas among them
 */
function fields(dialog) {
  const [named, counts] = [new Map(), new Map()];
  for (const field of all("input:not([type=file]), select, textarea", dialog)) {
    const name = field.id || field.getAttribute("name") || field.getAttribute("aria-label");
    counts.set(name, (counts.get(name) ?? 0) + 1);
    named.set(`${name} ${counts.get(name)}`, field);
  }
  return named;
}
