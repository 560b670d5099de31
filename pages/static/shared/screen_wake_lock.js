// Keeps the screen on (Screen Wake Lock API) while the page is in sight.

export const canKeepScreenOn = () => "wakeLock" in navigator;

export class ScreenWakeLock {
  isWanted = false;
  /** @type {WakeLockSentinel | null} */
  #lock = null;

  constructor() {
    // A lock ends with the page out of sight.
    document.addEventListener("visibilitychange", () => this.#request());
  }

  /**
   * Asks for the lock, or gives it back; returns whether the screen is kept on. Browsers offer it only by https and on
   * this machine itself, and may refuse it on a low battery.
   * @param {boolean} isWanted
   */
  async want(isWanted) {
    this.isWanted = isWanted;
    if (isWanted) return await this.#request();
    await this.#lock?.release();
    this.#lock = null;
    return false;
  }

  async #request() {
    if (!this.isWanted || document.visibilityState !== "visible") return false;
    if (this.#lock && !this.#lock.released) return true;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
    } catch {
      this.#lock = null;
    }
    return this.#lock !== null;
  }
}
