// Says over the whole width of the kitchen's page that it is not connected.
import { isLive } from "@/shared/connection.js";

const FIRST_CONNECTION_MS = 1500; // before that, a page that has just come is not called lost

export function startOfflineBanner() {
  setTimeout(() => {
    document.addEventListener("freshness", show);
    show();
  }, FIRST_CONNECTION_MS);
}

function show() {
  /** @type {HTMLElement} */ (document.querySelector(".offline")).hidden = isLive();
}
