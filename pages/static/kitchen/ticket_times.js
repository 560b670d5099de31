// The times on the tickets tick: their age, and on time, due soon, late or ready, in words and by colour. An order that
// becomes late rings, and a ready one that is forgotten on the shelf rings once.
import { ringKitchen, ringOnce } from "@/kitchen/kitchen_sound.js";
import { hasBecomeLate, paceOf, writeSpan } from "@/kitchen/ticket_clock.js";
import { readyTickets, tickets, write } from "@/kitchen/tickets.js";
import { byId } from "@/shared/dom.js";
import { askTime, serverNow } from "@/shared/server_clock.js";
import { word } from "@/shared/words.js";

const TICK_MS = 1000;
const ASK_TIME_MS = 10_000;
/** @type {Map<string | undefined, string>} the pace of each order; a ticket that is drawn again has lost its mark */
let paces = new Map();

export function startTicketTimes() {
  setInterval(showTicketTimes, TICK_MS);
  setInterval(askTime, ASK_TIME_MS);
}

export function showTicketTimes() {
  const now = serverNow() / 1000;
  const { amber, red } = byId("shelf").dataset;
  const shelf = { amber: Number(amber), red: Number(red) };
  const before = paces;
  paces = new Map();
  for (const ticket of [...tickets(), ...readyTickets()]) {
    const { orderId, placed, due, ready, dueClock = "" } = ticket.dataset;
    const { pace, text, n } = paceOf({ due: Number(due), ready: Number(ready) }, now, shelf);
    if (hasBecomeLate(before.get(orderId), pace)) pace === "forgotten" ? ringOnce("late") : ringKitchen("late");
    paces.set(orderId, pace);
    ticket.dataset.pace = pace;
    write(ticket.querySelector(".age"), writeSpan(now - Number(placed)));
    write(ticket.querySelector(".due"), word(text, { n, time: dueClock }));
  }
}
