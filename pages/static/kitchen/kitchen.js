// The kitchen's page: what a click, a key and the clock mean. Taps go through taps.js, which answers for each of them.
import "@/kitchen/rail.js";
import { clicked } from "@/kitchen/taps.js";
import { openDialog } from "@/kitchen/dialogs.js";
import { live } from "@/shared/connection.js";

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-tap], [data-open], [data-more], [data-cancel], [data-close], .switch");
  if (!control || control.disabled) return;
  if (control.dataset.tap) clicked(control, event);
  else if (control.matches(".switch")) clicked(control, event);
  else if (control.hasAttribute("data-close")) control.closest("dialog").close();
  else openDialog(control);
});

// A key that is held down must not tap again and again.
document.addEventListener("keydown", (event) => {
  if (event.repeat && (event.key === "Enter" || event.key === " ") && event.target.closest?.("[data-tap]")) {
    event.preventDefault();
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input, textarea")) {
    document.querySelector("#toasts [data-tap=undo]")?.click();
  }
  if (event.key.startsWith("Arrow")) walk(event);
});

// The arrows walk: up and down within a ticket, left and right from ticket to ticket.
function walk(event) {
  const here = event.target.closest?.(".rail button");
  if (!here) return;
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const along = isAcross && document.dir === "rtl" ? -step : step;
  const places = isAcross
    ? [...document.querySelectorAll(".rail > li:not([hidden]) .go:first-child")]
    : [...here.closest(".ticket").querySelectorAll("button:not([disabled])")];
  const from = isAcross ? here.closest(".ticket").querySelector(".go") : here;
  places[places.indexOf(from) + along]?.focus();
  event.preventDefault();
}

function showConnection() {
  document.querySelector(".offline").hidden = live();
}

// The page has just come: give its connection a moment before calling it lost.
setTimeout(() => {
  document.addEventListener("freshness", showConnection);
  showConnection();
}, 1500);
