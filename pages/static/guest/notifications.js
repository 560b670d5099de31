// What a phone can do beyond showing the order: ring, be told by push, and keep the page for dead zones.
import { watchStage } from "@/guest/guest_alert.js";
import { lookAgain, NotifyMe } from "@/guest/notify_me.js";
import { startSnapshots } from "@/guest/snapshot.js";
import { registerWorker } from "@/shared/push_subscription.js";

export function startNotifications() {
  installWorker();
  watchStage(lookAgain);
  customElements.define("notify-me", NotifyMe); // shows whether the page rings, which the watch has read again
  startSnapshots();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
}

async function installWorker() {
  try {
    await registerWorker();
  } catch {
    // the page works without it
  }
}
