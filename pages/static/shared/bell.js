// The sound of a bell: short notes one after another (Web Audio API).

/**
 * Notes as [pitch (Hz), after (s)], their loudness (0 to 1), how long each rings (s), and their waveform.
 * @typedef {{ notes: [number, number][], loudness: number, lengthS: number, wave?: OscillatorType }} Bell
 */

/** Makes a player, or returns null where the browser has none; it may sound only after a touch. */
export function makePlayer() {
  try {
    const Player = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    return new Player();
  } catch {
    return null;
  }
}

/**
 * Lets it sound, in a touch; a player that the browser refuses stays locked, which its state says.
 * @param {AudioContext} player
 */
export async function unlockPlayer(player) {
  try {
    await player.resume();
  } catch {
    // stays locked
  }
}

/**
 * Rings it now. Where the browser fails at it the page must go on, because it shows what rang, too.
 * @param {AudioContext} player
 * @param {Bell} bell
 */
export function ringBell(player, bell) {
  try {
    play(player, bell);
  } catch (error) {
    console.warn(error);
  }
}

/**
 * @param {AudioContext} player
 * @param {Bell} bell
 */
function play(player, { notes, loudness, lengthS, wave = "sine" }) {
  for (const [pitch, after] of notes) {
    const at = player.currentTime + after;
    const tone = player.createOscillator();
    const gain = player.createGain();
    tone.type = wave;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.001, at + lengthS);
    tone.connect(gain);
    gain.connect(player.destination);
    tone.start(at);
    tone.stop(at + lengthS + 0.1);
  }
}
