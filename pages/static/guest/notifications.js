// What a phone can do beyond showing the order: ring, be told by push, and keep the page for dead zones.
import { watchStage } from "@/guest/guest_alert.js";
import { lookAgain, NotifyMe } from "@/guest/notify_me.js";
import { startSnapshots } from "@/guest/snapshot.js";

export function startNotifications() {
  if (globalThis.isSecureContext && "serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {}); // refused in private windows
  }
  customElements.define("notify-me", NotifyMe);
  watchStage(lookAgain);
  startSnapshots();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
}
