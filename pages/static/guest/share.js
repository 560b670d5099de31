// Shares the page's link by the phone's own share sheet (Web Share API, https only). Where there is none, or it fails,
// the page unfolds the QR code and the link.
import { byId, closest } from "@/shared/dom.js";

export function startShare() {
  const share = /** @type {HTMLDetailsElement} */ (byId("share"));
  share.addEventListener("click", (event) => {
    if (share.open || !navigator.share || !closest(event, "summary")) return;
    event.preventDefault();
    navigator.share({ title: document.title, url: share.querySelector("a")?.href }).catch((error) => {
      share.open = error.name !== "AbortError"; // the guest changed their mind
    });
  });
}
