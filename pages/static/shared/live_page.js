// Brings a live page to life: first its own parts, then the connection, so that "Live" means that its buttons work.
import { watchConnection } from "@/shared/connection.js";
import { keepScrollPosition } from "@/shared/scroll_position.js";
import { markStarted } from "@/shared/started.js";

const LOOK_FOR_SOCKET_MS = 30;

/**
 * Starts these parts, then the connection. A part that throws keeps the page from being called live.
 * @param {(() => void)[]} parts
 */
export function startLivePage(...parts) {
  if (!globalThis.socket) return void setTimeout(startLivePage, LOOK_FOR_SOCKET_MS, ...parts);
  for (const start of parts) start();
  keepScrollPosition();
  watchConnection();
  markStarted();
}
