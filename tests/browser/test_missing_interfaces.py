"""A browser that lacks an interface, or throws at it, loses that comfort and not the page."""

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import session_of, ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
THROW = "() => { throw new DOMException('blocked', 'SecurityError'); }"


def missing(*names):
    """Take these properties away."""
    return "".join(f"delete {name};" for name in names)


def throwing(*names):
    """Let these properties throw where they are read, as browsers do with what a policy or a person forbids."""
    parts = [name.rpartition(".") for name in names]
    return "".join(
        f"Object.defineProperty({owner}, '{name}', {{ get: {THROW}, configurable: true }});" for owner, _, name in parts
    )


def refusing(*names):
    """Let these functions throw when they are called."""
    return "".join(f"{name} = function () {{ throw new Error('refused'); }};" for name in names)


MISSING = {
    "time zones": refusing("Intl.DateTimeFormat", "Intl.RelativeTimeFormat"),
    "Intl": missing("globalThis.Intl"),
    "storage": throwing("window.sessionStorage", "window.localStorage"),
    "full storage": refusing("Storage.prototype.setItem"),
    "service workers": throwing("Navigator.prototype.serviceWorker"),
    "caches that work": refusing("CacheStorage.prototype.open"),
    "comforts": missing(
        "HTMLDialogElement.prototype.showModal",
        "HTMLDialogElement.prototype.close",
        "window.AudioContext",
        "window.webkitAudioContext",
        "Navigator.prototype.wakeLock",
        "Navigator.prototype.vibrate",
        "Navigator.prototype.share",
        "Navigator.prototype.clipboard",
        "window.Notification",
        "window.PushManager",
        "window.caches",
        "Element.prototype.animate",
        "window.ResizeObserver",
        "window.matchMedia",
        "window.CSS",
        "Crypto.prototype.randomUUID",
        "window.speechSynthesis",
        "window.SpeechSynthesisUtterance",
        "History.prototype.replaceState",
    ),
    "comforts that throw": throwing(
        "Navigator.prototype.wakeLock",
        "Navigator.prototype.share",
        "Navigator.prototype.vibrate",
        "Navigator.prototype.clipboard",
        "window.caches",
        "window.speechSynthesis",
        "Document.prototype.cookie",
    )
    + refusing(
        "window.AudioContext",
        "window.ResizeObserver",
        "window.matchMedia",
        "CSS.escape",
        "Crypto.prototype.getRandomValues",
        "Element.prototype.animate",
        "History.prototype.replaceState",
        "HTMLDialogElement.prototype.showModal",
        "HTMLDialogElement.prototype.close",
    ),
    "sound that works": refusing("AudioContext.prototype.createOscillator"),
}
ALIVE = "html[data-alive=true]"


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser, open_restaurant):
    """Open a page in a browser that has run this script first; it must have no uncaught error when it closes."""
    contexts, errors = [], []

    async def opened(path, script, alive=ALIVE):
        context = await browser.new_context(
            base_url=open_restaurant.address,
            locale="en-GB",
            timezone_id="Pacific/Auckland",
            storage_state=session_of(open_restaurant),
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.add_init_script(script)
        await page.goto(path)
        await expect(page.locator(alive)).to_be_attached()
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
    another = await asyncio.to_thread(open_restaurant.order)
    await expect(page.locator("#toasts")).to_contain_text(another["pickup_code"])
    await expect(ticket_of(page, another)).to_be_visible()


@pytest.mark.parametrize("name", MISSING)
async def test_guest_is_told_right_times_without(open_page, open_restaurant, name):
    order = await asyncio.to_thread(open_restaurant.order)
    before = datetime.now(ZoneInfo("Europe/Madrid"))
    page = await open_page(f"/t/{order['token']}", MISSING[name])
    await page.locator("#share summary").click()
    await expect(page.locator("#share a").first).to_be_visible()
    # Read at once: the next word of the server makes the page live again.
    freshness = "document.querySelector('[data-testid=freshness]')"
    said = await page.evaluate(f"dispatchEvent(new Event('offline')); {freshness}.textContent")
    after = datetime.now(ZoneInfo("Europe/Madrid"))
    minutes = int((after - before).total_seconds() // 60) + 2
    assert any(f"{before + timedelta(minutes=n):%H:%M}" in said for n in range(minutes)), said


@pytest.mark.parametrize("name", ["comforts", "comforts that throw", "sound that works"])
async def test_board_calls_without(open_page, open_restaurant, name):
    order = await asyncio.to_thread(open_restaurant.order)
    page = await open_page("/board", MISSING[name])
    await page.locator("body").click(position={"x": 1, "y": 1})
    await asyncio.to_thread(open_restaurant.tap, order, "bump")
    await expect(page.locator("#calling")).to_contain_text(order["pickup_code"])


@pytest.mark.parametrize("name", ["comforts", "comforts that throw"])
async def test_orders_are_found_and_copied_without(open_page, open_restaurant, name):
    order = await asyncio.to_thread(open_restaurant.order)
    page = await open_page("/orders", MISSING[name], alive="html[data-started=true]")
    await page.locator("#q").fill(order["pickup_code"])
    row = page.locator("details.order-row").filter(has_text=order["pickup_code"])
    await expect(page.locator("details.order-row")).to_have_count(1)
    await row.locator("summary").first.click()
    await row.locator("[data-copy]").click()
    await expect(row.locator("[data-copy]")).to_have_text("Copied")
