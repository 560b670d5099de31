// Starts the guest's page. Its order must be live even where the notifications cannot start.
import { startChangeHighlight } from "@/guest/change_highlight.js";
import { keepFiles } from "@/guest/kept_files.js";
import { startNotifications } from "@/guest/notifications.js";
import { startShare } from "@/guest/share.js";
import { startSignals } from "@/guest/signals.js";
import { startThanks } from "@/guest/thanks.js";
import { byId } from "@/shared/dom.js";
import { startLivePage } from "@/shared/live_page.js";

startLivePage([], [startChangeHighlight, startShare, startSignals, startThanks, startNotificationsOrHide, keepFiles]);

function startNotificationsOrHide() {
  try {
    startNotifications();
  } catch (error) {
    byId("notify").hidden = true;
    throw error;
  }
}
