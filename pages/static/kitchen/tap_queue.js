// The queue of taps, from the finger to the kitchen's answer: decisions only, without a browser. None is lost in
// silence, none is applied twice: each has an id that it keeps when it is sent again, and each names the version of the
// ticket that was seen. A tap on a ticket whose tap is still under way waits for that answer, and then goes with the
// version it made. All times are milliseconds of one clock.

export const SEND_AGAIN_MS = 4000;
export const GIVE_UP_MS = 60_000;

/**
 * A tap as the server takes it. `key` names what it is about, `code` how people call that; `event` is the kind of
 * message; `first` and `sent` are when it was sent first and last.
 * @typedef {object} Tap
 * @property {string} key
 * @property {string} code
 * @property {string} event
 * @property {string} tap
 * @property {string} [tap_id]
 * @property {string} [order_id]
 * @property {string} [item_id]
 * @property {string} [station]
 * @property {number} [minutes]
 * @property {number} [quantity]
 * @property {number} [seen_version]
 * @property {string} [dish]
 * @property {boolean} [available]
 * @property {number} [extra]
 * @property {number} [span]
 * @property {number} [delivery_id]
 * @property {string[]} [order_ids]
 * @property {[string, number][]} [closed]
 * @property {string} [reason]
 * @property {string} [preset]
 * @property {number} [first]
 * @property {number} [sent]
 */

/**
 * What the queue needs of the page: `send` passes a tap on; `tapNow` returns what the button of a waiting tap means by
 * now, or undefined when it is no longer offered.
 * @typedef {{ send: (tap: Tap) => void, tapNow: (tap: Tap) => string | undefined }} TapPorts
 */

export class TapQueue {
  /** @type {Map<string, Tap[]>} */
  #lines;
  #ports;

  /**
   * @param {TapPorts} ports
   * @param {[string, Tap[]][]} kept the entries of a queue before a reload
   */
  constructor(ports, kept = []) {
    this.#ports = ports;
    this.#lines = new Map(kept);
  }

  /** What must survive a reload. */
  entries() {
    return [...this.#lines];
  }

  /** @param {string} key */
  isWaiting(key) {
    return this.#lines.has(key);
  }

  /**
   * Sends the tap, or lets it wait for the one before it.
   * @param {Tap} tap
   * @param {number} now
   */
  take(tap, now) {
    const line = this.#lines.get(tap.key) ?? [];
    line.push(tap);
    this.#lines.set(tap.key, line);
    if (line.length === 1) this.#send(tap, now);
  }

  /**
   * Takes the server's answer; returns the tap it was for and, if that cannot go on, the one behind it. Returns
   * undefined for answers that nothing waits for.
   * @param {{ tapId: string, isDone: boolean, version: number }} answer
   * @param {number} now
   * @returns {{ tap: Tap, dropped?: Tap } | undefined}
   */
  settle({ tapId, isDone, version }, now) {
    for (const line of this.#lines.values()) {
      const [tap, next] = line;
      if (tap.tap_id !== tapId) continue;
      line.shift();
      const dropped = isDone && next && !this.#goOn(tap, next, version, now) ? next : undefined;
      if (!isDone || !next || dropped) this.#lines.delete(tap.key);
      return { tap, dropped };
    }
  }

  /**
   * Sends again what was not answered, and gives up what is too old; returns the taps given up. Sending again is
   * harmless, because the id is the same.
   * @param {number} now
   * @param {{ isLive: boolean, hasReconnected: boolean }} connection
   */
  remind(now, { isLive, hasReconnected }) {
    const givenUp = [];
    for (const [key, [tap]] of this.#lines) {
      if (now - (tap.first ?? now) > GIVE_UP_MS) {
        this.#lines.delete(key);
        givenUp.push(tap);
      } else if (isLive && (hasReconnected || now - (tap.sent ?? 0) > SEND_AGAIN_MS)) this.#send(tap, now);
    }
    return givenUp;
  }

  /**
   * The next in line goes with the version that the tap before it has made; if another screen's tap came between, what
   * was seen no longer stands, and the person decides again.
   * @param {Tap} before
   * @param {Tap} next
   * @param {number} version
   * @param {number} now
   */
  #goOn(before, next, version, now) {
    if (next.tap !== "undo" && next.event === "tap") {
      const isOurs = version === (before.seen_version ?? 0) + 1;
      const tap = isOurs ? this.#ports.tapNow(next) : undefined;
      if (!tap) return false;
      next.tap = tap;
      next.seen_version = version;
    }
    this.#send(next, now);
    return true;
  }

  /**
   * @param {Tap} tap
   * @param {number} now
   */
  #send(tap, now) {
    tap.first ??= now;
    tap.sent = now;
    this.#ports.send(tap);
  }
}
