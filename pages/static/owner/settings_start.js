// Starts the settings page.
import { startLogo } from "@/owner/logo.js";
import { startTestPush } from "@/owner/test_push.js";
import { markStarted } from "@/shared/started.js";

startLogo();
startTestPush();
focusOnInvalid();
markStarted();

/** What is not taken is answered by the whole page. Scrolling to its section, the browser takes the focus away once. */
function focusOnInvalid() {
  /** @type {HTMLElement | null} */
  const field = document.querySelector("[aria-invalid]");
  const focus = () => requestAnimationFrame(() => field?.focus());
  if (document.readyState === "complete") focus();
  else addEventListener("load", focus);
}
