// This device's subscription to push messages (Push API).
import { decodeBase64Url, encodeBase64Url } from "@/shared/base64url.js";

/** Whether this browser can be sent push messages on this page. */
export const canPush = () =>
  globalThis.isSecureContext && "serviceWorker" in navigator && "PushManager" in globalThis &&
  "Notification" in globalThis;

/**
 * Subscribes this device with the restaurant's key (base64url); replaces a subscription with another key.
 * @param {string} key
 */
export async function subscribeDevice(key) {
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  const knownKey = known?.options.applicationServerKey;
  if (known && (!knownKey || encodeBase64Url(knownKey) !== key)) await known.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: decodeBase64Url(key) });
}
