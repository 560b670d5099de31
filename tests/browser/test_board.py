"""The pickup board calls the newest code, and its codes are as large as the screen has room for."""

from urllib.parse import urljoin

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import is_live
from tests.browser.tablets import faults_in, signed_in, ticket_of
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="session")
HEAR = (
    "window.rung = 0; OscillatorNode.prototype.start = new Proxy(OscillatorNode.prototype.start,"
    " {apply: (start, it, [at]) => { rung += 1; return start.call(it, at) }})"
)
SIZES = """() => Object.fromEntries(['ready', 'preparing'].map((tone) =>
    [tone, parseFloat(getComputedStyle(document.querySelector(`.called.${tone} ul`)).fontSize)]))"""
OUT_OF_PANEL = """() => [...document.querySelectorAll('.called li.num')].filter((code) => {
    const [inner, outer] = [code, code.closest('ul')].map((part) => part.getBoundingClientRect());
    return inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1 || code.scrollWidth > code.clientWidth;
}).map((code) => code.textContent)"""


@pytest.fixture(scope="module")
def empty_house(tmp_path_factory):
    with running_server(tmp_path_factory.mktemp("board")) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="session")
async def board(browser, empty_house):
    context = await browser.new_context(
        viewport={"width": 1920, "height": 1080}, locale="en", base_url=empty_house.address
    )
    page = await context.new_page()
    await page.add_init_script(HEAR)
    await page.goto("/board")
    await is_live(page)
    yield page
    await context.close()


async def test_codes_fill_the_screen_however_many(board, empty_house):
    await expect(board.get_by_text("None at the moment")).to_have_count(2)
    sizes = []
    for wanted in (8, 40):
        for n in range(wanted - await board.locator(".called li.num").count()):
            order = empty_house.order("Garlic Naan")
            if n % 4 == 0:
                empty_house.tap(order, "bump")
        await expect(board.locator(".called li.num")).to_have_count(wanted)
        await expect(board.locator(".called.ready li.num")).to_have_count(wanted // 4)
        size = await board.evaluate(SIZES)
        assert size["ready"] >= 2 * size["preparing"]
        assert await board.evaluate(OUT_OF_PANEL) == []
        sizes.append(size["ready"])
    assert sizes[0] > sizes[1]


async def test_newest_ready_code_is_called_with_a_chime(board, empty_house):
    await board.get_by_role("button", name="Turn the chime on").click()
    await expect(board.locator("#chime")).to_be_hidden()
    await expect(board.locator("#calling")).to_be_hidden()
    order = empty_house.order("Garlic Naan")
    empty_house.tap(order, "bump")
    await expect(board.locator("#calling b").first).to_have_text(order["pickup_code"])
    assert await board.evaluate("rung") > 0
    size = await board.evaluate("parseFloat(getComputedStyle(document.querySelector('#calling b')).fontSize)")
    assert size >= 2 * (await board.evaluate(SIZES))["ready"]
    assert await board.evaluate(OUT_OF_PANEL) == []
    assert await faults_in(board) == []
    rung = await board.evaluate("rung")
    empty_house.tap(order, "call")
    await expect(board.locator(f"#code-{order['pickup_code']}")).to_have_attribute("data-calls", "1")
    assert await board.evaluate("rung") > rung
    empty_house.tap(order, "hand_over")
    await expect(board.locator("#calling")).to_be_hidden()


async def test_open_pages_follow_what_the_owner_decides(board, browser, empty_house):
    order = empty_house.order("Garlic Naan")
    tablet = await signed_in(browser, empty_house)
    await ticket_of(tablet, order).get_by_role("button", name="More").click()
    await tablet.get_by_role("button", name="Cancel the order").click()
    asked = tablet.get_by_role("dialog", name=f"Cancel {order['pickup_code']}?")
    await asked.get_by_text("Another reason").click()
    await asked.get_by_label("In your words").fill("the oven is out")
    await set_by_owner(tablet, "kitchen", ring_again_seconds="40")
    await expect(tablet.locator("[data-ring-again]")).to_have_attribute("data-ring-again", "40")
    await expect(asked.get_by_label("In your words")).to_have_value("the oven is out")
    guest = await tablet.context.new_page()
    await guest.goto(order["tracking_url"])
    await set_by_owner(tablet, "contact", phone="600 000 001")
    await expect(guest.get_by_role("link", name="600 000 001")).to_be_visible()
    await set_by_owner(tablet, "contact", phone="")
    await set_by_owner(tablet, "board", board_for_staff="true")
    await expect(board).to_have_url(f"{empty_house.address}/login?next=%2Fboard")
    await set_by_owner(tablet, "board", board_for_staff="false")
    await tablet.context.close()


async def set_by_owner(page, section, **settings):
    answer = await page.request.post(urljoin(page.url, f"/settings/{section}"), form=settings, max_redirects=0)
    assert answer.status == 303
