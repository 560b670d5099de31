// Which codes the pickup board calls at present: those that turned ready within the last moments, the newest first.

export const CALL_MS = 20_000;
const MAX_CALLS = 3; // more at once would be small again

export class Calls {
  /** @type {Set<string> | null} */
  #ready = null;
  /** @type {Map<string, number>} */
  #calledAt = new Map();

  /**
   * Hears which codes are ready at `now` (ms); returns those that turned ready since the last time. What was ready when
   * the board began was called already.
   * @param {string[]} ready
   * @param {number} now
   */
  hear(ready, now) {
    const before = this.#ready;
    const fresh = before ? ready.filter((code) => !before.has(code)) : [];
    this.#ready = new Set(ready);
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
