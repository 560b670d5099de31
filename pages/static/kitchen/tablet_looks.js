// How this tablet shows the rail: its size, and on which side the buttons are; and whether single keys act, which WCAG
// 2.1.4 lets people switch off. The tablet remembers it.
import { byId } from "@/shared/dom.js";
import { deviceMemory } from "@/shared/storage.js";

const DEFAULT = { size: "M", isLeftHanded: false, hasKeys: true };

const read = () => ({ ...DEFAULT, ...deviceMemory.read("looks") });

export const areKeysOn = () => read().hasKeys;

export function startTabletLooks() {
  const form = /** @type {HTMLFormElement} */ (byId("tablet"));
  const { size, isLeftHanded, hasKeys } = read();
  const sizes = /** @type {RadioNodeList} */ (form.elements.namedItem("size"));
  const hand = /** @type {HTMLInputElement} */ (form.elements.namedItem("hand"));
  const keys = /** @type {HTMLInputElement} */ (form.elements.namedItem("keys"));
  sizes.value = size;
  hand.checked = isLeftHanded;
  keys.checked = hasKeys;
  show(size, isLeftHanded);
  form.addEventListener("change", () => {
    deviceMemory.keep("looks", { size: sizes.value, isLeftHanded: hand.checked, hasKeys: keys.checked });
    show(sizes.value, hand.checked);
  });
}

/**
 * @param {string} size
 * @param {boolean} isLeftHanded
 */
function show(size, isLeftHanded) {
  const { dataset } = document.documentElement;
  dataset.size = size;
  dataset.hand = isLeftHanded ? "left" : "right";
  dispatchEvent(new Event("resize")); // the rail lays its tickets out again
}
