// What a phone can do beyond showing the order: ring, be told by push, and keep the page for dead zones.
import { watchStage } from "@/guest/guest_alert.js";
import { lookAgain, NotifyMe } from "@/guest/notify_me.js";
import { startSnapshots } from "@/guest/snapshot.js";

export function startNotifications() {
  registerWorker();
  customElements.define("notify-me", NotifyMe);
  watchStage(lookAgain);
  startSnapshots();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
}

async function registerWorker() {
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  } catch {
    // missing without https, refused in private windows
  }
}
