// Prints the receipt on paper that is as long as it needs to be.
const MM = 96 / 25.4;
const paper = document.getElementById("paper");

function cut() {
  const sheet = document.getElementById("sheet") ??
    document.head.appendChild(Object.assign(document.createElement("style"), { id: "sheet" }));
  sheet.textContent = `@page { size: 80mm ${Math.ceil(paper.offsetHeight / MM) + 10}mm; margin: 0; }`;
}

cut();
window.addEventListener("beforeprint", cut);
document.getElementById("print").addEventListener("click", () => window.print());
