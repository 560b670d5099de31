// The owner's test push: subscribes this device, has the server send to it, and says what became of it.
import { canPush, subscribeDevice } from "@/shared/push_subscription.js";
import { sendJson } from "@/shared/send_json.js";
import { word } from "@/shared/words.js";

export function startTestPush() {
  const button = document.getElementById("test-push");
  const says = document.getElementById("test-says");
  if (!(button instanceof HTMLButtonElement) || !says) return; // push is off
  let isTesting = false;
  button.addEventListener("click", async () => {
    if (isTesting) return;
    isTesting = true; // a disabled button would lose the focus
    says.textContent = await test(button.dataset.key ?? "").catch((error) => word("refused", { why: error.message }));
    isTesting = false;
  });
}

/** @param {string} key */
async function test(key) {
  if (!canPush()) return word("unsupported");
  if ((await Notification.requestPermission()) !== "granted") return word("blocked");
  const answer = await sendJson("POST", "/settings/test-push", await subscribeDevice(key));
  if (!answer.ok) throw new Error(String(answer.status));
  const { why } = await answer.json();
  return why ? word("refused", { why }) : word("sent");
}
