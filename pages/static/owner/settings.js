// The owner's test push: subscribes this device, has the server ring it, and says what became of it.
const word = (name) => document.body.getAttribute(`data-word-${name}`) ?? "";
const button = document.getElementById("test-push");
const says = document.getElementById("test-says");

button?.addEventListener("click", async () => {
  button.disabled = true;
  says.textContent = await test().catch((error) => word("refused").replace("{why}", error.message));
  button.disabled = false;
});

async function test() {
  if (!window.isSecureContext || !("PushManager" in window) || !("serviceWorker" in navigator)) {
    return word("unsupported");
  }
  if ((await Notification.requestPermission()) !== "granted") return word("blocked");
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const applicationServerKey = button.dataset.key;
  const known = await pushManager.getSubscription();
  if (known && !isOurs(known, applicationServerKey)) await known.unsubscribe(); // of a key that was here before
  const device = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const answer = await fetch("/settings/test-push", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(device),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const { why } = await answer.json();
  return why ? word("refused").replace("{why}", why) : word("sent");
}

function isOurs(subscription, key) {
  const bytes = String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === key;
}
