// The kitchen's bell. Browsers let a page sound only after somebody has touched it, so the page says when it may not yet.
import { makePlayer, ringBell, unlockPlayer } from "@/shared/bell.js";
import { byId, closest } from "@/shared/dom.js";
import { deviceMemory } from "@/shared/storage.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

/** @type {import("@/shared/bell.js").Bell} */
const NEW_ORDER = { notes: [[880, 0], [1318.5, 0.16], [1760, 0.32]], loudness: 0.4, lengthS: 1.4 };
let isMuted = deviceMemory.read("muted", false) === true;
/** @type {AudioContext | null} */
let player = null;
let wasLocked = false;

export function startKitchenSound() {
  // On the click, not when the finger comes down: the button then shrinks, and the first tap would land beside its mark.
  document.addEventListener("click", unlock, { capture: true });
  document.addEventListener("keydown", unlock, { passive: true });
  document.addEventListener("click", (event) => closest(event, "#sound") && toggle());
  show();
}

export function ringKitchen() {
  if (!isMuted && player && mayRing()) ringBell(player, NEW_ORDER);
}

const mayRing = () => player?.state === "running";

/** Any touch unlocks; a touch of the button itself must then not switch off what it has just unlocked. */
async function unlock() {
  wasLocked = !mayRing();
  if (mayRing()) return;
  player ??= makePlayer();
  if (!player) return;
  player.onstatechange = show;
  await unlockPlayer(player);
  show();
}

function toggle() {
  isMuted = !isMuted && !wasLocked;
  deviceMemory.keep("muted", isMuted);
  show();
  ringKitchen();
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
