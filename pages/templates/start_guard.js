// deno-lint-ignore-file no-var
// Says so when the page does not start. It is old-style script within the page itself, so it runs where nothing else does.
// Every part of the page starts in one start script, which marks its end; without that mark the page reloads, and in the
// end says what is wrong and refreshes itself. `data-live-page` on the body: a page that follows the server.
(function () {
  var START_MS = 8000;
  var MAX_SLOW_START_MS = 30000; // a slow network may still be loading
  var LOOK_AGAIN_MS = 1000;
  var KNOWN_TROUBLE_MS = 2000;
  var REFRESH_MS = 20000;
  var PAUSES_MS = [0, 4000, 12000]; // before each reload
  var KEY = "starts " + location.pathname;
  var html = document.documentElement;
  html.setAttribute("data-guarded", "true");
  var begun = Date.now();
  var isBroken = false;
  /** @type {HTMLButtonElement | null} */
  var pressed = null;
  // Without import maps no reload helps.
  var isModern = "supports" in HTMLScriptElement && HTMLScriptElement.supports("importmap");

  // A browser that blocks all storage throws at its mention, and NiceGUI mentions it: then nothing is remembered.
  try {
    sessionStorage.getItem(KEY);
  } catch (_error) {
    Object.defineProperty(window, "sessionStorage", { value: { getItem: none, setItem: none, removeItem: none } });
  }

  function none() {
    return null;
  }

  /** @param {string} name */
  function word(name) {
    return document.body.getAttribute("data-word-" + name) || "";
  }

  function isStarted() {
    return html.getAttribute("data-started") === "true";
  }

  // In the window's name, too: the storage may be blocked or full.
  /** @param {number} n */
  function keepReloads(n) {
    if (n || window.name.indexOf(KEY) === 0) window.name = n ? KEY + " " + n : "";
    try {
      sessionStorage.setItem(KEY, String(n));
    } catch (_error) {
      return;
    }
  }

  function countReloads() {
    var named = window.name.indexOf(KEY) === 0 ? Number(window.name.slice(KEY.length)) : 0;
    return Math.max(named, Number(sessionStorage.getItem(KEY)));
  }

  function check() {
    if (isStarted()) return;
    var isLoading = document.readyState !== "complete" && !isBroken;
    if (isLoading && Date.now() - begun < MAX_SLOW_START_MS) return void setTimeout(check, LOOK_AGAIN_MS);
    if (!document.body.hasAttribute("data-live-page")) return say();
    var n = countReloads();
    if (!isModern || n >= PAUSES_MS.length) return fallBack();
    keepReloads(n + 1);
    setTimeout(reload, PAUSES_MS[n]);
  }

  // Without a network a reload would end in the browser's error page.
  function reload() {
    var request = new XMLHttpRequest();
    request.onload = function () {
      if (request.status >= 500) retry();
      else if (!isStarted()) location.reload();
    };
    request.onerror = retry;
    request.open("HEAD", "/static/icons/icon.svg?at=" + Date.now());
    request.send();
  }

  function retry() {
    setTimeout(reload, LOOK_AGAIN_MS);
  }

  function fallBack() {
    if (isStarted()) return;
    html.setAttribute("data-plain", "true");
    say();
    setTimeout(reload, REFRESH_MS);
  }

  function say() {
    var notice = document.createElement("div");
    var texts = [word("not-alive"), word(isModern ? "part-lost" : "too-old")];
    if (document.body.hasAttribute("data-live-page")) texts.push(word("refreshes"));
    notice.className = "not-alive";
    notice.setAttribute("data-testid", "not-alive");
    notice.setAttribute("role", "alert");
    notice.appendChild(document.createElement("p")).textContent = texts.join(" ");
    var again = document.createElement("a");
    again.href = location.href;
    again.textContent = word("load-again");
    notice.appendChild(again);
    document.body.insertBefore(notice, document.body.firstChild);
    document.addEventListener("started", function () {
      html.removeAttribute("data-plain");
      if (notice.parentNode) notice.parentNode.removeChild(notice);
    });
    var freshness = document.querySelectorAll("[data-testid=freshness]");
    Array.prototype.forEach.call(freshness, function (place) {
      place.textContent = word("loaded-at");
    });
  }

  window.addEventListener("error", function (event) {
    var target = event.target;
    if (target instanceof HTMLScriptElement || target instanceof HTMLLinkElement) isBroken = true;
  }, true);
  document.addEventListener("started", function () {
    keepReloads(0);
    if (pressed && !document.body.hasAttribute("data-live-page")) pressed.click();
  });
  // A button that is pressed before its script has started is pressed then: a slow network loses no press. On a page that
  // follows the server the button may mean something else by then.
  document.addEventListener("click", function (event) {
    if (!isStarted() && event.target instanceof Element) pressed = event.target.closest("button[type=button]");
  });
  // What did not start three times is told at once, and not 8 s after each refresh.
  if (!isModern || countReloads() >= PAUSES_MS.length) document.addEventListener("DOMContentLoaded", fallBackSoon);
  else setTimeout(check, START_MS);

  function fallBackSoon() {
    setTimeout(fallBack, KNOWN_TROUBLE_MS);
  }
})();
