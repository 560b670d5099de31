// "How was it?" is asked once the order is collected.
import { currentStage, observeStage } from "@/guest/order_stage.js";
import { all } from "@/shared/dom.js";

export function startThanks() {
  observeStage(show);
  show();
}

function show() {
  for (const question of all(".foot > .thanks")) question.hidden = currentStage() !== "collected";
}
