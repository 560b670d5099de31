"""The guest's browser: hostile text is inert, and the page keeps its scroll position through cuts and restarts."""

import asyncio
from contextlib import contextmanager, suppress

import psutil
import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from tests.browser.waiting import wait_until
from tests.faults.proxy import Network
from tests.support.browsers import chromium, chromium_flags
from tests.support.server_process import ServerProcess
from tests.support.world import PIN

pytestmark = [pytest.mark.long, pytest.mark.asyncio(loop_scope="module")]
HOSTILE = (
    "\"><script>window.hurt=1</script><img src=x onerror=window.hurt=2>`${window.hurt=3}`'{{7*7}}</style></textarea>"
)
LIVE = '[data-testid="freshness"][data-live="true"]'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def line(tmp_path_factory):
    server = ServerProcess(tmp_path_factory.mktemp("guest"))
    between = Network(server.port)
    async with between.running():
        server.public_port, between.server = between.port, server
        await asyncio.to_thread(server.start)
        yield between
        await asyncio.to_thread(server.stop)


@pytest_asyncio.fixture(loop_scope="module")
async def page(line):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=chromium_flags())
        context = await browser.new_context(base_url=line.server.address, viewport={"width": 390, "height": 400})
        yield await context.new_page()
        await browser.close()


async def test_hostile_words_are_inert_and_within_the_policy(line, page):
    words = {"guest_name": HOSTILE[:120], "note": HOSTILE}
    order = await asyncio.to_thread(lambda: line.server.order(HOSTILE[:120], **words))
    dish = {"name": HOSTILE[:120], "station": HOSTILE[:120]}
    await asyncio.to_thread(line.server.api, "PUT", "/menu", {"dishes": [dish], "stations": []})
    failing_checks = []
    page.on(
        "console", lambda said: failing_checks.append(said.text) if "Content Security Policy" in said.text else None
    )
    page.on("dialog", lambda dialog: failing_checks.append(dialog.message))
    await page.goto("/login")
    await page.get_by_label("PIN").fill(PIN)
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("ticket")).to_be_visible()
    guest, receipt = f"/t/{order['token']}", f"/orders/{order['id']}/receipt"
    for path in ("/kitchen", guest, receipt, "/orders/new", "/menu", "/reports", "/board", "/api/docs"):
        await page.goto(path)
        await page.wait_for_timeout(700)
        assert await page.evaluate("window.hurt") is None, path
        assert failing_checks == [], path


@pytest.mark.timed
async def test_scroll_position_survives_cut_and_restart(line, page):
    order = await asyncio.to_thread(line.server.order, *(f"Dish {n}" for n in range(25)))
    await page.goto(f"/t/{order['token']}")
    await expect(page.locator(LIVE)).to_be_attached()
    await expect(page.locator("notify-me[data-state]")).to_be_attached()
    await page.evaluate("scrollTo(0, 600); window.isTheSame = true")
    height_of_dish = f"document.getElementById(`item-{order['items'][10]['id']}`).getBoundingClientRect().top"
    before = await page.evaluate(height_of_dish)
    line.cut()
    await asyncio.sleep(2)  # so long the network is away: the fault that is tried
    line.heal()
    await expect(page.locator(LIVE)).to_be_attached(timeout=10_000)
    moved = f"Math.abs({height_of_dish} - {before})"
    assert await page.evaluate(f"window.isTheSame && {moved} <= 1"), "the page was not reloaded"
    await asyncio.to_thread(line.server.stop)
    await asyncio.to_thread(line.server.start)
    await wait_until(page, "!window.isTheSame && document.documentElement.dataset.alive === 'true'")
    await wait_until(page, f"{moved} <= 1")


@pytest.mark.timed
@pytest.mark.parametrize(("meanwhile", "seconds"), [("the server gives it up", 13), ("the server restarts", 0)])
async def test_phone_that_slept_is_current_when_it_wakes(line, page, meanwhile, seconds):
    order = await asyncio.to_thread(line.server.order)
    await page.goto(f"/t/{order['token']}")
    await expect(page.locator(LIVE)).to_be_attached()
    with asleep():
        await asyncio.to_thread(line.server.tap, order, "bump")
        await asyncio.sleep(seconds)  # so long the phone sleeps: the server ends its silent socket meanwhile
        if meanwhile == "the server restarts":
            await asyncio.to_thread(line.server.stop)
            await asyncio.to_thread(line.server.start)
    await expect(page.locator('main[data-stage="ready"]')).to_be_attached(timeout=10_000)
    await expect(page.locator(LIVE)).to_be_attached(timeout=10_000)


@contextmanager
def asleep():
    """Halt all of the browser, as a phone does in a pocket."""
    browser = [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()]
    assert browser
    _send_all(browser, "suspend")
    try:
        yield
    finally:
        _send_all(browser, "resume")


def _send_all(processes, action):
    for one in processes:
        with suppress(psutil.NoSuchProcess):  # browsers end helpers of theirs at any time
            getattr(one, action)()
