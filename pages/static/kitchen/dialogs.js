// The dialogs of the kitchen's page: all day, what left the rail, more about a ticket, why an order is cancelled.
import { orderTap, take, ticketOf } from "@/kitchen/taps.js";
import { say, word } from "@/shared/toasts.js";
import { live } from "@/shared/connection.js";
import { resume } from "@/shared/restore_dialog.js";

const sheet = (id) => document.getElementById(id);

export function openDialog(control) {
  if (control.dataset.open) return sheet(control.dataset.open).showModal();
  const { orderId, code } = control.closest("[data-order-id]").dataset;
  if (control.hasAttribute("data-more")) return openAbout("more", orderId, code);
  sheet("more").close();
  openAbout("cancel", orderId, code);
}

function openAbout(id, orderId, code) {
  const dialog = sheet(id);
  Object.assign(dialog.dataset, { orderId, code });
  document.getElementById(`${id}-title`).textContent = word(`${id}-of`, { code });
  if (!dialog.open) dialog.showModal();
  if (id === "more") fillMore();
}

// The dialog follows its ticket: what can be taken off changes, and the ticket may leave.
function fillMore() {
  const dialog = sheet("more");
  const ticket = ticketOf(dialog.dataset.orderId);
  if (!ticket) return void dialog.close();
  const isUnfinished = ticket.dataset.stage !== "ready";
  for (const part of dialog.querySelectorAll("[data-for-unfinished]")) {
    part.hidden = !isUnfinished || (part.hasAttribute("data-for-unrushed") && ticket.hasAttribute("data-rushed"));
  }
  const open = ticket.querySelectorAll("[data-state=queued] [data-item], [data-state=cooking] [data-item]");
  sheet("voids").replaceChildren(...[...open].map(voidButton));
}

function voidButton(item) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet", dir: "auto" });
  Object.assign(button.dataset, { tap: "void", item: item.dataset.item });
  button.textContent = word("take-off", { dish: item.closest("[data-dish]").dataset.dish });
  const line = document.createElement("li");
  line.append(button);
  return line;
}

document.addEventListener("submit", (event) => {
  const dialog = event.target.closest("#cancel");
  if (!dialog) return;
  const { preset, reason } = Object.fromEntries(new FormData(event.target));
  event.target.reset();
  if (!live()) return void say(word("offline-tap"), "trouble");
  if (!ticketOf(dialog.dataset.orderId)) return void say(word("moved-on", { code: dialog.dataset.code }), "trouble");
  dialog.dataset.tap = "cancel";
  take({ ...orderTap(dialog), reason: reason.trim(), preset: preset || undefined });
  delete dialog.dataset.tap;
});

document.addEventListener("click", ({ target }) => {
  const choice = target.closest?.("#busy [data-extra]");
  if (!choice) return;
  if (!live()) return void say(word("offline-tap"), "trouble");
  const span = Number(document.querySelector("#busy [name=span]:checked").value);
  take({ key: "busy", code: "", event: "busy", tap: "busy", extra: Number(choice.dataset.extra), span });
  sheet("busy").close();
});

// A tap beside a dialog closes it.
document.addEventListener("click", ({ target }) => target.matches?.("dialog[open]") && target.close());

document.addEventListener("fragment", () => sheet("more")?.open && queueMicrotask(fillMore));

resume(({ id }, { orderId, code }) => {
  if (!orderId) sheet(id).showModal();
  else if (ticketOf(orderId)) openAbout(id, orderId, code);
});
