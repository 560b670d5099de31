"""A browser that lacks an interface, or throws at it, loses that comfort and not the page."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import ticket_of
from tests.support.world import PIN

pytestmark = pytest.mark.asyncio(loop_scope="session")
THROW = "() => { throw new DOMException('blocked', 'SecurityError'); }"
MISSING = {
    "time zones": "Intl.DateTimeFormat = Intl.RelativeTimeFormat = function () { throw new RangeError('no zones'); }",
    "Intl": "delete globalThis.Intl",
    "dialogs": "delete HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.close",
    "audio": "delete window.AudioContext; delete window.webkitAudioContext",
    "audio that throws": "window.AudioContext = function () { throw new Error('no device'); }",
    "storage": f"for (const name of ['sessionStorage', 'localStorage'])"
    f" Object.defineProperty(window, name, {{ get: {THROW}, configurable: true }})",
    "full storage": f"Storage.prototype.setItem = {THROW}",
    "wake lock": "delete Navigator.prototype.wakeLock",
    "wake lock that throws": f"Object.defineProperty(Navigator.prototype, 'wakeLock', {{ get: {THROW} }})",
    "notifications": "delete window.Notification; delete window.PushManager",
    "service workers": f"Object.defineProperty(Navigator.prototype, 'serviceWorker', {{ get: {THROW} }})",
    "caches": "delete window.caches",
    "caches that throw": f"CacheStorage.prototype.open = {THROW}",
    "vibration": "delete Navigator.prototype.vibrate",
    "animations": "delete Element.prototype.animate",
}
ALIVE = "html[data-alive=true]"


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser, open_restaurant):
    """Open a page in a browser that has run this script first; it must have no uncaught error when it closes."""
    contexts, errors = [], []

    async def opened(path, script):
        context = await browser.new_context(
            base_url=open_restaurant.address, locale="en-GB", timezone_id="Pacific/Auckland"
        )
        contexts.append(context)
        await context.request.post("/login", form={"pin": PIN})
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.add_init_script(script)
        await page.goto(path)
        await expect(page.locator(ALIVE)).to_be_attached()
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert errors == []


@pytest.mark.parametrize("name", MISSING)
async def test_kitchen_works_without(open_page, open_restaurant, name):
    order = await asyncio.to_thread(open_restaurant.order)
    page = await open_page("/kitchen", MISSING[name])
    ticket = ticket_of(page, order)
    await ticket.get_by_role("button", name="Start").click()
    await expect(ticket).to_have_attribute("data-stage", "preparing")
    await ticket.get_by_role("button", name="More").click()
    await expect(page.locator("#more")).to_be_visible()
    await page.locator("#more [data-close]").click()
    await expect(page.locator("#more")).to_be_hidden()
    await page.locator("#sound").click()
    await expect(ticket.locator(".due")).not_to_be_empty()


@pytest.mark.parametrize("name", MISSING)
async def test_guest_is_told_right_times_without(open_page, open_restaurant, name):
    order = await asyncio.to_thread(open_restaurant.order)
    before = datetime.now(ZoneInfo("Europe/Madrid"))
    page = await open_page(f"/t/{order['token']}", MISSING[name])
    # Read at once: the next word of the server makes the page live again.
    freshness = "document.querySelector('[data-testid=freshness]')"
    said = await page.evaluate(f"dispatchEvent(new Event('offline')); {freshness}.textContent")
    after = datetime.now(ZoneInfo("Europe/Madrid"))
    minutes = int((after - before).total_seconds() // 60) + 2
    assert any(f"{before + timedelta(minutes=n):%H:%M}" in said for n in range(minutes)), said
