// A screen on the wall or at the pass must not fall asleep: nobody touches it for a while, and an order comes in.
import { ScreenWakeLock } from "@/shared/screen_wake_lock.js";

/** Keeps the screen on; where the browser refuses it, the next touch asks again. */
export function keepScreenOn() {
  const lock = new ScreenWakeLock();
  lock.want(true);
  document.addEventListener("click", () => lock.want(true), { passive: true });
}
