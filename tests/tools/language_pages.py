"""Each page in each language at 320 px: `uv run python -m tests.tools.language_pages [FOLDER] [ar,pl]`.

Prints what is wider than the page, what is cut off, and which words are the English page's own. In FOLDER it leaves the
pictures, to be looked at.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from pages.context import LANGUAGE_COOKIE
from pages.i18n import translator_for
from storage.owner_settings import LANGUAGES
from tests.browser.tablets import session_of
from tests.support.browsers import chromium_flags, headless_chromium
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

PHONE = {"width": 320, "height": 780}
SETTLED_MS = 100
STATIONS = {"Chicken Tikka Masala": "tandoor", "Garlic Naan": "tandoor", "Lamb Biryani": "stove", "Pilau Rice": "pass"}
DIALOGS = ("[data-more]", "[data-open=busy]", "[data-open=counts]", "[data-open=menu]", "[data-open=left]")
# A page that holds more than a phone shows, with all of it open.
OPEN_ALL = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
LOOK = """() => {
  const width = document.documentElement.clientWidth, wide = new Set(), words = new Set();
  const excess = document.documentElement.scrollWidth - width;
  if (excess > 0) wide.add(`the page by ${excess}`);
  const named = (e) => `<${e.localName} class="${e.className}"> ${e.textContent.trim().slice(0, 50)}`;
  for (const e of document.body.querySelectorAll('*')) {
    if (!e.checkVisibility() || e.closest('.unseen, svg, [hidden], code, pre')) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) words.add(e.getAttribute(name) ?? '');
    const texts = [...e.childNodes].filter((n) => n.nodeType === 3 && n.textContent.trim());
    for (const text of texts) words.add(text.textContent.trim());
    const box = e.getBoundingClientRect(), style = getComputedStyle(e), over = e.scrollWidth - e.clientWidth;
    const slides = e.closest('nav, .stations, .places, .tabs, .hero, [tabindex="0"]');
    if (texts.length && !slides && box.width && (box.right > width + 1 || box.left < -1)) wide.add(`out: ${named(e)}`);
    if (!e.textContent.trim() || e.localName === 'input' || over <= 1 || !e.clientWidth || slides) continue;
    if (['hidden', 'clip'].includes(style.overflowX)) wide.add(`cut: ${named(e)}`);
    if (style.overflowX !== 'visible' || style.display === 'inline' || !texts.length) continue;
    wide.add(`spills: ${named(e)}`);
  }
  return [[...wide], [...words]];
}"""


async def main(languages: list[str], folder: Path | None) -> int:
    """Look at all pages; return how many things are wrong."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    with tempfile.TemporaryDirectory() as home, running_server(Path(home), TIMEZONE="Europe/Madrid") as server:
        pages = prepare(server)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=headless_chromium(), args=chromium_flags())
            english: dict[str, set[str]] = {}
            for language in ["en", *(one for one in languages if one != "en")]:
                session = session_of(server)
                context = await browser.new_context(
                    base_url=server.address, viewport=PHONE, locale=language, storage_state=session
                )
                await context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": server.address}])
                for name, path in pages.items():
                    wide, words = await look(context, path, folder and folder / f"{language}-{name}.png")
                    english.setdefault(name, words)
                    left = words & english[name] if language != "en" else set()
                    for said in wide | {f"English: {word}" for word in left if is_english(word)}:
                        found[said].add(f"{language} {name}")
                await context.close()
            await browser.close()
    for said, places in sorted(found.items()):
        print(f"{said}\n    {', '.join(sorted(places))}")
    print(f"{len(found)} things in {len(pages)} pages and {len(languages)} languages")
    return len(found)


def prepare(server: ServerProcess) -> dict[str, str]:
    """Fill the restaurant; return the pages by name."""
    dishes = [{"name": name, "station": station, "minutes": 12} for name, station in STATIONS.items()]
    server.api("PUT", "/menu", {"dishes": dishes, "stations": []})
    lines = [{"name": name, "quantity": 2, "note": "🌶" if n == 0 else ""} for n, name in enumerate(STATIONS)]
    later = (datetime.now(UTC) + timedelta(hours=5)).isoformat()
    taps: dict[str, tuple[str, ...]] = {
        "received": (),
        "cooking": ("start",),
        "ready": ("bump",),
        "collected": ("bump", "hand_over"),
        "cancelled": ("cancel",),
    }
    orders = {stage: server.order(items=lines, guest_name="Ana", table="12") for stage in taps}
    for stage, verbs in taps.items():
        for verb in verbs:
            server.tap(orders[stage], verb)
    orders["scheduled"] = server.order(items=lines[:1], quoted_for=later)
    guests = {f"guest {stage}": order["tracking_url"].partition("/t/")[2] for stage, order in orders.items()}
    names = ("kitchen", "orders", "orders/new", "menu", "reports", "settings", "deliveries", "board", "language")
    return {
        **{name.replace("/", " "): f"/{name}" for name in names},
        "welcome": "/welcome",
        "offline": "/offline",
        "missing": "/no-such-page",
        "expo": "/kitchen?station=expo",
        "staff receipt": f"/orders/{orders['ready']['id']}/receipt",
        "receipt": f"/t/{guests['guest collected']}/receipt",
        **{name: f"/t/{token}" for name, token in guests.items()},
    }


async def look(context: BrowserContext, path: str, picture: Path | None) -> tuple[set[str], set[str]]:
    """Return what is too wide on a page and in its dialogs, and all of its words."""
    page = await context.new_page()
    await page.goto(path)
    await page.locator("html[data-alive=true], body:not([data-live-page])").first.wait_for()
    await page.evaluate(OPEN_ALL)
    await page.wait_for_timeout(SETTLED_MS)
    seen: list[Any] = [await page.evaluate(LOOK)]
    if picture:
        await page.screenshot(path=picture, full_page=True)
    if path.startswith("/kitchen"):
        seen += [said for dialog in DIALOGS async for said in opened(page, dialog)]
    await page.close()
    return {said for wide, _ in seen for said in wide}, {word for _, words in seen for word in words}


async def opened(page: Page, dialog: str) -> Any:
    """Yield what is seen with a dialog open, if the page has it."""
    if await page.locator(dialog).count():
        await page.locator(dialog).first.click(force=True)
        await page.wait_for_timeout(SETTLED_MS)
        yield await page.evaluate(LOOK)
        await page.keyboard.press("Escape")


_LANGUAGES = {translator_for(language, "UTC").own_name for language in LANGUAGES}
NAMES = {*STATIONS, *STATIONS.values(), *_LANGUAGES, "Ana", "OrderBell", "La Campana", "WhatsApp", "CSV"}
TECHNICAL = ("http:", "https:", "order.")


def is_english(word: str) -> bool:
    """Whether a text has words, and is not a name of the restaurant's own."""
    bare = "" if word.startswith(TECHNICAL) else word
    for name in NAMES:
        bare = bare.replace(name, "")
    return sum(letter.isascii() and letter.isalpha() for letter in bare) > 2


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if place:
        place.mkdir(parents=True, exist_ok=True)
    chosen = sys.argv[2].split(",") if len(sys.argv) > 2 else list(LANGUAGES)
    sys.exit(asyncio.run(main(chosen, place)))
