// The pickup board: calls the newest codes, large and with a chime, and gives all codes the size they have room for.
import { CALL_MS, Calls } from "@/guest/calls.js";
import { codeSizes } from "@/guest/code_sizes.js";
import { speakCodes } from "@/guest/speech.js";
import { makePlayer, ringBell, unlockPlayer } from "@/shared/bell.js";
import { all, byId } from "@/shared/dom.js";
import { matchesMedia } from "@/shared/media.js";

/** @type {import("@/shared/bell.js").Bell} */
const CHIME = { notes: [[659, 0], [523, 0.4]], loudness: 0.5, lengthS: 1.6 };
const SIDE_BY_SIDE = "(min-width: 720px)"; // as in board.css
const calls = new Calls();
/** @type {AudioContext | null} */
let player = null;

export function startCalls() {
  hear();
  document.addEventListener("fragment", hear);
  document.addEventListener("freshness", hear);
  addEventListener("resize", fit);
}

/** Browsers let a page sound once somebody has touched it, or where the owner has allowed it. */
export function startChime() {
  player = makePlayer();
  if (!player) return;
  player.onstatechange = showChime;
  for (const touch of ["click", "keydown"]) document.addEventListener(touch, () => player && unlockPlayer(player));
  showChime();
}

function showChime() {
  byId("chime").hidden = player?.state === "running";
}

function hear() {
  const fresh = calls.hear(readyCodes(), Date.now());
  if (fresh.length > 0) {
    if (player?.state === "running") ringBell(player, CHIME);
    speakCodes(JSON.parse(byId("calling").dataset.speak ?? "{}"), fresh);
    setTimeout(show, CALL_MS);
  }
  show();
}

function show() {
  const called = calls.current(Date.now());
  const place = byId("calling");
  place.hidden = called.length === 0;
  place.dataset.codes = String(called.length);
  place.replaceChildren(...called.map(drawn));
  fit();
}

/** @param {string} code */
function drawn(code) {
  const place = document.createElement("b");
  place.className = "num";
  place.textContent = code;
  return place;
}

function fit() {
  const board = byId("board");
  if (!matchesMedia(SIDE_BY_SIDE)) return board.removeAttribute("style");
  const [panels, lists] = [all(".called"), all(".called ul")];
  const width = panels.reduce((sum, panel) => sum + panel.offsetWidth, 0);
  const height = Math.min(...lists.map((list) => list.clientHeight));
  const padding = panels[0].offsetWidth - lists[0].clientWidth;
  const sizes = codeSizes(codes("ready").length, codes("preparing").length, { width, height }, padding);
  board.style.setProperty("--ready-share", `${sizes.share}fr`);
  board.style.setProperty("--preparing-share", `${1 - sizes.share}fr`);
  board.style.setProperty("--ready-size", `${sizes.ready}px`);
  board.style.setProperty("--preparing-size", `${sizes.preparing}px`);
}

/** Returns the ready codes, each with how often its guest was called again. */
const readyCodes = () =>
  new Map(all(".called.ready li.num").map(({ textContent, dataset }) => [textContent ?? "", Number(dataset.calls)]));

/** @param {string} tone */
const codes = (tone) => all(`.called.${tone} li.num`).map(({ textContent }) => textContent ?? "");
