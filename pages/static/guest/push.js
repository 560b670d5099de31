// "Notify me": asks only when tapped, says in words what is possible on this phone, and can be taken back.
import { allowSound, canStayAwake, silence, soundAllowed, stayAwake, watchStage } from "@/guest/guest_alert.js";
import { ended, keepSnapshots } from "@/guest/snapshot.js";

const FOLLOWS = "orderbell-follows";
let announced = false;
const isSafe = window.isSecureContext && "serviceWorker" in navigator;

class NotifyMe extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.tap(event.target.closest("[data-do]")));
    this.addEventListener("change", () => this.state === "on" && this.follow());
    this.hear = () => this.look();
    document.addEventListener("notify", this.hear);
    this.look();
  }

  disconnectedCallback() {
    document.removeEventListener("notify", this.hear);
  }

  // What is so is read anew each time: the guest may have changed it in the browser's settings meanwhile.
  async look() {
    this.closest("section").hidden = ended();
    const state = this.impossible() || (await this.following());
    this.show(state);
    if (state === "on" && !announced) await this.follow(); // the push service may have moved the phone meanwhile
  }

  impossible() {
    if (isPhoneOfApple() && !isOnHomeScreen()) return window.isSecureContext ? "home-screen" : "insecure";
    if (!window.isSecureContext) return "insecure";
    if (!this.dataset.key) return "off";
    if (!isSafe || !("PushManager" in window) || !("Notification" in window)) return "unsupported";
    return Notification.permission === "denied" ? "blocked" : "";
  }

  async following() {
    const wish = await (await caches.open(FOLLOWS)).match(this.dataset.url);
    if (!wish || Notification.permission !== "granted") return "ask";
    const { kinds } = await wish.json();
    for (const box of this.boxes()) box.checked = kinds.includes(box.value);
    return "on";
  }

  show(state) {
    this.state = state;
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
    for (const part of this.querySelectorAll("[data-do=awake]")) part.hidden = !canStayAwake();
    this.mark("ring", soundAllowed());
    this.dataset.state = state;
  }

  mark(name, pressed) {
    this.querySelector(`[data-do=${name}]`)?.setAttribute("aria-pressed", pressed);
  }

  async tap(button) {
    const name = button?.dataset.do;
    if (name === "ask") await this.ask();
    if (name === "stop") await this.stop();
    if (name === "awake") this.mark("awake", await stayAwake(button.getAttribute("aria-pressed") !== "true"));
    if (name === "ring") {
      if (soundAllowed()) silence();
      else allowSound();
      this.mark("ring", soundAllowed());
    }
  }

  async ask() {
    allowSound(); // a phone that is looked at rings by itself
    this.show("asking");
    if ((await Notification.requestPermission()) !== "granted") return this.look();
    await this.follow();
  }

  async follow() {
    const kinds = this.boxes().filter((box) => box.checked).map((box) => box.value);
    const wish = { kinds, language: document.documentElement.lang };
    announced = true;
    try {
      const subscription = await subscribed(this.dataset.key);
      await send("POST", this.dataset.url, { ...subscription.toJSON(), ...wish });
      await (await caches.open(FOLLOWS)).put(this.dataset.url, new Response(JSON.stringify(wish)));
      this.show("on");
    } catch {
      this.show("failed");
    }
  }

  // The subscription is the phone's and may serve other orders; it goes with the last of them.
  async stop() {
    const follows = await caches.open(FOLLOWS);
    const registration = await navigator.serviceWorker.ready;
    const subscription = await registration.pushManager.getSubscription();
    await follows.delete(this.dataset.url);
    if (subscription) {
      await send("DELETE", this.dataset.url, { endpoint: subscription.endpoint }).catch(() => {});
      if ((await follows.keys()).length === 0) await subscription.unsubscribe();
    }
    this.show("ask");
  }

  boxes() {
    return [...this.querySelectorAll("input[name=kind]")];
  }
}

export async function subscribed(key) {
  const registration = await navigator.serviceWorker.ready;
  const manager = registration.pushManager;
  const known = await manager.getSubscription();
  if (known && encoded(known.options.applicationServerKey) !== key) await known.unsubscribe(); // another restaurant's key
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: decoded(key) });
}

export async function send(method, url, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the subscription was answered with ${answer.status}`);
  return answer;
}

const decoded = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const encoded = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function isPhoneOfApple() {
  const isTablet = navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || isTablet;
}

const isOnHomeScreen = () => navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
const lookAgain = () => document.dispatchEvent(new CustomEvent("notify"));

if (isSafe) navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
customElements.define("notify-me", NotifyMe);
watchStage(lookAgain);
keepSnapshots();
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && lookAgain());
