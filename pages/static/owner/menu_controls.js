// What a click on the menu's page means.
import { askForFile, editDish, importMenu, removeDish, saveDish } from "@/owner/menu_dialogs.js";
import { postMenu } from "@/owner/menu_requests.js";
import { closeDialog, openDialog } from "@/shared/dialog.js";
import { all, closest, dialogById } from "@/shared/dom.js";
import { reopenDialog } from "@/shared/restore_dialog.js";

export function startMenu() {
  document.addEventListener("click", (event) => {
    const { target } = event;
    const control = closest(event, "[data-edit], [data-open], [data-close], [data-remove], [data-step], .switch");
    if (target instanceof HTMLElement && target.matches("dialog[open]")) closeDialog(dialogById(target.id));
    else if (control) press(control);
  });
  document.addEventListener("input", (event) => closest(event, "[name=pasted]") && askForFile());
  document.addEventListener("submit", (event) => {
    const dialog = closest(event, "dialog");
    if (!dialog) return;
    event.preventDefault();
    if (dialog.id === "dish") saveDish();
    else importMenu();
  });
  reopenDialog((dialog, { dish }) => {
    const row = all("tr[data-dish]").find((known) => known.dataset.dish === dish);
    if (dialog.id !== "dish") openDialog(dialog);
    else if (row || !dish) editDish(row);
  });
}

/** @param {HTMLElement} control */
function press(control) {
  const { open, step } = control.dataset;
  if (control.hasAttribute("data-edit")) editDish(control.closest("tr"));
  else if (open) openDialog(dialogById(open));
  else if (control.hasAttribute("data-close")) closeDialog(/** @type {any} */ (control.closest("dialog")));
  else if (control.hasAttribute("data-remove")) removeDish(control);
  else if (step) changeSlots(control, Number(step));
  else switchDish(control);
}

/** @param {HTMLElement} control */
function switchDish(control) {
  const available = control.getAttribute("aria-checked") !== "true";
  postMenu("available", { name: control.closest("tr")?.dataset.dish, available });
}

/**
 * @param {HTMLElement} control
 * @param {number} step
 */
function changeSlots(control, step) {
  const { station, slots } = /** @type {HTMLElement} */ (control.closest("li")).dataset;
  postMenu("station", { name: station, slots: Number(slots) + step });
}
