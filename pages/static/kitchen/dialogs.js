// The dialogs of the kitchen's page: all day, what left the rail, more about a ticket, why an order is cancelled.
import { showDishActs } from "@/kitchen/dish_acts.js";
import { openStock } from "@/kitchen/stock.js";
import { orderTap, take } from "@/kitchen/taps.js";
import { openTicketOf, ticketOf } from "@/kitchen/tickets.js";
import { isLive } from "@/shared/connection.js";
import { closeDialog, isOpen, openDialog } from "@/shared/dialog.js";
import { all, byId, closest, dialogById } from "@/shared/dom.js";
import { reopenDialog } from "@/shared/restore_dialog.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

export function startDialogs() {
  document.addEventListener("submit", (event) => closest(event, "#cancel") && cancel(event));
  document.addEventListener("click", (event) => {
    const choice = closest(event, "#busy [data-extra]");
    if (choice) beBusy(Number(choice.dataset.extra));
    // A tap beside a dialog closes it.
    if (event.target instanceof HTMLElement && event.target.matches("dialog[open]")) {
      closeDialog(aroundOf(event.target));
    }
  });
  document.addEventListener("fragment", () => isOpen(dialogById("more")) && queueMicrotask(fillMore));
  reopenDialog(({ id }, { orderId, code = "", version, dish }) => {
    if (id === "stock") openStock(dish);
    else if (!orderId) openDialog(dialogById(id));
    else if (openTicketOf(orderId)) openAbout(id, orderId, code, version);
  });
}

/**
 * Opens the dialog that a control asks for, or closes the one it is in.
 * @param {HTMLElement} control
 */
export function pressed(control) {
  const { open } = control.dataset;
  if (control.hasAttribute("data-close")) return closeDialog(aroundOf(control));
  const around = /** @type {HTMLDialogElement | null} */ (control.closest("dialog"));
  if (open && around) closeDialog(around);
  if (open) return openDialog(dialogById(open));
  const { orderId = "", code = "" } = /** @type {HTMLElement} */ (control.closest("[data-order-id]")).dataset;
  if (control.hasAttribute("data-more")) return openAbout("more", orderId, code);
  closeDialog(dialogById("more"));
  openAbout("cancel", orderId, code);
}

/** @param {HTMLElement} control */
const aroundOf = (control) => /** @type {HTMLDialogElement} */ (control.closest("dialog"));

/**
 * What was written about this order is there again; about another one it would be wrong.
 * @param {string} id
 * @param {string} orderId
 * @param {string} code
 * @param {string} [version] of the order as the person sees it
 */
function openAbout(id, orderId, code, version = openTicketOf(orderId)?.dataset.version ?? "") {
  const dialog = dialogById(id);
  if (dialog.dataset.orderId !== orderId) dialog.querySelector("form")?.reset();
  Object.assign(dialog.dataset, { orderId, code, version });
  byId(`${id}-title`).textContent = word(`${id}-of`, { code });
  openDialog(dialog);
  if (id !== "more") return;
  byId("dish-acts").replaceChildren(); // what was written there the last time
  fillMore();
}

/** The dialog follows its ticket: what can be taken off changes, and the ticket may leave. */
function fillMore() {
  const dialog = dialogById("more");
  const ticket = ticketOf(dialog.dataset.orderId);
  if (!ticket) return closeDialog(dialog);
  const isUnfinished = ticket.dataset.stage !== "ready";
  for (const part of all("[data-for-unfinished]", dialog)) {
    part.hidden = !isUnfinished || (part.hasAttribute("data-for-unrushed") && ticket.hasAttribute("data-rushed"));
  }
  for (const part of all("[data-for-received]", dialog)) part.hidden = ticket.dataset.stage !== "received";
  /** @type {HTMLAnchorElement} */ (byId("edit")).href = `/orders/${dialog.dataset.orderId}/edit`;
  if (!byId("dish-acts").contains(document.activeElement)) showDishActs(byId("dish-acts"), ticket);
}

/** @param {Event} event */
function cancel(event) {
  const dialog = dialogById("cancel");
  const form = /** @type {HTMLFormElement} */ (event.target);
  const fields = new FormData(form);
  if (typeof dialog.close !== "function") {
    event.preventDefault(); // such a browser does not know method="dialog" either
    closeDialog(dialog);
  }
  if (!isLive()) return say(word("offline-tap"), "trouble");
  const { orderId, code = "" } = dialog.dataset;
  if (!openTicketOf(orderId)) return say(word("moved-on", { code }), "trouble");
  const reason = String(fields.get("reason") ?? "").trim();
  take({ ...orderTap(dialog), tap: "cancel", reason, preset: String(fields.get("preset") ?? "") || undefined });
}

/** @param {number} extra minutes that every estimate takes more */
function beBusy(extra) {
  if (!isLive()) return say(word("offline-tap"), "trouble");
  /** @type {HTMLInputElement | null} */
  const span = document.querySelector("#busy [name=span]:checked");
  take({ key: "busy", code: "", event: "busy", tap: "busy", extra, span: Number(span?.value) });
  closeDialog(dialogById("busy"));
}
