// Starts the pickup board.
import { startCalls, startChime } from "@/guest/pickup_board.js";
import { startLivePage } from "@/shared/live_page.js";
import { keepScreenOn } from "@/shared/wake_lock.js";

startLivePage([], [keepScreenOn, startCalls, startChime]);
