"""Focus by keyboard on a phone: what has it is marked, and nothing covers it."""

import pytest
from playwright.async_api import expect

from tests.browser.tablets import signed_in
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="session")
MAX_STOPS = 80
# What has focus, unless it is marked and in view; null at the end of the page.
UNSEEN_FOCUS = """() => {
  const { activeElement: one } = document;
  if (one === document.body) return null;
  const { left, top, width, height } = one.getBoundingClientRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  const isSeen = hit && (one.contains(hit) || hit.contains(one));
  return isSeen && getComputedStyle(one).outlineStyle !== "none" ? "" : one.outerHTML.slice(0, 160);
}"""

# What has focus, while a part of it is behind another element.
COVERED_FOCUS = """() => {
  const { activeElement: one } = document;
  const { left, top, bottom, width } = one.getBoundingClientRect();
  const hits = [top + 2, bottom - 2].map((y) => document.elementFromPoint(left + width / 2, y));
  return hits.every((hit) => one.contains(hit)) ? "" : one.outerHTML.slice(0, 160);
}"""


@pytest.fixture
def menu_server(tmp_path):
    with running_server(tmp_path) as server:
        dishes = [{"name": f"Dish {n}", "station": "stove", "minutes": 12, "price": 900} for n in range(20)]
        server.api("PUT", "/menu", {"dishes": dishes})
        for n in range(10):
            order = server.order(f"Dish {n}")
            if n < 3:
                server.tap(order, "bump")
        yield server


async def test_focus_is_always_in_view(menu_server, browser):
    guest = f"/t/{menu_server.order('Dish 1')['token']}"
    phone = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
    page = await signed_in(browser, menu_server, **phone)
    for path in ("/kitchen", "/orders/new", "/orders", "/reports", guest):
        await page.goto(f"{menu_server.address}{path}")
        await page.wait_for_selector("html[data-started], html[data-alive=true], .reports")
        for _ in range(MAX_STOPS):
            await page.keyboard.press("Tab")
            unseen = await page.evaluate(UNSEEN_FOCUS)
            if unseen is None:
                break
            assert not unseen, path
    await page.context.close()


async def test_bars_of_a_long_ticket_cover_no_focus(server, browser):
    server.order(*(f"Dish {n}" for n in range(20)))
    page = await signed_in(browser, server, viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    await page.locator(".ticket li button").first.focus()
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(20):
            await page.keyboard.press(key)
            assert not await page.evaluate(COVERED_FOCUS)
    await page.context.close()


async def test_forced_colours_show_focus_and_what_is_chosen(server, browser):
    page = await signed_in(browser, server, forced_colors="active")
    await page.goto(f"{server.address}/orders/new")
    current, chosen = page.locator(".bar > .places [aria-current=page]"), page.locator("input:checked + span")
    await expect(current).to_have_css("outline-width", "2px")
    await current.focus()
    await expect(current).to_have_css("outline-width", "3px")
    await page.locator(".chip-choice input").first.focus()
    await page.keyboard.press("Space")
    await expect(chosen).to_have_css("outline-width", "3px")
    await current.focus()
    await expect(chosen).to_have_css("outline-width", "2px")
    await page.context.close()
