// The orders page: finds while it is typed, looks again while it is open, and copies links.
import { startOrderMoves } from "@/counter/order_moves.js";
import { startArrowWalk } from "@/shared/arrow_walk.js";
import { showAddress } from "@/shared/address.js";
import { all, byId, closest, quote } from "@/shared/dom.js";
import { word } from "@/shared/words.js";

const PAUSE_MS = 300;
const AGAIN_MS = 20_000;
const SAID_MS = 3000;
let timer = 0;
let asked = 0;
let standing = "";

export function startOrderList() {
  const field = /** @type {HTMLInputElement} */ (byId("q"));
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE_MS, field.value);
  });
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-copy]");
    if (button) copy(button);
  });
  document.addEventListener("visibilitychange", lookAgain);
  setInterval(lookAgain, AGAIN_MS);
  startOrderMoves(() => location.reload(), complain);
  standing = byId("found").outerHTML;
  startArrowWalk(field, () => all(".order-row > summary"));
  openNamed();
}

/** @param {string} says */
function complain(says) {
  byId("trouble").textContent = says;
  byId("trouble").scrollIntoView({ block: "nearest" });
}

// An order that was reopened is shown, open.
function openNamed() {
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

/** @param {string} words */
async function find(words) {
  const found = await read(pathOf(words));
  if (!found) return;
  showAddress(pathOf(words));
  show(found);
  byId("found-says").textContent = found.dataset.says ?? "";
}

async function lookAgain() {
  if (document.hidden || mustStay()) return;
  const path = pathOf(/** @type {HTMLInputElement} */ (byId("q")).value);
  const found = await read(path);
  if (!found || mustStay()) return;
  showAddress(path); // it may have overtaken a search
  show(found);
}

/** A new list would close what is open within an order, a code to scan or a split half written; it begins at the top. */
const mustStay = () =>
  all("details[open].order-row details[open]").length > 0 || new URLSearchParams(location.search).has("after");

/** @param {string} words */
const pathOf = (words) => words.trim() ? `/orders?q=${encodeURIComponent(words)}` : "/orders";

/**
 * Returns the list at this path, unless another is asked for meanwhile.
 * @param {string} path
 */
async function read(path) {
  const number = ++asked;
  const answer = await fetch(path).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("found");
  return number === asked ? found : null;
}

/**
 * Shows what was found, unless it stands there: a new list would take a screen reader's place in it. What is open stays
 * open, and a list that somebody acts in stays as it is.
 * @param {HTMLElement} found
 */
function show(found) {
  const place = byId("found");
  const sent = found.outerHTML;
  if (sent === standing || place.contains(document.activeElement)) return;
  standing = sent;
  for (const { id } of all("details[open].order-row", place)) {
    found.querySelector(`[id=${quote(id)}]`)?.setAttribute("open", "");
  }
  place.replaceWith(found);
}

/**
 * Copies a link; without https browsers have no clipboard, but what is selected can be copied.
 * @param {HTMLElement} button
 */
async function copy(button) {
  const { copy: link = "" } = button.dataset;
  if (!await copyText(link) && !copySelected(button)) return;
  button.textContent = word("copied");
  setTimeout(() => button.textContent = word("copy"), SAID_MS);
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {HTMLElement} button */
function copySelected(button) {
  const field = /** @type {HTMLInputElement | null} */ (button.parentElement?.querySelector("input[readonly]"));
  field?.select();
  const isCopied = document.execCommand("copy");
  button.focus();
  return isCopied;
}
