// The rail in the browser: ages and paces tick, stations filter, dishes are counted, tickets stack without gaps, and a
// new one rings.
import { ring } from "@/kitchen/kitchen_sound.js";
import { askTime, serverNow } from "@/shared/connection.js";
import { say, word } from "@/shared/toasts.js";

const SOON = 5 * 60;
const ROW = 4;
const GAP = 12;
const LIFE_OF_NEWS = 10 * 60;
let station = sessionStorage.getItem("station") ?? "";
let focused;
let newest = Number(sessionStorage.getItem("newest") ?? Infinity);
const known = new Set();

const rail = () => document.getElementById("rail");
const tickets = () => [...document.querySelectorAll(".rail .ticket")];

function tick() {
  const now = serverNow() / 1000;
  for (const ticket of tickets()) pace(ticket, now);
}

// On time, due within five minutes, late, or ready: in words, and the colour follows.
function pace(ticket, now) {
  const { placed, due, ready, dueClock } = ticket.dataset;
  const left = due - now;
  const [name, says] = ready
    ? ["ready", now - ready < 60 ? word("just-ready") : word("ready-for", { n: Math.floor((now - ready) / 60) })]
    : left < 0
    ? ["late", word("late", { n: Math.max(1, Math.floor(-left / 60)) })]
    : left <= SOON
    ? ["soon", word("due-soon", { n: Math.max(1, Math.ceil(left / 60)) })]
    : ["calm", word("due", { time: dueClock })];
  ticket.dataset.pace = name;
  write(ticket.querySelector(".age"), span(Math.max(0, now - placed)));
  write(ticket.querySelector(".due"), says);
}

function span(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")} h`;
}

function write(place, says) {
  if (place.textContent !== says) place.textContent = says;
}

function count() {
  const open = new Map();
  const stations = new Map();
  for (const item of document.querySelectorAll(".rail [data-state=queued], .rail [data-state=cooking]")) {
    const { dish, quantity, state } = item.dataset;
    const sum = open.get(dish) ?? { queued: 0, cooking: 0 };
    sum[state] += Number(quantity);
    open.set(dish, sum);
    stations.set(item.dataset.station, (stations.get(item.dataset.station) ?? 0) + Number(quantity));
  }
  showStations(stations);
  showCounts(open);
}

function showStations(stations) {
  if (station && !stations.has(station)) stations.set(station, 0);
  const all = [...stations.values()].reduce((sum, n) => sum + n, 0);
  const names = [...stations.keys()].sort((one, other) => one.localeCompare(other, document.documentElement.lang));
  const tabs = [["", word("everything"), all], ...names.map((name) => [name, name, stations.get(name)])];
  const place = document.getElementById("stations");
  place.hidden = names.length < 2 && !station;
  while (place.children.length > tabs.length) place.lastChild.remove();
  while (place.children.length < tabs.length) {
    place.append(Object.assign(document.createElement("button"), { type: "button" }));
  }
  tabs.forEach(([value, name, n], at) => {
    const tab = place.children[at];
    tab.dataset.station = value;
    tab.setAttribute("aria-pressed", String(value === station));
    write(tab, `${name} ${n}`);
  });
}

function showCounts(open) {
  const rows = [...open].sort((one, other) => other[1].queued + other[1].cooking - one[1].queued - one[1].cooking);
  document.getElementById("counts-none").hidden = rows.length > 0;
  document.getElementById("counts").replaceChildren(...rows.map(([dish, { queued, cooking }]) => {
    const row = document.createElement("li");
    row.innerHTML = '<b class="num"></b><span dir="auto"></span><em></em>';
    row.children[0].textContent = queued + cooking;
    row.children[1].textContent = dish;
    row.children[2].textContent = word("to-make", { waiting: queued, cooking });
    return row;
  }));
}

function filter() {
  for (const ticket of tickets()) {
    const items = [...ticket.querySelectorAll("[data-station]")];
    for (const item of items) {
      item.toggleAttribute("data-elsewhere", Boolean(station) && item.dataset.station !== station);
    }
    ticket.parentElement.hidden = Boolean(station) && !items.some((item) => item.dataset.station === station);
  }
}

// Each ticket spans as many of the grid's thin rows as it is high, so the next in time stands where there is room first.
const heights = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.parentElement) {
      target.parentElement.style.gridRowEnd = `span ${Math.ceil((target.offsetHeight + GAP) / ROW)}`;
    }
  }
});

// What hung here when the page came is no news, unless it came in while the page was loading anew.
function arrived() {
  const now = serverNow() / 1000;
  const isNews = ({ orderId, stage, placed }) =>
    !known.has(orderId) && stage === "received" && placed > newest && now - placed < LIFE_OF_NEWS;
  const fresh = tickets().filter(({ dataset }) => isNews(dataset));
  for (const { dataset } of tickets()) known.add(dataset.orderId);
  newest = 0;
  sessionStorage.setItem("newest", now);
  if (fresh.length === 0) return;
  ring();
  for (const ticket of fresh) ticket.parentElement.classList.add("new");
  const says = fresh.length === 1
    ? word("new-order", { code: fresh[0].dataset.code })
    : word("new-orders", { n: fresh.length });
  say(says, "news");
}

function looked() {
  for (const ticket of tickets()) heights.observe(ticket);
  tick();
  filter();
  count();
}

// A ticket that leaves, or moves along the rail, takes the keyboard's focus with it: give it back where it was.
function refocus() {
  if (!focused || document.activeElement !== document.body) return;
  const same = document.getElementById(focused.id);
  const near = tickets()[Math.min(focused.place, tickets().length - 1)];
  (same ?? near?.querySelector(".go"))?.focus();
}

document.addEventListener("focusin", ({ target }) => {
  const ticket = target.closest?.(".rail .ticket");
  focused = ticket ? { id: target.id, place: tickets().indexOf(ticket) } : undefined;
});
document.addEventListener("pointerdown", () => (focused = undefined));

let isDue = false;
function look() {
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    looked();
    arrived();
    refocus();
  });
}

document.addEventListener("click", ({ target }) => {
  const tab = target.closest?.("#stations button");
  if (!tab) return;
  station = tab.dataset.station;
  sessionStorage.setItem("station", station);
  looked();
});
document.addEventListener("fragment", ({ target }) => target.closest?.(".rail") && look());

new MutationObserver(look).observe(rail(), { childList: true });
setInterval(tick, 1000);
setInterval(askTime, 10000);
look();
