// Starts the receipt's page: prints it on paper that is as long as it needs to be.
import { byId } from "@/shared/dom.js";
import { markStarted } from "@/shared/started.js";

const PX_PER_MM = 96 / 25.4;
const MARGIN_MM = 10;

function cutPaper() {
  const lengthMm = Math.ceil(byId("paper").offsetHeight / PX_PER_MM) + MARGIN_MM;
  const sheet = byId("sheet") ??
    document.head.appendChild(Object.assign(document.createElement("style"), { id: "sheet" }));
  sheet.textContent = `@page { size: 80mm ${lengthMm}mm; margin: 0; }`;
}

cutPaper();
addEventListener("beforeprint", cutPaper);
byId("print").addEventListener("click", () => print());
markStarted();
