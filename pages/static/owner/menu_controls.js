// What a click on the menu's page means.
import { askForFile, editDish, importMenu, removeDish, saveDish } from "@/owner/menu_dialogs.js";
import { postMenu } from "@/owner/menu_requests.js";
import { closeDialog, openDialog } from "@/shared/dialog.js";
import { all, closest, dialogById } from "@/shared/dom.js";
import { reopenDialog } from "@/shared/restore_dialog.js";

/** @type {Map<string, number>} how many each station is to cook side by side, until the answer has come */
const wishes = new Map();
let sent = Promise.resolve(true);

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
 * Counts on from what was tapped last, which the page does not show yet. The requests go one after another: another
 * order of arrival would leave an earlier number.
 * @param {HTMLElement} control
 * @param {number} step
 */
async function changeSlots(control, step) {
  const place = /** @type {HTMLElement} */ (control.closest("li"));
  const { station = "", slots } = place.dataset;
  const wish = Math.max(1, (wishes.get(station) ?? Number(slots)) + step);
  wishes.set(station, wish);
  sent = sent.then(() => postMenu("station", { name: station, slots: wish }));
  const isTaken = await sent;
  if (wishes.get(station) !== wish) return;
  wishes.delete(station);
  if (isTaken && place.dataset.station === station) place.dataset.slots = String(wish);
}
