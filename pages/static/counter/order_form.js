// The order form: dishes become lines, lines become one order. What is written survives a reload; the order's key is
// made with its first line and kept until it is placed, so that sending it again cannot place it twice.
const byId = (id) => document.getElementById(id);
const word = (name, values = {}) =>
  (document.body.getAttribute(`data-word-${name}`) ?? "").replace(/\{(\w+)\}/g, (gap, key) => values[key] ?? gap);
const TIMEOUT = 10000;
const written = JSON.parse(sessionStorage.getItem("order") ?? "null") ??
  { lines: [], guest_name: "", note: "", language: "" };
let isPlacing = false;

function add(name) {
  const line = written.lines.find((known) => known.name === name && !known.note) ?? { name, quantity: 0, note: "" };
  if (line.quantity === 0) written.lines.push(line);
  change(line, 1);
}

function change(line, by) {
  line.quantity = Math.min(Number(byId("pad").dataset.maxQuantity), line.quantity + by);
  if (line.quantity <= 0) written.lines.splice(written.lines.indexOf(line), 1);
  byId("news").textContent = word("added", { n: line.quantity, dish: line.name });
  changed();
}

function changed() {
  written.key ??= newKey();
  keep();
  byId("says").textContent = "";
  drawLines();
  mark();
}

function keep() {
  sessionStorage.setItem("order", JSON.stringify(written));
}

function newKey() {
  return `counter-${
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  }`;
}

function drawLines() {
  const list = byId("lines");
  const focus = document.activeElement?.dataset.act;
  const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
  list.replaceChildren(...written.lines.map(row));
  if (focus && at >= 0) {
    (list.children[Math.min(at, list.children.length - 1)]?.querySelector(`[data-act=${focus}]`) ?? byId("seek"))
      .focus();
  }
  const n = written.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  byId("no-lines").hidden = n > 0;
  byId("clear").hidden = n === 0;
  byId("place").disabled = n === 0 || isPlacing;
  byId("place").textContent = isPlacing ? word("placing") : n ? word("place-n", { n }) : word("place");
}

function row(line) {
  const item = byId("line").content.firstElementChild.cloneNode(true);
  item.querySelector(".much").textContent = line.quantity;
  item.querySelector(".name").textContent = line.name;
  const [fewer, more] = item.querySelectorAll("button");
  fewer.setAttribute("aria-label", word("fewer-of", { dish: line.name }));
  more.setAttribute("aria-label", word("more-of", { dish: line.name }));
  fewer.addEventListener("click", () => change(line, -1));
  more.addEventListener("click", () => change(line, 1));
  const note = item.querySelector("input");
  note.value = line.note;
  note.placeholder = word("note");
  note.setAttribute("aria-label", word("note-for", { dish: line.name }));
  note.addEventListener("input", () => {
    line.note = note.value;
    keep();
  });
  return item;
}

// The tiles say how many of each are on the pad, and the search hides what was not asked for.
function mark() {
  const sought = byId("seek").value.trim();
  let isKnown = false;
  for (const pick of document.querySelectorAll(".pick")) {
    const { dish } = pick.dataset;
    const n = written.lines.filter(({ name }) => name === dish).reduce((sum, { quantity }) => sum + quantity, 0);
    pick.hidden = !plain(dish).includes(plain(sought));
    isKnown ||= plain(dish) === plain(sought);
    pick.querySelector(".much").hidden = n === 0;
    pick.querySelector(".much").textContent = n;
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector(".pick:not([hidden])");
  }
  byId("write-in").hidden = !sought || isKnown;
  byId("write-in").textContent = `+ ${sought}`;
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

function writeIn() {
  const sought = byId("seek").value.trim();
  const left = [...document.querySelectorAll(".pick:not([hidden], [disabled])")];
  const exact = left.find((pick) => plain(pick.dataset.dish) === plain(sought));
  if (!sought) return;
  add(exact?.dataset.dish ?? (left.length === 1 ? left[0].dataset.dish : sought));
  byId("seek").value = "";
  mark();
}

// A whole order is not thrown away by one tap beside the button.
function clear(button) {
  if (!button.dataset.sure) {
    button.dataset.sure = button.textContent;
    button.textContent = word("clear-sure");
    setTimeout(() => {
      button.textContent = button.dataset.sure;
      delete button.dataset.sure;
    }, 4000);
    return;
  }
  sessionStorage.removeItem("order");
  location.reload();
}

async function place() {
  if (isPlacing || written.lines.length === 0) return;
  isPlacing = true;
  drawLines();
  try {
    await send();
  } catch {
    complain(word("unreachable"));
  }
}

async function send() {
  const { lines, key, ...about } = written;
  const answer = await fetch("/orders", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "idempotency-key": key },
    body: JSON.stringify({ ...about, items: lines }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (answer.redirected) return void location.assign("/login?next=%2Forders%2Fnew");
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) return void complain(said.says ?? word("not-taken"));
  sessionStorage.removeItem("order");
  location.assign(said.path);
}

function complain(says) {
  isPlacing = false;
  drawLines();
  byId("says").textContent = says;
}

document.addEventListener("click", ({ target }) => {
  const pick = target.closest?.(".pick");
  if (pick) add(pick.dataset.dish);
  else if (target.closest?.("#write-in")) writeIn();
  else if (target.closest?.("#clear")) clear(byId("clear"));
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "pad") return;
  event.preventDefault();
  place();
});
document.addEventListener("input", ({ target }) => {
  if (target.id === "seek") return mark();
  if (!["guest_name", "note", "language"].includes(target.name)) return;
  written[target.name] = target.value;
  keep();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault(); // Enter in a field must not place an order that is half written
  if (event.target.id === "seek") writeIn();
});
document.addEventListener("fragment", mark);
// Coming back by the browser's own "back", the order is placed already: begin a new one.
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

for (const name of ["guest_name", "note", "language"]) {
  byId("pad").elements[name] && (byId("pad").elements[name].value = written[name]);
}
drawLines();
mark();
