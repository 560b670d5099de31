// Starts the pickup board.
import { startLivePage } from "@/shared/live_page.js";
import { keepScreenOn } from "@/shared/wake_lock.js";

startLivePage([], [keepScreenOn]);
