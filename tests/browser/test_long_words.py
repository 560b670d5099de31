"""Names of one long word widen no page, whatever its width."""

from functools import partial

import pytest
from playwright.async_api import expect

from tests.browser.tablets import signed_in
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG = "W" * 120
LIVE = ["/kitchen", "/orders/new", "/menu", "/board"]
STILL = ["/settings", "/reports", "/welcome", "/orders"]
WIDTHS = [195, 320, 820, 1180]  # the first is a phone of 390 whose pages are enlarged to twice their size
NARROW_PAPER_PX = 181  # 48 mm, which a printer of 58 mm paper has
MAX_WAIT_SECONDS = 30
EXCESS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def fits(page):
    return not await page.evaluate(EXCESS)


async def test_long_words_widen_no_page(server, browser):
    dish = {"name": "D" * 120, "station": LONG, "minutes": 5}
    server.api("PUT", "/menu", {"dishes": [dish], "stations": [{"name": LONG, "slots": 2}]})
    items = [{"name": "D" * 120, "note": "n" * 500, "modifiers": [LONG]}]
    order = server.order(items=items, guest_name=LONG, table=LONG)
    page = await signed_in(browser, server)
    wide = {}
    still = [*STILL, f"/t/{order['token']}/receipt"]
    for path in [*LIVE, f"/t/{order['token']}", *still]:
        await page.goto(f"{server.address}{path}")
        if path not in still:
            await expect(page.locator("html")).to_have_attribute("data-alive", "true")
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": 800})
            try:  # the board sets its font sizes after the resize
                await until(partial(fits, page), max_seconds=MAX_WAIT_SECONDS)
            except TimeoutError:
                wide[path, width] = await page.evaluate(EXCESS)
    await page.context.close()
    assert wide == {}


async def test_description_of_the_interface_fits_each_width(server, browser):
    page = await signed_in(browser, server)
    await page.goto(f"{server.address}/api/docs")
    await expect(page.locator(".json-schema-2020-12__title").last).to_be_visible()
    wide = {}
    for width in WIDTHS:
        await page.set_viewport_size({"width": width, "height": 800})
        wide[width] = await page.evaluate(EXCESS)
    await page.context.close()
    assert set(wide.values()) == {0}, wide


async def test_receipt_fits_narrow_paper(server, browser):
    dish = {"name": "D" * 120, "note": "n" * 500, "modifiers": [LONG], "price": 123_456, "currency": "EUR"}
    order = server.order(items=[dish], guest_name=LONG, table=LONG, note=LONG)
    page = await signed_in(browser, server)
    wifi = {"wifi_name": "W" * 32, "wifi_password": "p" * 63}
    saved = await page.request.post(f"{server.address}/settings/wifi", form=wifi, headers={"Origin": server.address})
    assert saved.ok
    await page.emulate_media(media="print")
    await page.set_viewport_size({"width": NARROW_PAPER_PX, "height": 800})
    wide = {}
    for path in (f"/orders/{order['id']}/receipt", f"/t/{order['token']}/receipt"):
        await page.goto(f"{server.address}{path}")
        wide[path] = await page.evaluate(EXCESS)
    await page.context.close()
    assert set(wide.values()) == {0}, wide
