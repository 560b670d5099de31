// The dialogs of the menu's page: one dish, and a whole menu as CSV.
import { postMenu, readChanges } from "@/owner/menu_requests.js";
import { closeDialog, openDialog } from "@/shared/dialog.js";
import { all, byId, dialogById } from "@/shared/dom.js";
import { word } from "@/shared/words.js";

/**
 * Opens the dialog of a dish, or of a new one.
 * @param {HTMLElement | null} [row]
 */
export function editDish(row) {
  const dialog = dialogById("dish");
  const { dish = "", station = "", minutes = "15", batch = "4", ...more } = row?.dataset ?? {};
  const { category = "", options = "", price = "" } = more;
  const values = {
    was: dish,
    name: dish,
    station,
    minutes,
    batch,
    category,
    options,
    price,
  };
  for (const [name, value] of Object.entries(values)) {
    field(dialog, name).value = value;
  }
  dialog.dataset.dish = dish;
  byId("dish-title").textContent = dish ? word("change", { dish }) : word("add");
  part(dialog, ".wrong").textContent = "";
  const remove = part(dialog, "[data-remove]");
  remove.hidden = !dish;
  delete remove.dataset.sure;
  remove.textContent = word("remove");
  offer(
    "known-stations",
    all("#stations-list [data-station]").map((place) => place.dataset.station ?? ""),
  );
  offer(
    "known-categories",
    all("tr[data-dish]").map((known) => known.dataset.category ?? ""),
  );
  openDialog(dialog);
}

/**
 * @param {string} listId
 * @param {string[]} values
 */
function offer(listId, values) {
  byId(listId).replaceChildren(
    ...[...new Set(values)].filter(Boolean).map((value) => new Option(value)),
  );
}

/**
 * Removing cannot be undone, so the button asks for a second tap.
 * @param {HTMLElement} button
 */
export async function removeDish(button) {
  if (!button.dataset.sure) {
    button.dataset.sure = "true";
    button.textContent = word("remove-sure");
    return;
  }
  const dialog = dialogById("dish");
  const isDone = await postMenu(
    "remove",
    { name: field(dialog, "was").value },
    complainIn(dialog),
  );
  if (isDone) closeDialog(dialog);
}

export async function saveDish() {
  const dialog = dialogById("dish");
  const value = (/** @type {string} */ name) => field(dialog, name).value;
  const [minutes, batch] = [Number(value("minutes")), Number(value("batch"))];
  const options = value("options").split("\n").map((one) => one.trim()).filter(
    Boolean,
  );
  const dish = {
    name: value("name"),
    station: value("station"),
    minutes,
    batch,
    category: value("category"),
    options,
  };
  if (
    await postMenu(
      "dish",
      { was: value("was") || null, dish, price: value("price") },
      complainIn(dialog),
    )
  ) closeDialog(dialog);
}

/** A file need not be chosen where a menu is pasted. */
export function askForFile() {
  const dialog = dialogById("import");
  field(dialog, "file").required = !field(dialog, "pasted").value.trim();
}

// What is imported is what was previewed: the file may have changed since.
let previewed = { chosen: "", content: new Blob() };

export async function importMenu() {
  const dialog = dialogById("import");
  const { files, dataset } = field(dialog, "file");
  const pasted = field(dialog, "pasted").value;
  const isPasted = Boolean(pasted.trim());
  const file = isPasted ? new File([pasted], "") : files?.[0];
  if (!file) return;
  const complain = complainIn(dialog);
  if (file.size > Number(dataset.maxBytes)) return complain(word("too-large"));
  const path = `import?removes=${field(dialog, "removes").checked}&pasted=${isPasted}`;
  const chosen = `${path} ${file.name} ${file.size} ${isPasted ? pasted : file.lastModified}`;
  if (previewed.chosen !== chosen) return previewImport(dialog, file, { path, chosen });
  if (!(await postMenu(path, previewed.content, complain))) return;
  dialog.querySelector("form")?.reset();
  askForFile();
  complain("");
  forgetPreview(dialog);
  closeDialog(dialog);
}

/**
 * Shows what the file would change; the next submit does it.
 * @param {HTMLElement} dialog
 * @param {File} file
 * @param {{ path: string, chosen: string }} asked
 */
async function previewImport(dialog, file, { path, chosen }) {
  forgetPreview(dialog);
  const content = await readFile(file);
  if (!content) {
    field(dialog, "file").value = "";
    return complainIn(dialog)(word("file-changed"));
  }
  const read = await readChanges(`${path}&preview=true`, content, complainIn(dialog));
  if (!read) return;
  const { changes, notes = [] } = read;
  complainIn(dialog, true)(word(changes.length > 0 ? "would-change" : "no-change"), [...notes, ...changes]);
  if (changes.length === 0) return;
  previewed = { chosen, content };
  part(dialog, "[type=submit]").textContent = word("import");
}

/** @param {HTMLElement} dialog */
function forgetPreview(dialog) {
  previewed = { chosen: "", content: new Blob() };
  part(dialog, "[type=submit]").textContent = word("preview");
}

/**
 * Returns what the file holds, or nothing: Chromium and Safari do not read a file that has changed since it was chosen.
 * @param {File} file
 */
const readFile = (file) => file.arrayBuffer().then((bytes) => new Blob([bytes]), () => undefined);

/**
 * @param {HTMLElement} dialog
 * @param {boolean} isPreview what would change is no complaint, and not in its colour
 * @returns {import("@/owner/menu_requests.js").Complain}
 */
const complainIn = (dialog, isPreview = false) => (text, mistakes = []) => {
  dialog.toggleAttribute("data-preview", isPreview);
  const lines = mistakes.map((mistake) => Object.assign(document.createElement("li"), { textContent: mistake }));
  part(dialog, ".wrong").textContent = text;
  dialog.querySelector(".mistakes")?.replaceChildren(...lines);
};

/**
 * @param {HTMLElement} dialog
 * @param {string} selector
 */
const part = (
  dialog,
  selector,
) => /** @type {HTMLElement} */ (dialog.querySelector(selector));

/**
 * @param {HTMLElement} dialog
 * @param {string} name
 */
const field = (
  dialog,
  name,
) => /** @type {HTMLInputElement} */ (dialog.querySelector(`[name=${name}]`));
