// The double-tap rule: what a second tap on the same spot would do is not what was seen when the finger came down, for
// "Start" has become "Ready".

export const DOUBLE_TAP_MS = 350;

export class DoubleTapRule {
  #key = "";
  #at = -DOUBLE_TAP_MS;

  /**
   * Whether this click is the second of a double tap. Browsers count a mouse's clicks; touches are counted here.
   * @param {{ key: string, clicks: number, isTouch: boolean, now: number }} click `now` in milliseconds
   */
  isSecond({ key, clicks, isTouch, now }) {
    const isDouble = clicks > 1 || (isTouch && this.#key === key && now - this.#at < DOUBLE_TAP_MS);
    this.#key = key;
    this.#at = isTouch ? now : -DOUBLE_TAP_MS;
    return isDouble;
  }
}
