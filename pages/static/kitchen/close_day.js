// Closes the day as far as it is seen, with one undo for all of it.
import { take } from "@/kitchen/taps.js";
import { isLive } from "@/shared/connection.js";
import { closeDialog } from "@/shared/dialog.js";
import { closest, dialogById } from "@/shared/dom.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

export function startCloseDay() {
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-close-day]");
    if (!button) return;
    closeDialog(dialogById("close-day"));
    send("close_day", {
      order_ids: (button.dataset.closeDay ?? "").split(" "),
    });
  });
  document.addEventListener("closed-day", ({ detail }) => {
    const undo = () =>
      send("reopen_day", {
        closed: detail.closed.split(" ").map(orderAndVersion),
      });
    say(detail.says, detail.isDone ? "done" : "trouble", "day", { label: word("undo"), run: undo, isUndo: true });
  });
}

/**
 * @param {string} event
 * @param {object} more
 */
function send(event, more) {
  if (!isLive()) return say(word("offline-tap"), "trouble");
  take({ key: "day", code: "", event, tap: event, ...more });
}

/**
 * @param {string} written
 * @returns {[string, number]}
 */
function orderAndVersion(written) {
  const [orderId, version] = written.split(":");
  return [orderId, Number(version)];
}
