// The rail and the shelf in the browser: after each change of their tickets, all that depends on them is brought up to
// date.
import { announceArrivals, announceChanges } from "@/kitchen/arrivals.js";
import { countByStation, showCounts } from "@/kitchen/counts.js";
import { showMoreBelow, startMoreBelow } from "@/kitchen/more_below.js";
import { layOutShelf, startMoreReady } from "@/kitchen/more_ready.js";
import { showStarts } from "@/kitchen/starts.js";
import { filterTickets, showStations, startStations } from "@/kitchen/stations.js";
import { showWatching } from "@/kitchen/guests.js";
import { restoreFocus, startTicketFocus } from "@/kitchen/ticket_focus.js";
import { layOutTickets } from "@/kitchen/ticket_layout.js";
import { keepPlacesOfHidden, keepPlacesOfLeaving } from "@/kitchen/leaving_tickets.js";
import { noteMoves, startTicketMoves } from "@/kitchen/ticket_moves.js";
import { showTicketTimes, startTicketTimes } from "@/kitchen/ticket_times.js";
import { placeOf, tickets } from "@/kitchen/tickets.js";
import { byId, closest } from "@/shared/dom.js";

let isDue = false;
/** @type {HTMLElement[]} the list items of the tickets on this screen */
let shown = [];

export function startRail() {
  startStations(showAll);
  startTicketFocus();
  startTicketTimes();
  startMoreBelow();
  startMoreReady();
  startTicketMoves();
  document.addEventListener("fragment", (event) => closest(event, ".rail, .shelf") && look());
  for (const list of [byId("rail"), byId("shelf")]) {
    keepPlacesOfLeaving(list, look);
    new MutationObserver(look).observe(list, { childList: true });
  }
  look();
}

function look() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    const before = shown;
    showAll();
    keepPlacesOfHidden(before, look);
    announceChanges();
    announceArrivals();
    restoreFocus();
  });
}

function showAll() {
  layOutTickets();
  layOutShelf();
  showTicketTimes();
  filterTickets();
  shown = tickets().map(placeOf).filter(({ hidden }) => !hidden);
  showStations(countByStation());
  showCounts();
  showWatching();
  showStarts();
  showQuiet();
  showMoreBelow();
  noteMoves();
}

/** The place of a ticket that leaves is not empty yet. */
function showQuiet() {
  const rail = byId("rail");
  rail.toggleAttribute("data-quiet", !rail.querySelector(":scope > li:not([hidden])"));
}
