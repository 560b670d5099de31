// A screen on the wall or at the pass must not fall asleep: nobody touches it for a while, and an order comes in.
let lock = null;

// A lock ends with the page out of sight. Browsers offer it only by https and on this machine itself, and may refuse it
// on a low battery: then the next touch asks again.
async function stayAwake() {
  if (document.visibilityState !== "visible" || (lock && !lock.released)) return;
  lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
}

document.addEventListener("visibilitychange", stayAwake);
document.addEventListener("click", stayAwake, { passive: true });
stayAwake();
