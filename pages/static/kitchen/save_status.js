// Whether taps can be saved: a full disk refuses every tap, so it is said once and stays, until it is over. Then it goes
// by itself, because nobody should have to tap to find out.
const LOOK_EVERY_MS = 3000;
let timer = 0;
const banner = () => /** @type {HTMLElement} */ (document.querySelector(".unsaved"));

export function showUnsaved() {
  banner().hidden = false;
  timer ||= setInterval(look, LOOK_EVERY_MS);
}

export function showSaved() {
  if (!timer) return;
  banner().hidden = true;
  clearInterval(timer);
  timer = 0;
}

async function look() {
  try {
    const { checks } = await (await fetch("/readyz", { cache: "no-store" })).json();
    if (checks.database === "well") showSaved();
  } catch {
    // Not connected, which has a banner of its own.
  }
}
