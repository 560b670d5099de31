// Starts the settings page.
import { startLogo } from "@/owner/logo.js";
import { startTestPush } from "@/owner/test_push.js";
import { markStarted } from "@/shared/started.js";

startLogo();
startTestPush();
markStarted();
