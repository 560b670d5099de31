// Starts a live page: first its own parts, then the connection, so that "Live" means that its buttons work.
import { watchConnection } from "@/shared/connection.js";
import { startPageMenu } from "@/shared/page_menu.js";
import { keepScrollPosition } from "@/shared/scroll_position.js";
import { markStarted } from "@/shared/started.js";

const LOOK_FOR_SOCKET_MS = 30;

/** @typedef {() => void} Start */

/**
 * Starts these parts, then the connection. A part that throws keeps the page from being called live; a comfort that
 * throws, where a browser lacks what it takes, does not.
 * @param {Start[]} parts
 * @param {Start[]} [comforts]
 */
export function startLivePage(parts, comforts = []) {
  if (!globalThis.socket) return void setTimeout(startLivePage, LOOK_FOR_SOCKET_MS, parts, comforts);
  for (const start of parts) start();
  for (const start of [...comforts, startPageMenu, keepScrollPosition]) attempt(start);
  watchConnection();
  markStarted();
}

/** @param {Start} start */
function attempt(start) {
  try {
    start();
  } catch (error) {
    console.warn(error);
  }
}
