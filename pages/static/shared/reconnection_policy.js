// When to look whether the server can be reached, and when to open the socket again: decisions only, without a browser.
//
// A socket is only tried where a small file has just come through. Browsers make sockets wait after sockets that failed
// (Chromium up to 5 s, Firefox up to 60 s), so a page that kept trying in a dead zone would come back late. And an
// attempt that began while there was no network hangs long after it is back: then a new one is begun. One that began on
// a good network is left in peace. All times are milliseconds of one clock.

export const MAX_SILENCE_MS = 12_500; // the server speaks every 8 s and waits 4 s for the answer
export const MAX_ATTEMPT_MS = 10_000; // slow networks need several seconds for all the round trips of a new socket
export const MIN_PROBE_MS = 2500;
export const MAX_PROBE_MS = 6000;
export const HIDDEN_PAUSE_MS = 5000; // a page nobody sees is in no hurry, but it rings when the order is ready
export const MIN_RETRY_MS = 500;
export const MAX_RETRY_MS = 5000;

export class ReconnectionPolicy {
  isLive = false;
  hasBeenLive = false;
  /** How long a probe may take. */
  probeMs = MIN_PROBE_MS;
  #failedAt = 0;
  #nextProbeAt = 0;
  #refusals = 0;
  #retryAt = 0;

  /** @param {number} now */
  constructor(now) {
    this.lastNews = now;
    this.attemptAt = now;
    this.triedUntil = now + MAX_ATTEMPT_MS;
  }

  /**
   * The server spoke; returns whether the page has come alive by it.
   * @param {number} now
   * @param {boolean} isConnected
   */
  hear(now, isConnected) {
    this.lastNews = now;
    if (this.isLive || !isConnected) return false;
    this.hasBeenLive = true;
    this.isLive = true;
    return true;
  }

  connect() {
    this.triedUntil = 0;
    this.#refusals = 0;
  }

  /** @param {number} now */
  isSilent(now) {
    return now - this.lastNews > MAX_SILENCE_MS;
  }

  /** Somebody looks at the page, or there is a network again: do not wait any longer. */
  hurry() {
    this.#nextProbeAt = 0;
  }

  /** @param {number} now */
  mayProbe(now) {
    return now >= this.#nextProbeAt;
  }

  /** A probe was answered in time, or its time was over. */
  adapt(/** @type {boolean} */ wasInTime) {
    this.probeMs = wasInTime ? MIN_PROBE_MS : Math.min(this.probeMs * 1.3, MAX_PROBE_MS);
  }

  /**
   * Takes the result of a probe; returns whether a new attempt should begin.
   * @param {number} now
   * @param {{ isReachable: boolean, isVisible: boolean, isConnected: boolean }} found
   */
  shouldRestart(now, { isReachable, isVisible, isConnected }) {
    this.#nextProbeAt = isVisible ? 0 : now + HIDDEN_PAUSE_MS;
    if (!isReachable) {
      this.#failedAt = now;
      this.#refusals = 0;
      return false;
    }
    const isStale = this.attemptAt <= this.#failedAt;
    return !isConnected && (isStale || now >= Math.max(this.triedUntil, this.#retryAt));
  }

  /** @param {number} now */
  restart(now) {
    this.attemptAt = now;
    this.triedUntil = now + MAX_ATTEMPT_MS;
  }

  /**
   * The attempt was refused: wait a little longer after each refusal.
   * @param {number} now
   */
  refuse(now) {
    this.triedUntil = 0;
    this.#retryAt = now + Math.min(MAX_RETRY_MS, MIN_RETRY_MS * 2 ** this.#refusals++);
  }

  /**
   * Whether an attempt that timed out means that all but sockets gets through.
   * @param {boolean} isVisible
   */
  shouldPoll(isVisible) {
    return !this.hasBeenLive || (isVisible && this.attemptAt > this.#failedAt);
  }
}
