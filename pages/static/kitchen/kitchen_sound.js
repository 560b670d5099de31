// The kitchen's bell. Browsers allow sound only after a touch of the page, so the page says when it may not ring yet.
import { bellOf } from "@/kitchen/bells.js";
import { MAX_LOUDNESS, MIN_LOUDNESS, RepeatedRing } from "@/kitchen/repeated_ring.js";
import { startTabletSound, tabletSound } from "@/kitchen/tablet_sound.js";
import { makePlayer, ringBell, unlockPlayer } from "@/shared/bell.js";
import { byId, closest } from "@/shared/dom.js";
import { deviceMemory } from "@/shared/storage.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

const LOOK_MS = 1000;
let isMuted = deviceMemory.read("muted", false) === true;
/** @type {AudioContext | null} */
let player = null;
let wasLocked = false;
let repeated = new RepeatedRing(0);
/** @type {import("@/kitchen/bells.js").Event} what rings again */
let latest = "new";
/** @type {import("@/kitchen/bells.js").Event} what could not ring */
let missed = "new";

export function startKitchenSound() {
  // On the click, not when the finger comes down: the button then shrinks, and the first tap would land beside its mark.
  document.addEventListener("click", unlock, { capture: true });
  document.addEventListener("keydown", unlock, { passive: true });
  document.addEventListener("click", (event) => closest(event, "#sound") && toggle());
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, tellOthers);
  document.addEventListener("fragment", (event) => closest(event, "#heard") && repeated.stop());
  // Its place is given up after the click for the same reason: the tickets below it move.
  for (const touch of ["click", "keydown"]) document.addEventListener(touch, () => (lockedBanner().hidden = true));
  repeated = new RepeatedRing(Number(lockedBanner().dataset.ringAgain) * 1000);
  startTabletSound(() => play("new", MAX_LOUDNESS));
  // At once: of a page that is loaded again, most browsers remember the touch.
  player = makePlayer();
  if (player) player.onstatechange = changed;
  setInterval(() => ring(latest, repeated.ringAgain(Date.now())), LOOK_MS);
  show();
}

/**
 * Rings, and again until somebody touches the tablet; where the sound is locked, says so over the whole width.
 * @param {import("@/kitchen/bells.js").Event} event
 */
export function ringKitchen(event) {
  latest = event;
  ring(event, repeated.begin(Date.now()));
}

/**
 * Rings, and goes on to ring again for what rang before, if that is unheard.
 * @param {import("@/kitchen/bells.js").Event} event
 */
export const ringOnce = (event) => ring(event, MIN_LOUDNESS);

/** A muted tablet tells, too: the bell may be another device. */
function tellOthers() {
  if (repeated.stop()) globalThis.emitEvent("heard", {});
}

/**
 * @param {import("@/kitchen/bells.js").Event} event
 * @param {number} loudness 0: not now
 */
function ring(event, loudness) {
  if (loudness === 0) return;
  if (!isMuted) play(event, loudness);
  missed = event;
  lockedBanner().hidden = isMuted || mayRing(); // each time: a call or an alarm may have taken the sound away
}

/**
 * @param {import("@/kitchen/bells.js").Event} event
 * @param {number} loudness above 0, up to 1
 */
function play(event, loudness) {
  const { voice, share } = tabletSound();
  if (player && mayRing()) ringBell(player, { ...bellOf(event, voice), loudness: loudness * share });
}

const lockedBanner = () => /** @type {HTMLElement} */ (document.querySelector(".sound-locked"));

const mayRing = () => player?.state === "running";

/** Any touch unlocks; a touch of the button itself must then not switch off what it has just unlocked. */
async function unlock() {
  wasLocked = !mayRing();
  if (!player || mayRing()) return;
  await unlockPlayer(player);
  show();
}

/** What could not ring a moment ago rings now, unless somebody has touched the tablet meanwhile. */
function changed() {
  show();
  if (mayRing() && !lockedBanner().hidden) ringOnce(missed);
}

function toggle() {
  isMuted = !isMuted && !wasLocked;
  deviceMemory.keep("muted", isMuted);
  show();
  ringOnce(latest);
  say(word(isMuted ? "sound-off" : "sound-on"), "news", "sound");
}

function show() {
  const button = byId("sound");
  const isOn = !isMuted && mayRing();
  const state = isOn ? "on" : isMuted ? "off" : "locked";
  button.setAttribute("aria-pressed", String(isOn));
  button.dataset.sound = state;
  /** @type {HTMLElement} */ (button.querySelector("span")).textContent = word(`sound-${state}`);
}
