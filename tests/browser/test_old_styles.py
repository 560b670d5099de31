"""In a browser that knows no :has(), dvh and subgrid, nothing is missing that a person needs."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import is_live
from tests.browser.tablets import session_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
UNKNOWN = {":has(": ":unknown(", "dvh": "unknown", "subgrid": "unknown()"}


async def without_new_styles(route):
    """Let the browser not know these styles: it drops what it cannot read."""
    if route.request.resource_type not in {"document", "stylesheet"}:
        return await route.continue_()
    answer = await route.fetch()
    written = await answer.text()
    for new, unknown in UNKNOWN.items():
        written = written.replace(new, unknown)
    return await route.fulfill(response=answer, body=written)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser, server):
    context = await browser.new_context(
        base_url=server.address, locale="en", service_workers="block", storage_state=session_of(server)
    )
    page = await context.new_page()
    await page.route("**/*", without_new_styles)
    yield page
    await context.close()


async def test_guest_is_asked_how_it_was_without_has(page, server):
    order = server.order()
    await page.goto(f"/t/{order['token']}")
    await is_live(page)
    question = page.get_by_role("heading", name="How was it?")
    await expect(question).to_be_hidden()
    line = await page.locator(".time li").first.evaluate("(line) => getComputedStyle(line).gridTemplateColumns")
    assert len(line.split()) == 3
    server.tap(order, "bump")
    server.tap(order, "hand_over")
    await expect(question).to_be_visible()
    await page.reload()
    await expect(question).to_be_visible()


async def test_empty_kitchen_says_so_without_has(page, server):
    await page.goto("/kitchen")
    await is_live(page)
    quiet = page.get_by_role("heading", name="All quiet")
    await expect(quiet).to_be_visible()
    order = server.order()
    await expect(quiet).to_be_hidden()
    server.tap(order, "cancel")
    await expect(quiet).to_be_visible()


async def test_receipt_is_printed_alone_without_has(page, server):
    await page.goto(f"/orders/{server.order()['id']}/receipt")
    await page.emulate_media(media="print")
    await expect(page.locator("#paper")).to_be_visible()
    for part in (".bar", ".scan", ".acts-of"):
        await expect(page.locator(part)).to_be_hidden()


async def test_board_fits_the_screen_without_dvh(page, server):
    await page.goto("/board")
    await is_live(page)
    for _ in range(3):
        server.tap(server.order(), "bump")
    await expect(page.locator("#calling b")).to_have_count(3)
    height, screen = await page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert height == screen
    calling = await page.locator("#calling").bounding_box()
    assert calling["height"] < screen / 2
