// The page itself rings when the order is ready: sound once a tap has allowed it, vibration, and the title.
import { callCount, currentStage, observeStage, pickupCode } from "@/guest/order_stage.js";
import { makePlayer, ringBell, unlockPlayer } from "@/shared/bell.js";
import { tabMemory } from "@/shared/storage.js";

const TITLE_TURN_MS = 1200;
/** @type {[number, number][]} */
const NOTES = [[880, 0], [1109, 0.22], [1319, 0.44]];
const STORAGE_KEY = `alert ${location.pathname}`;
const SEPARATOR = " · "; // between the order's code and the restaurant's name
const titleOfName = document.title.slice(document.title.indexOf(SEPARATOR));
/** @type {{ stage?: string, calls?: number, code?: string, rings?: boolean }} through a reload, which may hide that it became ready */
const known = tabMemory.read(STORAGE_KEY, {});
/** @type {AudioContext | null} */
let player = null;
let titleTimer = 0;

/** Allows the sound, and lets it be heard; must be called in a tap. */
export function allowSound() {
  player ??= makePlayer();
  remember({ rings: true });
  if (player) unlockPlayer(player).then(() => chime(0.04));
}

export const isSoundAllowed = () => player !== null;

export function silence() {
  player?.close?.();
  player = null;
  remember({ rings: false });
}

/** @param {() => void} onStage called when the stage has changed */
export function watchStage(onStage) {
  if (known.rings) player = makePlayer();
  // A reload or a call may have taken the sound away: what rang meanwhile is then heard at the touch.
  for (const touch of ["click", "keydown"]) document.addEventListener(touch, () => player && unlockPlayer(player));
  const look = () => {
    const [before, stage, calls, code] = [{ ...known }, currentStage(), callCount(), pickupCode()];
    if (stage === before.stage && calls === before.calls && code === before.code) return;
    remember({ stage, calls, code });
    const isReady = stage === "ready" && before.stage !== "ready";
    if (before.stage && (isReady || calls > (before.calls ?? 0))) ring();
    else showPlainTitle();
    if (stage !== before.stage) onStage();
  };
  look();
  observeStage(look);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && showPlainTitle());
}

const plainTitle = () => pickupCode() + titleOfName;

/** @param {typeof known} news */
const remember = (news) => tabMemory.keep(STORAGE_KEY, Object.assign(known, news));

function ring() {
  chime(0.3);
  vibrate();
  const says = `\u{1F514} ${document.querySelector("main h1")?.textContent ?? ""}`;
  clearInterval(titleTimer);
  titleTimer = setInterval(() => {
    document.title = document.title === says ? plainTitle() : says;
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
  document.title = plainTitle();
}

/** @param {number} loudness */
function chime(loudness) {
  if (player) ringBell(player, { notes: NOTES, loudness, lengthS: 0.9 });
}
