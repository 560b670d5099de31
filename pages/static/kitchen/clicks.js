// What a click on the kitchen's page means: a tap, or a dialog.
import { pressed } from "@/kitchen/dialogs.js";
import { tapped } from "@/kitchen/taps.js";
import { closest } from "@/shared/dom.js";

export function startClicks() {
  document.addEventListener("click", (event) => {
    const control = closest(
      event,
      "[data-tap], [data-open], [data-more], [data-cancel], [data-close], [data-stock], .switch",
    );
    if (!control || control.matches(":disabled")) return;
    if (control.matches("[data-tap], [data-stock], .switch")) tapped(control, event);
    else pressed(control);
  });
}
