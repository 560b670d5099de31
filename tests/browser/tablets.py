"""Tablets: real Chromium pages of the staff, on an OrderBell that really runs."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page, StorageState

    from tests.support.server_process import ServerProcess

# What moves without end, such as the dot of a live page, is not waited for.
STILL = """Promise.allSettled(
    document.getAnimations()
        .filter((one) => one.effect.getComputedTiming().endTime < Infinity)
        .map((one) => one.finished)
)"""
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
RULES_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


async def open_again(page: Page) -> None:
    """Open the kitchen on a tablet that was in use, as a new one: it takes a quarter of a new one's time."""
    await page.evaluate("sessionStorage.clear(); localStorage.clear()")
    await page.goto(urljoin(page.url, "/kitchen"))
    await expect(page.get_by_test_id("freshness")).to_have_attribute("data-live", "true")


async def signed_in(
    browser: Browser, server: ServerProcess, path: str = "/kitchen", *, has_clock: bool = False, **said: Any
) -> Page:
    """Open this page on a new tablet that has signed in; with a clock, the test may stop and move its time."""
    tablet = {"viewport": {"width": 820, "height": 1180}, "locale": "en", "storage_state": session_of(server)}
    context = await browser.new_context(**{**tablet, **said})
    page = await context.new_page()
    page.set_default_timeout(30_000)
    if has_clock:
        await page.clock.install()
    await page.goto(f"{server.address}{path}")
    await expect(page.get_by_test_id("freshness")).to_have_attribute("data-live", "true")
    return page


# To check a PIN takes a fifth of the time that a page takes.
@functools.cache
def session_of(server: ServerProcess) -> StorageState:
    """Return what the browser of a tablet keeps that has signed in; all tablets of a server share it."""
    return new_session(server)


def new_session(server: ServerProcess) -> StorageState:
    """Sign a new tablet in, without a page; returns what its browser then keeps."""
    place = {"domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    return {"cookies": [{"name": name, "value": value, **place} for name, value in server.sign_in().items()]}


def ticket_of(page: Page, order: dict[str, Any]) -> Locator:
    return page.locator(f'[data-testid=ticket][data-order-id="{order["id"]}"]')


def item_of(page: Page, order: dict[str, Any], name: str) -> Locator:
    return ticket_of(page, order).get_by_test_id("item").filter(has_text=name)


async def faults_in(page: Page, within: str | None = None, rules: dict[str, Any] = RULES) -> list[str]:
    """Return what axe-core finds wrong on the page, or on this part of it, when its colours and places are reached."""
    await page.evaluate(STILL)
    found = await Axe().run(page, context=within, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {[node['html'][:160] for node in fault['nodes']]}" for fault in found.response["violations"]
    ]


async def faults_in_both_schemes(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a light page, and with its colours when it is dark."""
    light = await faults_in(page)
    await page.emulate_media(color_scheme="dark")
    dark = await faults_in(page, rules=RULES_OF_COLOURS)
    await page.emulate_media(color_scheme="light")
    return light + dark
