// The page itself rings: sound once a tap has allowed it, vibration, the title, and a screen that stays on if asked to.
import { stage } from "@/guest/snapshot.js";

const TURN = 1200;
let audio = null;
let lock = null;
let title = 0;
const plainTitle = document.title;

// Browsers let a page sound only after a tap, so this is called in one.
export function allowSound() {
  audio ??= new (window.AudioContext || window.webkitAudioContext)();
  audio.resume();
  chime(0.04);
}

export const soundAllowed = () => audio !== null;

export function silence() {
  audio?.close();
  audio = null;
}

export const canStayAwake = () => "wakeLock" in navigator;

export async function stayAwake(wanted) {
  await lock?.release();
  lock = wanted ? await navigator.wakeLock.request("screen").catch(() => null) : null;
  return lock !== null;
}

export function watchStage(onChange) {
  let before = stage();
  new MutationObserver(() => {
    const now = stage();
    if (now === before) return;
    if (now === "ready" && before) ring();
    else calmTitle();
    before = now;
    onChange(now);
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-stage"] });
  // A lock ends with the page out of sight; who wanted it wants it again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    calmTitle();
    if (lock?.released) stayAwake(true);
  });
}

function ring() {
  chime(0.3);
  navigator.vibrate?.([300, 150, 300, 150, 300]);
  const says = `\u{1F514} ${document.querySelector("main h1")?.textContent ?? ""}`;
  clearInterval(title);
  title = setInterval(() => {
    document.title = document.title === says ? plainTitle : says;
  }, TURN);
  document.title = says;
}

function calmTitle() {
  clearInterval(title);
  document.title = plainTitle;
}

function chime(volume) {
  if (!audio) return;
  [880, 1109, 1319].forEach((pitch, n) => {
    const at = audio.currentTime + n * 0.22;
    const tone = new OscillatorNode(audio, { frequency: pitch });
    const gain = new GainNode(audio, { gain: volume });
    gain.gain.setValueAtTime(volume, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 1);
  });
}
