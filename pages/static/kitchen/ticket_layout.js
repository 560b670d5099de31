// Tickets stack without gaps: each spans as many of the grid's thin rows as it is high, so the next in time stands where
// there is room first.
import { showMoreBelow } from "@/kitchen/more_below.js";
import { noteMoves } from "@/kitchen/ticket_moves.js";
import { placeOf, tickets } from "@/kitchen/tickets.js";
import { observeSizes } from "@/shared/size_observer.js";

const ROW_PX = 4;
const GAP_PX = 8;
const heights = observeSizes((changed) => {
  changed.forEach(layOut);
  noteMoves();
  showMoreBelow();
});

export function layOutTickets() {
  for (const ticket of tickets()) {
    if (!placeOf(ticket).style.gridRowEnd) layOut(ticket);
    heights.observe(ticket);
  }
}

/** @param {HTMLElement} ticket */
function layOut(ticket) {
  const place = placeOf(ticket);
  if (place) place.style.gridRowEnd = `span ${Math.ceil((ticket.offsetHeight + GAP_PX) / ROW_PX)}`;
}
