// The menu's page: each change is one small request; the page itself changes when the live menu does.
import "@/shared/connection.js";
import { resume } from "@/shared/restore_dialog.js";
import { say, word } from "@/shared/toasts.js";

const TIMEOUT = 10000;
const sheet = (id) => document.getElementById(id);

async function post(path, body, complain = (says) => say(says, "trouble")) {
  const isFile = body instanceof Blob;
  try {
    const answer = await fetch(`/menu/${path}`, {
      method: "POST",
      headers: { accept: "application/json", "content-type": isFile ? "text/csv" : "application/json" },
      body: isFile ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (answer.redirected) return void location.assign("/login?next=%2Fmenu");
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return void complain(said.says ?? word("not-taken"), said.mistakes);
    say(said.says, "done", path);
    return true;
  } catch {
    complain(word("unreachable"));
  }
}

function edit(row) {
  const form = sheet("dish").querySelector("form");
  const { dish = "", station = "", minutes = 15, batch = 4 } = row?.dataset ?? {};
  Object.entries({ was: dish, name: dish, station, minutes, batch }).forEach((
    [name, value],
  ) => (form.elements[name].value = value));
  sheet("dish").dataset.dish = dish;
  sheet("dish-title").textContent = dish ? word("change", { dish }) : word("add");
  form.querySelector(".wrong").textContent = "";
  const remove = form.querySelector("[data-remove]");
  remove.hidden = !dish;
  delete remove.dataset.sure;
  remove.textContent = word("remove");
  const stations = [...document.querySelectorAll("#stations-list [data-station]")].map((place) =>
    new Option(place.dataset.station)
  );
  sheet("known-stations").replaceChildren(...stations);
  sheet("dish").showModal();
}

// Removing cannot be undone, so the button asks for a second tap.
async function remove(button) {
  if (!button.dataset.sure) {
    button.dataset.sure = "true";
    button.textContent = word("remove-sure");
    return;
  }
  if (await post("remove", { name: button.form.elements.was.value }, within(button.form))) sheet("dish").close();
}

const within = (form) => (says, mistakes = []) => {
  form.querySelector(".wrong").textContent = says;
  form.querySelector(".mistakes")?.replaceChildren(
    ...mistakes.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
  );
};

async function save(form) {
  const { was, name, station, minutes, batch } = Object.fromEntries(new FormData(form));
  const dish = { name, station, minutes: Number(minutes), batch: Number(batch) };
  if (await post("dish", { was: was || null, dish }, within(form))) sheet("dish").close();
}

async function take(form) {
  const { files: [file], dataset } = form.elements.file;
  if (file.size > Number(dataset.maxBytes)) return within(form)(word("too-large"));
  if (!(await post("import", file, within(form)))) return;
  form.reset();
  sheet("import").close();
}

document.addEventListener("click", ({ target }) => {
  const control = target.closest?.("[data-edit], [data-open], [data-close], [data-remove], [data-step], .switch");
  if (target.matches?.("dialog[open]")) target.close();
  if (!control) return;
  if (control.hasAttribute("data-edit")) edit(control.closest("tr"));
  else if (control.dataset.open) sheet(control.dataset.open).showModal();
  else if (control.hasAttribute("data-close")) control.closest("dialog").close();
  else if (control.hasAttribute("data-remove")) remove(control);
  else if (control.dataset.step) step(control);
  else {post("available", {
      name: control.closest("tr").dataset.dish,
      available: control.getAttribute("aria-checked") !== "true",
    });}
});

function step(control) {
  const { station, slots } = control.closest("li").dataset;
  post("station", { name: station, slots: Number(slots) + Number(control.dataset.step) });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const dialog = form.closest("dialog");
  if (!dialog) return;
  event.preventDefault();
  if (dialog.id === "dish") save(form);
  else take(form);
});

resume((dialog, { dish }) => {
  const row = [...document.querySelectorAll("tr[data-dish]")].find((known) => known.dataset.dish === dish);
  if (dialog.id !== "dish") dialog.showModal();
  else if (row || !dish) edit(row);
});
