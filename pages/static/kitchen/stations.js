// The stations: a tab for each, with what is open there. The chosen one is in the page's address, and filters the rail:
// a ticket is on a station's screen while the station has something to do for it.
import { foldStation, joinSpellings } from "@/kitchen/station_names.js";
import { placeOf, tickets, write } from "@/kitchen/tickets.js";
import { showAddress } from "@/shared/address.js";
import { all, byId, closest } from "@/shared/dom.js";
import { sumOf, writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

// The view that says when an order is ready, where the owner wants that: it shows orders whose dishes are all done.
const EXPO = "expo";
/** @type {string} */
let station = new URLSearchParams(location.search).get("station") ?? "";
const isChosen = (name = "") => foldStation(name) === foldStation(station);

/** @param {() => void} onChange */
export function startStations(onChange) {
  document.addEventListener("click", (event) => {
    const tab = closest(event, "#stations button");
    if (!tab) return;
    station = tab.dataset.station ?? "";
    showAddress(station ? `?station=${encodeURIComponent(station)}` : location.pathname);
    onChange();
  });
}

export function filterTickets() {
  for (const ticket of tickets()) {
    const items = all("[data-station]", ticket);
    const isExpo = isChosen(EXPO) && "expo" in ticket.dataset;
    const isElsewhere = (/** @type {HTMLElement} */ item) =>
      Boolean(station) && !isExpo && !isChosen(item.dataset.station);
    for (const item of items) item.toggleAttribute("data-elsewhere", isElsewhere(item));
    const isDone = items.every((item) =>
      isElsewhere(item) || !item.matches("[data-state=queued], [data-state=cooking]")
    );
    placeOf(ticket).hidden = isExpo ? !isAllDone(ticket) : Boolean(station) && isDone;
    showActs(ticket);
    showWaits(ticket);
  }
}

/**
 * Shows what the order waits for, except to the station that it waits for.
 * @param {HTMLElement} ticket
 */
function showWaits(ticket) {
  for (const waits of all(".waits", ticket)) waits.hidden = Boolean(station) && isChosen(waits.dataset.last);
}

/**
 * Shows the buttons of the chosen station, or of the whole order when no other station has a part in it.
 * @param {HTMLElement} ticket
 */
function showActs(ticket) {
  const groups = all("[data-acts]", ticket);
  const chosen = groups.find(({ dataset }) => isChosen(dataset.acts)) ?? groups[0];
  for (const group of groups) group.hidden = group !== chosen;
}

/** @param {Map<string, number>} open how many portions are open at each station */
export function showStations(open) {
  const place = byId("stations");
  const expo = expoTabs(place);
  const portions = joinSpellings(open);
  const tabs = ["", ...portions.keys(), ...expo.map(([value]) => value)];
  if (!tabs.some(isChosen)) portions.set(station, 0);
  const load = `${countTickets(tickets().length)} · ${dishes(sumOf([...portions.values()]))}`;
  const names = [...portions.keys()].sort((one, other) => one.localeCompare(other));
  place.hidden = names.length < 2 && expo.length === 0 && !station;
  showTabs(place, [
    ["", word("everything"), load],
    ...names.map((name) => tab(name, portions.get(name) ?? 0)),
    ...expo,
  ]);
}

/**
 * Returns the expo's tab with the tickets that wait for the expo, while the owner or an open order wants one.
 * @param {HTMLElement} place
 * @returns {[string, string, string][]}
 */
function expoTabs(place) {
  const checked = tickets().filter(({ dataset }) => "expo" in dataset);
  if (!("expo" in place.dataset) && checked.length === 0) return [];
  return [[EXPO, word("expo"), countTickets(checked.filter(isAllDone).length)]];
}

/** @param {HTMLElement} ticket */
const isAllDone = ({ dataset }) => dataset.expo === "all-done";

/**
 * @param {string} name
 * @param {number} n
 * @returns {[string, string, string]}
 */
const tab = (name, n) => [name, name, dishes(n)];

/** @param {number} n */
const countTickets = (n) => counted(n, "ticket", "tickets");

/** @param {number} n */
const dishes = (n) => counted(n, "dish", "dishes");

/**
 * @param {number} n
 * @param {string} one
 * @param {string} many
 */
const counted = (n, one, many) => n === 1 ? word(`one-${one}`) : word(many, { n: writePortions(n) });

/**
 * @param {HTMLElement} place
 * @param {[string, string, string][]} tabs value, name and what there is to do
 */
function showTabs(place, tabs) {
  while (place.children.length > tabs.length) place.lastChild?.remove();
  while (place.children.length < tabs.length) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.innerHTML = "<b></b> <small></small>";
    place.append(button);
  }
  all("button", place).forEach((button, at) => {
    const [value, name, load] = tabs[at];
    button.dataset.station = value;
    button.setAttribute("aria-pressed", String(isChosen(value)));
    write(button.querySelector("b"), name);
    write(button.querySelector("small"), load);
  });
}
