// Opens and closes dialogs; a browser without the dialog element shows them above the page all the same.

/** @param {HTMLDialogElement} dialog */
export function openDialog(dialog) {
  if (isOpen(dialog)) return;
  if (typeof dialog.showModal === "function") dialog.showModal();
  else dialog.setAttribute("open", "");
}

/** @param {HTMLDialogElement} dialog */
export function closeDialog(dialog) {
  if (typeof dialog.close === "function") dialog.close();
  else dialog.removeAttribute("open");
}

/** @param {HTMLDialogElement} dialog */
export const isOpen = (dialog) => dialog.hasAttribute("open");
