// What the cooks see of the guests: who watches, and who says thanks.
import { readyTickets, tickets } from "@/kitchen/tickets.js";
import { all, closest } from "@/shared/dom.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

/** @type {Set<string>} */
let thanked = new Set();

export function startGuests() {
  thanked = new Set(thanks());
  document.addEventListener("fragment", (event) => {
    if (closest(event, "#watching")) showWatching();
    if (closest(event, "#left")) sayThanks();
  });
}

/** A ticket that is drawn again has lost its mark. */
export function showWatching() {
  const ids = new Set(all("#watching data").map((one) => one.getAttribute("value")));
  for (const ticket of [...tickets(), ...readyTickets()]) {
    /** @type {HTMLElement | null} */
    const mark = ticket.querySelector(".watches");
    if (mark) mark.hidden = !ids.has(ticket.dataset.orderId ?? "");
  }
}

/** Thanks come without a ring: nobody has to do anything. */
function sayThanks() {
  for (const code of thanks()) if (!thanked.has(code)) say(word("thanks", { code }), "done");
  thanked = new Set(thanks());
}

const thanks = () => all("#left .thanks").map((mark) => mark.closest("li")?.dataset.code ?? "");
