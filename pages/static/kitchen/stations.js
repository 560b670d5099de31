// The stations: a tab for each, with what is open there; the chosen one filters the rail.
import { placeOf, tickets, write } from "@/kitchen/tickets.js";
import { all, byId, closest } from "@/shared/dom.js";
import { tabMemory } from "@/shared/storage.js";
import { word } from "@/shared/words.js";

/** @type {string} */
let station = tabMemory.read("station", "");

/** @param {() => void} onChange */
export function startStations(onChange) {
  document.addEventListener("click", (event) => {
    const tab = closest(event, "#stations button");
    if (!tab) return;
    station = tab.dataset.station ?? "";
    tabMemory.keep("station", station);
    onChange();
  });
}

export function filterTickets() {
  for (const ticket of tickets()) {
    const items = all("[data-station]", ticket);
    const isElsewhere = (/** @type {HTMLElement} */ item) => Boolean(station) && item.dataset.station !== station;
    for (const item of items) item.toggleAttribute("data-elsewhere", isElsewhere(item));
    placeOf(ticket).hidden = Boolean(station) && items.every(isElsewhere);
  }
}

/** @param {Map<string, number>} open how many portions are open at each station */
export function showStations(open) {
  const portions = new Map(open);
  if (station && !portions.has(station)) portions.set(station, 0);
  const sum = [...portions.values()].reduce((so_far, n) => so_far + n, 0);
  const names = [...portions.keys()].sort((one, other) => one.localeCompare(other));
  const place = byId("stations");
  place.hidden = names.length < 2 && !station;
  showTabs(place, [["", word("everything"), sum], ...names.map((name) => tab(name, portions.get(name) ?? 0))]);
}

/**
 * @param {string} name
 * @param {number} n
 * @returns {[string, string, number]}
 */
const tab = (name, n) => [name, name, n];

/**
 * @param {HTMLElement} place
 * @param {[string, string, number][]} tabs
 */
function showTabs(place, tabs) {
  while (place.children.length > tabs.length) place.lastChild?.remove();
  while (place.children.length < tabs.length) {
    place.append(Object.assign(document.createElement("button"), { type: "button" }));
  }
  all("button", place).forEach((button, at) => {
    const [value, name, n] = tabs[at];
    button.dataset.station = value;
    button.setAttribute("aria-pressed", String(value === station));
    write(button, `${name} ${n}`);
  });
}
