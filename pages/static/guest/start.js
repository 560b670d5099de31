// Starts the guest's page. Its order must be live even where a content blocker removes the notifications.
import { startChangeHighlight } from "@/guest/change_highlight.js";
import { startShare } from "@/guest/share.js";
import { startSignals } from "@/guest/signals.js";
import { byId } from "@/shared/dom.js";
import { startLivePage } from "@/shared/live_page.js";

startLivePage([], [startChangeHighlight, startShare, startSignals]);
import("@/guest/notifications.js").then(({ startNotifications }) => startNotifications()).catch(() => {
  byId("notify").hidden = true;
});
