// The bell. Browsers let a page sound only after somebody has touched it, so the page says when it may not yet.
import { say, word } from "@/shared/toasts.js";

const NOTES = [[880, 0], [1318.5, 0.16], [1760, 0.32]];
let isMuted = localStorage.getItem("muted") === "true";
let player;
let wasLocked = false;

const mayRing = () => player?.state === "running";

export function ring() {
  if (isMuted || !mayRing()) return;
  for (const [pitch, after] of NOTES) strike(pitch, player.currentTime + after);
}

function strike(pitch, at) {
  const tone = player.createOscillator();
  const loudness = player.createGain();
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.4, at + 0.012);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 1.4);
  tone.connect(loudness).connect(player.destination);
  tone.start(at);
  tone.stop(at + 1.5);
}

// Any touch unlocks; a touch of the button itself must then not switch off what it has just unlocked.
async function unlock() {
  wasLocked = !mayRing();
  if (mayRing()) return;
  player ??= new AudioContext();
  player.onstatechange = show;
  await player.resume().catch(() => {});
  show();
}

function show() {
  const button = document.getElementById("sound");
  const isOn = !isMuted && mayRing();
  button.setAttribute("aria-pressed", String(isOn));
  button.dataset.sound = isOn ? "on" : isMuted ? "off" : "locked";
  button.querySelector("span").textContent = word(`sound-${button.dataset.sound}`);
}

// On the click, not when the finger comes down: the button then shrinks, and the first tap would land beside its mark.
document.addEventListener("click", unlock, { capture: true });
document.addEventListener("keydown", unlock, { passive: true });
document.addEventListener("click", ({ target }) => {
  if (!target.closest?.("#sound")) return;
  isMuted = !isMuted && !wasLocked;
  localStorage.setItem("muted", String(isMuted));
  show();
  ring();
  say(word(isMuted ? "sound-off" : "sound-on"), "news", "sound");
});
show();
