// Tickets stack without gaps: each spans as many of the grid's thin rows as it is high, so the next in time stands where
// there is room first.
import { placeOf, tickets } from "@/kitchen/tickets.js";

const ROW_PX = 4;
const GAP_PX = 12;
const heights = new ResizeObserver((entries) => {
  for (const { target } of entries) layOut(/** @type {HTMLElement} */ (target));
});

export function layOutTickets() {
  for (const ticket of tickets()) heights.observe(ticket);
}

/** @param {HTMLElement} ticket */
function layOut(ticket) {
  const place = placeOf(ticket);
  if (place) place.style.gridRowEnd = `span ${Math.ceil((ticket.offsetHeight + GAP_PX) / ROW_PX)}`;
}
