// An order's page in a dead zone: it says how old its news is, and gives way to the live page as soon as it can.
const RETRY = 5000;
const { lang } = document.documentElement;
const word = (name) => document.body.getAttribute(`data-word-${name}`) ?? "";
const clock = new Intl.DateTimeFormat(lang, {
  hour: "numeric",
  minute: "2-digit",
  hourCycle: document.body.dataset.clock,
  timeZone: document.body.getAttribute("data-word-zone") || undefined,
});
const span = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });

function age(at) {
  const minutes = Math.round((at - Date.now()) / 60000);
  return Math.abs(minutes) < 60 ? span.format(minutes, "minute") : span.format(Math.round(minutes / 60), "hour");
}

function say() {
  const seen = Number(document.body.dataset.seen);
  const news = Number(document.querySelector(".news")?.dataset.at ?? 0);
  for (const place of document.querySelectorAll("[data-testid=freshness]")) {
    place.dataset.live = "false";
    place.textContent = word("asof").replace("{time}", clock.format(seen)).replace("{age}", age(seen));
  }
  for (const place of document.querySelectorAll(".news")) place.title = clock.format(news);
}

// Asked of the order itself: "online" only says that there is some network.
async function look() {
  try {
    const answer = await fetch(`${location.pathname}/status.json`, { cache: "no-store" });
    if (answer.ok || answer.status === 404) location.reload();
  } catch {
    // still away
  }
}

if (document.body.dataset.seen) {
  say();
  setInterval(say, 30000);
}
setInterval(look, RETRY);
addEventListener("online", look);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
