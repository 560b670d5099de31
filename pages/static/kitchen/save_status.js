// Whether the house can save: a full disk refuses every tap, so it is said once and stays, until it is over. Then it goes
// by itself, for nobody should have to tap to find out.
const LOOK = 3000;
let looking;
const banner = () => document.querySelector(".unsaved");

export function unsaved() {
  banner().hidden = false;
  looking ??= setInterval(look, LOOK);
}

export function saved() {
  if (!looking) return;
  banner().hidden = true;
  looking = clearInterval(looking);
}

async function look() {
  try {
    const { checks } = await (await fetch("/readyz", { cache: "no-store" })).json();
    if (checks.database === "well") saved();
  } catch {
    // Not connected, which has a banner of its own.
  }
}
