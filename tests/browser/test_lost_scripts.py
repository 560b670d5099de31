"""A page that has lost a script works all the same or says so, and is never called live with dead buttons."""

import asyncio
import re
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import session_of, ticket_of
from tests.browser.waiting import wait_until

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]
PATIENCE_MS = 9_000
PAUSE_MS = 13_000
NOT_ALIVE = "[data-testid=not-alive]"
ALIVE = "html[data-alive=true]"
TOGETHER = 4


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser, open_restaurant):
    """Open a staff or guest page without the files whose URL contains `lost`; its clock can be moved on."""
    contexts = []

    async def opened(path, *, lost="", known_trouble=False, without="", on_request=None):
        state = session_of(open_restaurant)
        context = await browser.new_context(base_url=open_restaurant.address, locale="en", storage_state=state)
        contexts.append(context)
        page = await context.new_page()
        await page.clock.install()
        if known_trouble:
            await page.add_init_script("sessionStorage['starts ' + location.pathname] = '3'")
        if without:
            await page.add_init_script(without)
        if lost:
            await page.route(re.compile(re.escape(lost)), lambda route: route.abort())
        if on_request:
            page.on("request", on_request)
        await page.goto(path)
        return page

    yield opened
    for context in contexts:
        await context.close()


async def scripts_of(open_page, path):
    """List the script files that a page asks for, without the digests of their contents."""
    names = set()
    page = await open_page(path, on_request=lambda request: names.add(urlsplit(request.url).path))
    await expect(page.locator(ALIVE)).to_be_attached()
    await page.context.close()
    return sorted(name for name in names if name.endswith(".js"))


async def path_of(server, name):
    order = await asyncio.to_thread(server.order)
    return {"kitchen": "/kitchen", "counter": "/orders/new", "board": "/board", "guest": f"/t/{order['token']}"}[name]


class Losing:
    """A page that is opened again and again without one script, and keeps the others as a browser does."""

    def __init__(self, page, path):
        self.page, self.path = page, path

    # By the protocol of developer tools, for a page whose requests a test routes keeps nothing.
    async def lose(self, scripts):
        """Open it without each of these scripts in turn; returns the script, is it alive, does it lie."""
        tools = await self.page.context.new_cdp_session(self.page)
        await tools.send("Network.enable")
        while scripts:
            script = scripts.pop()
            await tools.send("Network.setBlockedURLs", {"urls": [f"*{script}*"]})
            await self.page.goto(self.path)
            yield script, *await self._state()

    async def _state(self):
        page = self.page
        await page.clock.fast_forward(PATIENCE_MS)
        await expect(page.locator(f"{NOT_ALIVE}, {ALIVE}").first).to_be_attached()
        is_alive = await page.locator(ALIVE).count() > 0
        says_live = await page.locator('[data-testid=freshness][data-live="true"]').count() > 0
        has_started = await page.locator("html[data-started]").count() > 0
        return is_alive, says_live and not has_started


@pytest.mark.parametrize("name", ["kitchen", "counter", "board", "guest"])
async def test_page_without_a_script_is_alive_or_says_so(open_page, open_restaurant, name):
    path = await path_of(open_restaurant, name)
    # What all pages share is taken from the guest's only: that it starts with the others is the same everywhere.
    scripts = [one for one in await scripts_of(open_page, path) if name == "guest" or "/shared/" not in one]

    async def lose_some():
        page = await open_page(path, known_trouble=True)
        return [result async for result in Losing(page, path).lose(scripts)]

    of_each_page = await asyncio.gather(*(lose_some() for _ in range(TOGETHER)))
    results = [result for of_one in of_each_page for result in of_one]
    assert [script for script, _, lies in results if lies] == []
    alive_without = {script for script, is_alive, _ in results if is_alive}
    assert all(name == "guest" and script != "/static/guest/start.js" for script in alive_without), alive_without
    assert len(alive_without) < len(results)


async def test_lost_script_is_asked_for_again_three_times(open_page):
    page = await open_page("/kitchen", lost="kitchen/taps.js")
    for _ in range(3):
        async with page.expect_event("domcontentloaded"):
            await page.clock.fast_forward(PATIENCE_MS)
            await page.clock.fast_forward(PAUSE_MS)
    await page.clock.fast_forward(PATIENCE_MS)
    await expect(page.locator(NOT_ALIVE)).to_contain_text("could not be loaded")
    assert await page.locator(ALIVE).count() == 0


async def test_late_script_brings_the_page_to_life(open_page):
    page = await open_page("/kitchen", lost="kitchen/taps.js")
    await page.unroute_all()
    await page.clock.fast_forward(PATIENCE_MS)
    await expect(page.locator(ALIVE)).to_be_attached()
    assert await page.locator(NOT_ALIVE).count() == 0


async def test_kitchen_without_scripts_takes_taps_by_form(open_page, open_restaurant):
    order = await asyncio.to_thread(open_restaurant.order)
    page = await open_page("/kitchen", lost="kitchen/start.js", known_trouble=True)
    await page.clock.fast_forward(PATIENCE_MS)
    await expect(page.locator(NOT_ALIVE)).to_be_visible()
    await ticket_of(page, order).get_by_role("button", name="Start").click()
    await expect(ticket_of(page, order)).to_have_attribute("data-stage", "preparing")
    assert page.url.endswith(f"/kitchen#ticket-{order['id']}")


async def test_station_without_scripts_takes_taps_by_form(open_page, open_restaurant):
    dishes = [{"name": "Steak", "station": "grill"}, {"name": "Lemonade", "station": "bar"}]
    order = await asyncio.to_thread(open_restaurant.order, items=dishes)
    path = "/kitchen?station=bar"
    page = await open_page(path, lost="kitchen/start.js", known_trouble=True)

    async def tap(name):
        await page.clock.fast_forward(PATIENCE_MS)
        await expect(page.locator(NOT_ALIVE)).to_be_visible()
        await ticket_of(page, order).get_by_role("button", name=name, exact=True).click()

    await tap("Ready")
    await expect(ticket_of(page, order).get_by_text("waiting for grill")).to_be_visible()
    await asyncio.to_thread(open_restaurant.tap, order, "bump")
    await page.reload()
    await tap("Hand over")
    await expect(ticket_of(page, order)).to_have_count(0)
    assert page.url.endswith(f"{path}#ticket-{order['id']}")


NO_IMPORT_MAPS = "HTMLScriptElement.supports = () => false"


@pytest.mark.parametrize("name", ["kitchen", "board", "guest"])
async def test_browser_without_import_maps_gets_a_true_page(open_page, open_restaurant, name):
    path = await path_of(open_restaurant, name)
    page = await open_page(path, lost="start.js", without=NO_IMPORT_MAPS)
    await page.clock.fast_forward(PATIENCE_MS)
    await expect(page.locator(NOT_ALIVE)).to_contain_text("Safari 16.4")
    async with page.expect_navigation():
        await page.clock.fast_forward(20_000)
    assert (await page.request.get("/healthz")).status == HTTPStatus.OK


# It links to files that the browser kept at the first visit and may have thrown away since.
async def test_later_visit_without_any_file_says_so(browser, open_restaurant):
    path = await path_of(open_restaurant, "guest")
    context = await browser.new_context(base_url=open_restaurant.address, locale="en", service_workers="block")
    page = await context.new_page()
    await page.goto(path)
    await wait_until(page, "document.cookie.includes('files=')")
    await page.route(re.compile("/static/"), lambda route: route.abort())
    await page.add_init_script("sessionStorage['starts ' + location.pathname] = '3'")
    await page.reload()
    await expect(page.locator(NOT_ALIVE)).to_be_visible(timeout=30_000)
    await context.close()
