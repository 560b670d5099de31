// The page itself rings when the order is ready: sound once a tap has allowed it, vibration, and the title.
import { callCount, currentStage, observeStage } from "@/guest/order_stage.js";
import { makePlayer, ringBell, unlockPlayer } from "@/shared/bell.js";

const TITLE_TURN_MS = 1200;
/** @type {[number, number][]} */
const NOTES = [[880, 0], [1109, 0.22], [1319, 0.44]];
const plainTitle = document.title;
/** @type {AudioContext | null} */
let player = null;
let titleTimer = 0;

/** Allows the sound, and lets it be heard; must be called in a tap. */
export function allowSound() {
  player ??= makePlayer();
  if (player) unlockPlayer(player).then(() => chime(0.04));
}

export const isSoundAllowed = () => player !== null;

export function silence() {
  player?.close?.();
  player = null;
}

/** @param {() => void} onStage called when the stage has changed */
export function watchStage(onStage) {
  let [before, called] = [currentStage(), callCount()];
  observeStage(() => {
    const now = currentStage();
    const isCalled = callCount() > called;
    called = callCount();
    if (isCalled) ring();
    if (now === before) return;
    if (now === "ready" && before) ring();
    else showPlainTitle();
    before = now;
    onStage();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && showPlainTitle());
}

function ring() {
  chime(0.3);
  vibrate();
  const says = `\u{1F514} ${document.querySelector("main h1")?.textContent ?? ""}`;
  clearInterval(titleTimer);
  titleTimer = setInterval(() => {
    document.title = document.title === says ? plainTitle : says;
  }, TITLE_TURN_MS);
  document.title = says;
}

function vibrate() {
  try {
    navigator.vibrate([300, 150, 300, 150, 300]);
  } catch {
    // not every phone can
  }
}

function showPlainTitle() {
  clearInterval(titleTimer);
  document.title = plainTitle;
}

/** @param {number} loudness */
function chime(loudness) {
  if (player) ringBell(player, { notes: NOTES, loudness, lengthS: 0.9 });
}
