// The pad on a phone: a sheet at the bottom, which says how much is in the order and opens at a touch.
import { countPortions } from "@/counter/written_order.js";
import { byId, closest } from "@/shared/dom.js";
import { writePortions } from "@/shared/portions.js";
import { word } from "@/shared/words.js";

/** @param {import("@/counter/written_order.js").Written} order */
export function showSheet(order) {
  const n = countPortions(order);
  const says = n === 0 ? word("empty-sheet") : n === 1 ? word("one-dish") : word("dishes", { n: writePortions(n) });
  byId("sheet-says").textContent = says;
}

export function startSheet() {
  document.addEventListener("click", (event) => closest(event, "#sheet-toggle") && openSheet(!isOpen()));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && isOpen() && openSheet(false));
}

const isOpen = () => byId("sheet-toggle").getAttribute("aria-expanded") === "true";

/** @param {boolean} opens */
export function openSheet(opens) {
  byId("sheet-toggle").setAttribute("aria-expanded", String(opens));
  byId("pad").toggleAttribute("data-open", opens);
}
