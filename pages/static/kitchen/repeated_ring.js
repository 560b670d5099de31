// When a bell that nobody has answered rings again, and how loud: decisions only, without a browser. All times are
// milliseconds of one clock.

export const MIN_LOUDNESS = 0.4;
export const MAX_LOUDNESS = 1;
const LOUDER = 0.2;

export class RepeatedRing {
  #everyMs;
  #nextAt = Infinity;
  #loudness = MIN_LOUDNESS;

  /** @param {number} everyMs 0: it rings once */
  constructor(everyMs) {
    this.#everyMs = everyMs || Infinity;
  }

  /**
   * Something new has come; returns the loudness (0 to 1) to ring with.
   * @param {number} now
   */
  begin(now) {
    this.#loudness = MIN_LOUDNESS;
    this.#nextAt = now + this.#everyMs;
    return this.#loudness;
  }

  /** Somebody has touched a tablet, and so has heard it; returns whether it would have rung again. */
  stop() {
    const wasRinging = this.#nextAt < Infinity;
    this.#nextAt = Infinity;
    return wasRinging;
  }

  /**
   * Returns the loudness to ring with again, or 0 when it is not due.
   * @param {number} now
   */
  ringAgain(now) {
    if (now < this.#nextAt) return 0;
    this.#loudness = Math.min(MAX_LOUDNESS, this.#loudness + LOUDER);
    this.#nextAt = now + this.#everyMs;
    return this.#loudness;
  }
}
