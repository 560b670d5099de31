// What the menu's page sends: each change is one small request; the page itself changes when the live menu does.
import { sendJson } from "@/shared/send_json.js";
import { say } from "@/shared/toasts.js";
import { word } from "@/shared/words.js";

/** @typedef {(text: string, mistakes?: string[]) => void} Complain */

/**
 * Sends a change, and says what became of it; returns whether it was taken.
 * @param {string} path
 * @param {unknown} body a Blob is sent as CSV, all else as JSON
 * @param {Complain} [complain]
 */
export async function postMenu(path, body, complain = (text) => say(text, "trouble")) {
  try {
    const answer = await sendJson("POST", `/menu/${path}`, body);
    if (answer.redirected) {
      location.assign("/login?next=%2Fmenu");
      return false;
    }
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) say(said.says, "done", path);
    else complain(said.says ?? word("not-taken"), said.mistakes);
    return answer.ok;
  } catch {
    complain(word("unreachable"));
    return false;
  }
}

/**
 * Asks what a file would change; returns the changes and what is not read of it, in words, or nothing when it cannot be
 * read.
 * @param {string} path
 * @param {Blob} file
 * @param {Complain} complain
 * @returns {Promise<{ changes: string[], notes?: string[] } | undefined>}
 */
export async function readChanges(path, file, complain) {
  try {
    const answer = await sendJson("POST", `/menu/${path}`, file);
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && !answer.redirected) return said;
    complain(said.says ?? word("not-taken"), said.mistakes);
  } catch {
    complain(word("unreachable"));
  }
}
