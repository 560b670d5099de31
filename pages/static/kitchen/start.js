// Starts the kitchen's page.
import { startBarHeight } from "@/kitchen/bar_height.js";
import { startBumpKeys } from "@/kitchen/bump_keys.js";
import { startClicks } from "@/kitchen/clicks.js";
import { startCloseDay } from "@/kitchen/close_day.js";
import { startDialogs } from "@/kitchen/dialogs.js";
import { startGuests } from "@/kitchen/guests.js";
import { startKeyboard } from "@/kitchen/keyboard.js";
import { startKitchenSound } from "@/kitchen/kitchen_sound.js";
import { startOfflineBanner } from "@/kitchen/offline_banner.js";
import { startPresses } from "@/kitchen/presses.js";
import { startRefusedOrders } from "@/kitchen/refused_orders.js";
import { startRail } from "@/kitchen/rail.js";
import { startStarts } from "@/kitchen/starts.js";
import { startStock } from "@/kitchen/stock.js";
import { startTabletLooks } from "@/kitchen/tablet_looks.js";
import { startTaps } from "@/kitchen/taps.js";
import { startLivePage } from "@/shared/live_page.js";
import { keepScreenOn } from "@/shared/wake_lock.js";

startLivePage(
  [
    startKitchenSound,
    startTaps,
    startRail,
    startRefusedOrders,
    startPresses,
    startStock,
    startClicks,
    startDialogs,
    startCloseDay,
    startOfflineBanner,
  ],
  [startTabletLooks, startBarHeight, startKeyboard, startBumpKeys, startGuests, startStarts, keepScreenOn],
);
