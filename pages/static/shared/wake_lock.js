// Keeps the screen of the kitchen and the pickup board on, because an order may come in after a while without touches.
import { ScreenWakeLock } from "@/shared/screen_wake_lock.js";

/** Keeps the screen on; where the browser refuses it, the next touch asks again. */
export function keepScreenOn() {
  const lock = new ScreenWakeLock();
  lock.want(true);
  document.addEventListener("click", () => lock.want(true), { passive: true });
}
