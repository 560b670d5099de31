// Starts the menu's page.
import { startMenu } from "@/owner/menu_controls.js";
import { startLivePage } from "@/shared/live_page.js";

startLivePage([startMenu]);
