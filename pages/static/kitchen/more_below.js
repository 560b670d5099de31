// How many tickets there are below what is in view, and how many of them are late; a touch pages down.
import { isShown, tickets, write } from "@/kitchen/tickets.js";
import { byId } from "@/shared/dom.js";
import { calmly } from "@/shared/media.js";
import { word } from "@/shared/words.js";

const KEPT_IN_VIEW_PX = 160;
const PEEK_PX = 48;

let isDue = false;

export function startMoreBelow() {
  byId("more-below").addEventListener("click", () => {
    scrollBy({ top: innerHeight - KEPT_IN_VIEW_PX, behavior: calmly() });
  });
  for (const change of ["scroll", "resize"]) addEventListener(change, showSoon, { passive: true });
}

function showSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    showMoreBelow();
  });
}

export function showMoreBelow() {
  const limit = innerHeight - PEEK_PX;
  const below = tickets().filter((ticket) => isShown(ticket) && ticket.getBoundingClientRect().top > limit);
  const n = below.length;
  const late = below.filter(({ dataset }) => dataset.pace === "late").length;
  const button = byId("more-below");
  button.hidden = n === 0;
  if (n === 0) return;
  button.setAttribute("aria-label", word(late ? "late-below" : "more-below", { n, late }));
  write(button.querySelector("span"), late ? word("late-short", { n, late }) : String(n));
}
