// Starts the settings page.
import { startTestPush } from "@/owner/test_push.js";
import { markStarted } from "@/shared/started.js";

startTestPush();
markStarted();
