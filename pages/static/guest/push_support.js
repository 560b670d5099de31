// Whether this phone can be told by push, and if not, why: each reason has a text on the page.
import { matchesMedia } from "@/shared/media.js";
import { canPush } from "@/shared/push_subscription.js";

/**
 * Returns the reason why not, or an empty string.
 * @param {string | undefined} key the restaurant's key; missing while push is off
 */
export function obstacleToPush(key) {
  if (!key) return "off"; // nothing that the guest does helps
  if (isPhoneOfApple() && !isOnHomeScreen()) return globalThis.isSecureContext ? "home-screen" : "insecure";
  if (!globalThis.isSecureContext) return "insecure";
  if (!canPush() || !("caches" in globalThis)) return "unsupported";
  return Notification.permission === "denied" ? "blocked" : "";
}

function isPhoneOfApple() {
  const isTablet = navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || isTablet;
}

const isOnHomeScreen = () =>
  ("standalone" in navigator && navigator.standalone === true) || matchesMedia("(display-mode: standalone)");
