"""Tablets: real Chromium pages of the staff, on an OrderBell that really runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.support.world import PIN

if TYPE_CHECKING:
    from playwright.async_api import Browser, Locator, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def signed_in(browser: Browser, address: str, path: str = "/kitchen", **said: Any) -> Page:
    """Sign a new tablet in, and open this page on it."""
    context = await browser.new_context(**{"viewport": {"width": 820, "height": 1180}, "locale": "en", **said})
    page = await context.new_page()
    page.set_default_timeout(8000)
    await page.goto(f"{address}/login?next={path}")
    await page.get_by_label("PIN").fill(PIN)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**{path}")
    await expect(page.get_by_test_id("freshness")).to_have_attribute("data-live", "true")
    return page


def ticket_of(page: Page, order: dict[str, Any]) -> Locator:
    return page.locator(f'[data-testid=ticket][data-order-id="{order["id"]}"]')


def item_of(page: Page, order: dict[str, Any], name: str) -> Locator:
    return ticket_of(page, order).get_by_test_id("item").filter(has_text=name)


async def faults_in(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds wrong on the page as it stands, or on this part of it."""
    found = await Axe().run(page, context=within, options={"runOnly": RULES})
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found.response["violations"]]
