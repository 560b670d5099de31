"""No tap acts on the wrong order while rows shift: of what left the rail, is for later, or could not be taken."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.stopped_time import SETTLED_MS, centre, stop_time
from tests.browser.tablets import signed_in, ticket_of
from tests.support.world import API_KEY

pytestmark = pytest.mark.asyncio(loop_scope="session")
STRICT = {"Authorization": f"Bearer {API_KEY}", "Prefer": "handling=strict"}
LOW = {"width": 820, "height": 420}  # the dialog has no room to grow: its rows shift by one


@pytest_asyncio.fixture(loop_scope="session", params=[True, False], ids=["finger", "mouse"])
async def touched(request, server, browser):
    """A tablet, and how it is tapped."""
    page = await signed_in(browser, server, viewport=LOW, has_touch=request.param, has_clock=True)
    yield page, page.touchscreen.tap if request.param else page.mouse.click
    await page.context.close()


async def collected(server):
    order = await asyncio.to_thread(server.order, "Rice")
    for verb in ("bump", "hand_over"):
        await asyncio.to_thread(server.tap, order, verb)
    return order


async def open_left(tablet):
    await tablet.locator(".bar [data-open=left]").dispatch_event("click")  # in a low bar it stands behind "More"


async def test_row_that_shifted_is_not_recalled(server, touched):
    tablet, tap = touched
    first = [await collected(server) for _ in range(6)][-1]
    second = await asyncio.to_thread(server.order, "Rice")
    await asyncio.to_thread(server.tap, second, "bump")
    await open_left(tablet)
    rows = [tablet.locator(f"#left-{order['id']}") for order in (first, second)]
    recall = await centre(rows[0].get_by_role("button", name="Recall"))
    await stop_time(tablet)
    await asyncio.to_thread(server.tap, second, "hand_over")
    await expect(rows[1]).to_be_visible()
    await tablet.clock.run_for(300)
    await tap(*recall)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    assert server.status(second)["stage"] == "collected"
    await tablet.clock.run_for(5 * SETTLED_MS)
    await tap(*await centre(rows[1].get_by_role("button", name="Recall")))
    await expect(ticket_of(tablet, second)).to_have_attribute("data-stage", "ready")


async def test_order_for_later_that_shifted_is_not_fired(server, touched):
    tablet, tap = touched
    times = [(datetime.now(UTC) + timedelta(days=1, hours=hour)).isoformat() for hour in range(4)]
    first, *others = [await asyncio.to_thread(server.order, "Rice", quoted_for=time) for time in times[1:]]
    await tablet.get_by_role("button", name="Later").click()
    row = tablet.locator(f"#later-{first['id']}")
    fire = await centre(row.get_by_role("button", name="Fire now"))
    await stop_time(tablet)
    second = await asyncio.to_thread(server.order, "Rice", quoted_for=times[0])
    await expect(tablet.locator(f"#later-{second['id']}")).to_be_visible()
    await tablet.clock.run_for(300)
    await tap(*fire)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    assert {server.status(order)["stage"] for order in (first, second)} == {"scheduled"}
    for order in (first, second, *others):
        await asyncio.to_thread(server.tap, order, "cancel")


async def test_row_is_tapped_as_soon_as_it_is_shown(server, touched):
    tablet, tap = touched
    order = await collected(server)
    await stop_time(tablet)
    await open_left(tablet)
    await tablet.clock.run_for(40)
    await tap(*await centre(tablet.locator(f"#left-{order['id']}").get_by_role("button", name="Recall")))
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "ready")


async def test_ticket_below_a_closed_dialog_is_tapped_at_once(server, touched):
    tablet, tap = touched
    gone, order = await collected(server), await asyncio.to_thread(server.order, "Rice")
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    await expect(start).to_be_visible()
    await stop_time(tablet)
    await open_left(tablet)
    x, y = await centre(tablet.locator(f"#left-{gone['id']}"))
    await tablet.keyboard.press("Escape")
    left, top = await centre(start)
    await tablet.locator("#rail").evaluate(
        """(rail, shift) => {
            rail.style.transform = `translate(${shift})`;
            rail.dispatchEvent(new CustomEvent("fragment", { bubbles: true }));
        }""",
        f"{x - left}px, {y - top}px",
    )
    await tablet.clock.run_for(2 * SETTLED_MS)
    await open_left(tablet)
    await tablet.clock.run_for(SETTLED_MS)
    await tablet.keyboard.press("Escape")
    await tablet.clock.run_for(100)
    await tap(x, y)
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")


async def refused(server, source):
    """Send an order that cannot be taken; returns the text of its row."""
    server.api("PUT", "/menu", {"dishes": [{"name": "Eel", "available": False}], "stations": []})
    body = {"source": source, "items": [{"name": "Eel"}]}
    status, *_ = await asyncio.to_thread(server.ask, "POST", "/api/v1/orders", body, **STRICT)
    assert status == 409
    return f"An order from {source} could not be taken"


async def test_refused_order_that_shifted_is_not_put_aside(server, touched):
    tablet, tap = touched
    rows = tablet.locator("[data-delivery]")
    first = rows.filter(has_text=await refused(server, "till-1"))
    aside = await centre(first.get_by_role("button", name="Put aside"))
    await stop_time(tablet)
    second = rows.filter(has_text=await refused(server, "till-2"))
    await expect(second).to_be_visible()
    await tablet.clock.run_for(300)
    await tap(*aside)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    await expect(rows).to_have_count(2)
    for row in (second, first):
        await tablet.clock.run_for(5 * SETTLED_MS)
        await tap(*await centre(row.get_by_role("button", name="Put aside")))
        await expect(row).to_have_count(0)


async def test_second_tap_puts_no_other_refused_order_aside(server, touched):
    tablet, tap = touched
    rows = tablet.locator("[data-delivery]")
    below, above = [rows.filter(has_text=await refused(server, source)) for source in ("till-3", "till-4")]
    aside = await centre(above.get_by_role("button", name="Put aside"))
    await expect(below).to_be_visible()
    await stop_time(tablet)
    await tap(*aside)
    await expect(above).to_have_count(0)
    await tablet.clock.run_for(400)
    await tap(*aside)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    await tablet.clock.run_for(5 * SETTLED_MS)
    await tap(*await centre(below.get_by_role("button", name="Put aside")))
    await expect(rows).to_have_count(0)
