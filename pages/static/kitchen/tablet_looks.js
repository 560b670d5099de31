// How this tablet shows the rail: its size, and on which side the buttons are. The tablet remembers it.
import { byId } from "@/shared/dom.js";
import { deviceMemory } from "@/shared/storage.js";

export function startTabletLooks() {
  const form = /** @type {HTMLFormElement} */ (byId("tablet"));
  const { size = "M", isLeftHanded = false } = deviceMemory.read("looks", {});
  const sizes = /** @type {RadioNodeList} */ (form.elements.namedItem("size"));
  const hand = /** @type {HTMLInputElement} */ (form.elements.namedItem("hand"));
  sizes.value = size;
  hand.checked = isLeftHanded;
  show(size, isLeftHanded);
  form.addEventListener("change", () => {
    deviceMemory.keep("looks", { size: sizes.value, isLeftHanded: hand.checked });
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
