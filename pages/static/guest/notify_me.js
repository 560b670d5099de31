// "Notify me": asks only when tapped, says in words what is possible on this phone, and can be taken back.
import { openFollows } from "@/guest/caches.js";
import { allowSound, isSoundAllowed, silence } from "@/guest/guest_alert.js";
import { currentStage, hasEnded } from "@/guest/order_stage.js";
import { obstacleToPush } from "@/guest/push_support.js";
import { all, closest } from "@/shared/dom.js";
import { runningWorker, subscribeDevice } from "@/shared/push_subscription.js";
import { canKeepScreenOn, ScreenWakeLock } from "@/shared/screen_wake_lock.js";
import { sendJson } from "@/shared/send_json.js";
import { tabMemory } from "@/shared/storage.js";

const STORAGE_KEY = "awake";
let hasSubscribed = false;
const wakeLock = new ScreenWakeLock();
/** @type {Promise<unknown>} */
let latestWish = Promise.resolve();
let unsentWishes = 0;

/**
 * Whether the same would be answered again: push is off, or the order has phones enough.
 * @param {number} status
 */
const isRefusal = (status) => status >= 400 && status < 500;

/**
 * Of a ready order, a phone that is told of other things only is told nothing.
 * @param {string[]} kinds
 */
const stateOf = (kinds) => currentStage() === "ready" && !kinds.includes("ready") ? "ask" : "on";

/**
 * What the guest wishes is sent, and read, one after another: a late answer would undo what was wished since.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function inTurn(work) {
  const turn = latestWish.then(work);
  latestWish = turn.catch(() => {});
  return turn;
}

/** Lets every "Notify me" on the page look again at what is so. */
export const lookAgain = () => document.dispatchEvent(new CustomEvent("notify"));

export class NotifyMe extends HTMLElement {
  connectedCallback() {
    this.hear = () => this.look().catch(() => this.show("unsupported"));
    this.addEventListener("click", (event) => this.tap(closest(event, "[data-do]")).catch(() => this.show("failed")));
    this.addEventListener("change", () => (this.state === "on" || unsentWishes > 0) && this.follow());
    document.addEventListener("notify", this.hear);
    this.hear();
    if (tabMemory.read(STORAGE_KEY, false)) this.keepAwake(true);
  }

  disconnectedCallback() {
    if (this.hear) document.removeEventListener("notify", this.hear);
  }

  /** Asks the browser each time: the guest may have changed its settings meanwhile. */
  async look() {
    /** @type {HTMLElement} */ (this.closest("section")).hidden = hasEnded();
    const state = obstacleToPush(this.dataset.key) || (await inTurn(() => this.askWish()));
    this.show(state);
    // The push service may have given the phone another address meanwhile.
    if (state === "on" && !hasSubscribed) await this.follow();
  }

  async askWish() {
    const wish = await (await openFollows()).match(this.url);
    if (!wish || Notification.permission !== "granted") return "ask";
    const { kinds } = await wish.json();
    // What was ticked since is on its way.
    if (unsentWishes === 0) { for (const box of this.boxes()) box.checked = kinds.includes(box.value); }
    return stateOf(kinds);
  }

  /** @param {string} state */
  show(state) {
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    this.state = state;
    for (const part of all("[data-when]", this)) part.hidden = !part.dataset.when?.split(" ").includes(state);
    for (const part of all("[data-do=awake]", this)) part.hidden = !canKeepScreenOn();
    this.mark("ring", isSoundAllowed());
    this.dataset.state = state;
    if (focused?.closest("[hidden]")) all("button", this).find((one) => one.getClientRects().length > 0)?.focus();
  }

  /**
   * @param {string} name
   * @param {boolean} isPressed
   */
  mark(name, isPressed) {
    for (const button of all(`[data-do=${name}]`, this)) button.setAttribute("aria-pressed", String(isPressed));
  }

  /** @param {HTMLElement | null} button */
  async tap(button) {
    const name = button?.dataset.do;
    if (name === "ask") await this.ask();
    if (name === "stop") await inTurn(() => this.stop());
    if (name === "awake") await this.keepAwake(button?.getAttribute("aria-pressed") !== "true");
    if (name === "ring") {
      if (isSoundAllowed()) silence();
      else allowSound();
      this.mark("ring", isSoundAllowed());
    }
  }

  /** @param {boolean} isWanted */
  async keepAwake(isWanted) {
    tabMemory.keep(STORAGE_KEY, isWanted);
    this.mark("awake", await wakeLock.want(isWanted));
  }

  async ask() {
    allowSound(); // a phone that is looked at rings by itself
    this.tickWhatIsAsked();
    this.show("asking");
    if ((await Notification.requestPermission()) !== "granted") return this.look();
    await this.follow();
  }

  /** Of a ready order nothing else is left to tell. */
  tickWhatIsAsked() {
    const isWanted = currentStage() !== "ready" && this.boxes().some((box) => box.checked);
    for (const box of this.boxes()) box.checked ||= !isWanted && box.value === "ready";
  }

  /** Each with what is ticked by then: what was ticked last is what the phone is told. */
  follow() {
    unsentWishes++;
    return inTurn(() => this.sendWish().finally(() => unsentWishes--));
  }

  async sendWish() {
    const kinds = this.boxes().filter((box) => box.checked).map((box) => box.value);
    const wish = { kinds, language: document.documentElement.lang };
    hasSubscribed = true;
    try {
      if (kinds.length === 0) return await this.stop();
      const subscription = await subscribeDevice(this.dataset.key ?? "");
      const { ok, status } = await this.send("POST", { ...subscription.toJSON(), ...wish });
      if (ok) await (await openFollows()).put(this.url, new Response(JSON.stringify(wish)));
      this.show(ok ? stateOf(kinds) : isRefusal(status) ? "unsupported" : "failed");
    } catch {
      this.show("failed");
    }
  }

  /** The subscription is the phone's and may serve other orders; it goes with the last of them. */
  async stop() {
    const follows = await openFollows();
    const { pushManager } = await runningWorker();
    const subscription = await pushManager.getSubscription();
    await follows.delete(this.url);
    if (subscription) {
      await this.send("DELETE", { endpoint: subscription.endpoint }).catch(() => {});
      if ((await follows.keys()).length === 0) await subscription.unsubscribe();
    }
    this.show("ask");
  }

  /**
   * @param {string} method
   * @param {unknown} body
   */
  send(method, body) {
    return sendJson(method, this.url, body);
  }

  /** By the link that this page was opened with: its order may have become part of another since. */
  get url() {
    return `${location.pathname}/subscriptions`;
  }

  /** @returns {HTMLInputElement[]} */
  boxes() {
    return [...this.querySelectorAll("input")].filter(({ name }) => name === "kind");
  }
}
