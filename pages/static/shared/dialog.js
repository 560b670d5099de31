// Opens and closes dialogs; a browser that cannot open them shows them above the page all the same.

/** @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (isOpen(dialog)) return;
  dialog.querySelector(".says")?.replaceChildren(); // what was said of another ticket
  try {
    dialog.showModal();
  } catch {
    dialog.setAttribute("open", "");
  }
}

/** @param {HTMLDialogElement} dialog */
export function closeDialog(dialog) {
  try {
    dialog.close();
  } catch {
    dialog.removeAttribute("open");
  }
}

/** @param {HTMLDialogElement} dialog */
export const isOpen = (dialog) => dialog.hasAttribute("open");
