// Which voice this tablet rings with, and how loud. The tablet remembers it.
import { VOICES } from "@/kitchen/bells.js";
import { byId } from "@/shared/dom.js";
import { deviceMemory } from "@/shared/storage.js";

const MAX_STEP = 10; // of the form's loudness
const DEFAULT = { voice: "bell", loudness: MAX_STEP };

/** Returns the voice, and the share (above 0, up to 1) of the full loudness. */
export function tabletSound() {
  const { voice, loudness } = { ...DEFAULT, ...deviceMemory.read("sound") };
  return { voice: VOICES[voice] ?? VOICES[DEFAULT.voice], share: loudness / MAX_STEP };
}

/** @param {() => void} play called to let it be heard */
export function startTabletSound(play) {
  const form = /** @type {HTMLFormElement} */ (byId("tablet-sound"));
  const voices = /** @type {RadioNodeList} */ (form.elements.namedItem("voice"));
  const loudness = /** @type {HTMLInputElement} */ (form.elements.namedItem("loudness"));
  const kept = { ...DEFAULT, ...deviceMemory.read("sound") };
  voices.value = kept.voice;
  loudness.value = String(kept.loudness);
  form.addEventListener("change", () => {
    deviceMemory.keep("sound", { voice: voices.value, loudness: Number(loudness.value) });
    play();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    play();
  });
}
