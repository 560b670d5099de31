// The menu of pages closes when something else is touched, and on Escape.
import { all } from "@/shared/dom.js";

export function startPageMenu() {
  document.addEventListener("click", ({ target }) => {
    for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

const openMenus = () => /** @type {HTMLDetailsElement[]} */ (all(".menu[open]"));
