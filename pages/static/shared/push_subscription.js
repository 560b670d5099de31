// This device's subscription to push messages (Push API).
import { decodeBase64Url, encodeBase64Url } from "@/shared/base64url.js";

const MAX_INSTALL_MS = 10_000;

/** Whether this browser can be sent push messages on this page. */
export const canPush = () =>
  globalThis.isSecureContext && "serviceWorker" in navigator && "PushManager" in globalThis &&
  "Notification" in globalThis;

/** Has the service worker installed, unless it is; rejects without https, in private windows and without a network. */
export const registerWorker = () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });

/**
 * Returns the registration whose service worker runs. Rejects when it could not be installed: `ready` alone would never
 * settle.
 */
export async function runningWorker() {
  await registerWorker();
  return Promise.race([navigator.serviceWorker.ready, overdue()]);
}

/** @returns {Promise<never>} */
const overdue = () =>
  new Promise((_, reject) => setTimeout(reject, MAX_INSTALL_MS, new Error("no service worker was installed")));

/**
 * Subscribes this device with the restaurant's key (base64url); replaces a subscription with another key.
 * @param {string} key
 */
export async function subscribeDevice(key) {
  const { pushManager } = await runningWorker();
  const known = await pushManager.getSubscription();
  const knownKey = known?.options.applicationServerKey;
  if (known && (!knownKey || encodeBase64Url(knownKey) !== key)) await known.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: decodeBase64Url(key) });
}
