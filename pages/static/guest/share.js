// Shares the page's link by the phone's own share sheet (Web Share API, https only). Where there is none, or it fails,
// the page unfolds the QR code and the link.
import { byId, closest } from "@/shared/dom.js";

export function startShare() {
  const share = /** @type {HTMLDetailsElement} */ (byId("share"));
  share.addEventListener("click", (event) => {
    if (share.open || !canShare() || !closest(event, "summary")) return;
    event.preventDefault();
    openSheet(share);
  });
}

function canShare() {
  try {
    return Boolean(navigator.share);
  } catch {
    return false;
  }
}

/** @param {HTMLDetailsElement} share */
async function openSheet(share) {
  try {
    await navigator.share({ title: document.title, url: share.querySelector("a")?.href });
  } catch (error) {
    share.open = !(error instanceof DOMException && error.name === "AbortError"); // the guest changed their mind
  }
}
