// What a click on the kitchen's page means: a tap, or a dialog.
import { pressed } from "@/kitchen/dialogs.js";
import { tapped } from "@/kitchen/taps.js";
import { leftFrom, wasTappedLast } from "@/kitchen/ticket_moves.js";
import { closest } from "@/shared/dom.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

export function startClicks() {
  document.addEventListener("click", (event) => {
    const control = closest(
      event,
      "[data-tap], [data-open], [data-more], [data-cancel], [data-close], [data-stock], .switch",
    );
    if (!control) return answerEmpty(event);
    if (control.matches(":disabled")) return;
    if (control.matches("[data-tap], [data-stock], .switch")) tapped(control, event);
    else pressed(control);
  });
}

/**
 * A second tap may come down where the ticket of the first one has left.
 * @param {MouseEvent} event
 */
function answerEmpty(event) {
  const place = !closest(event, "button, a, input, summary, .left-place, dialog") && leftFrom(event);
  if (place) say(word(wasTappedLast(place.id) ? "double-tap" : "moved-on", { code: place.code }), "trouble");
}
