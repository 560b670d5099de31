// The options of a line: words with commas between, of which the menu's own are chips.
import { all } from "@/shared/dom.js";

/** @typedef {import("@/counter/written_order.js").Line} Line */

/** @param {string} [options] */
export const optionWords = (options = "") => options.split(",").map((one) => one.trim()).filter(Boolean);

/**
 * Returns the options with this one added, or taken off.
 * @param {string | undefined} options
 * @param {string} option
 */
export function toggleOption(options, option) {
  const [words, parts] = [optionWords(options), optionWords(option)];
  const rest = words.filter((one) => !parts.includes(one));
  return (hasOption(options, option) ? rest : [...rest, ...parts]).join(", ");
}

/**
 * @param {string | undefined} options
 * @param {string} option
 */
export const hasOption = (options, option) => optionWords(option).every((one) => optionWords(options).includes(one));

/**
 * Shows what the menu offers with the dish of a line; the focus stays on a chip that is offered still.
 * @param {HTMLElement} place
 * @param {Line} line
 */
export function showOptions(place, line) {
  const tile = all(".pick").find(({ dataset }) => dataset.dish === line.name);
  const offered = (tile?.dataset.options ?? "").split("\n").filter(Boolean);
  const shown = all("button", place).map(({ textContent }) => textContent);
  const focused = place.contains(document.activeElement) ? document.activeElement?.textContent : null;
  place.hidden = offered.length === 0;
  if (offered.join("\n") !== shown.join("\n")) {
    place.replaceChildren(...offered.map(chipOf));
    all("button", place).find(({ textContent }) => textContent === focused)?.focus();
  }
  for (const chip of all("button", place)) {
    chip.setAttribute("aria-pressed", String(hasOption(line.options, chip.textContent ?? "")));
  }
}

/** @param {string} option */
function chipOf(option) {
  const chip = document.createElement("button");
  return Object.assign(chip, { type: "button", className: "chip-button", textContent: option, dir: "auto" });
}
