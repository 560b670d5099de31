// Which codes the pickup board calls at present: those that turned ready, or whose guests
// were called again, within the last moments, the newest first.

export const CALL_MS = 20_000;
const MAX_CALLS = 3; // more at once would be small again

export class Calls {
  /** @type {Map<string, number> | null} */
  #ready = null;
  /** @type {Map<string, number>} */
  #calledAt = new Map();

  /**
   * Hears which codes are ready at `now` (ms), each with how often it was called again; returns those that turned ready
   * or were called since the last time. What was ready when the board began was called already.
   * @param {Map<string, number>} ready
   * @param {number} now
   */
  hear(ready, now) {
    const before = this.#ready;
    const fresh = before ? [...ready].filter(([code, n]) => n > (before.get(code) ?? -1)).map(([code]) => code) : [];
    this.#ready = ready;
    for (const code of fresh) this.#calledAt.set(code, now);
    return fresh;
  }

  /**
   * Returns the codes that are called at `now` (ms), the newest first. A code that was collected is called no longer.
   * @param {number} now
   */
  current(now) {
    for (const [code, at] of this.#calledAt) {
      if (now - at >= CALL_MS || !this.#ready?.has(code)) this.#calledAt.delete(code);
    }
    return [...this.#calledAt].sort(([, a], [, b]) => b - a).slice(0, MAX_CALLS).map(([code]) => code);
  }
}
