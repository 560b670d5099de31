"""No tap acts on the wrong ticket while another tablet removes tickets. The page's time is the test's to move."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.browser.stopped_time import SETTLED_MS, SIZES_TOLD, centre, stop_time
from tests.browser.tablets import signed_in, ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
DELAYS_MS = (60, 150, 300, 400, 600)
KEPT_MS = 1000  # a place


@pytest.mark.parametrize("delay_ms", DELAYS_MS)
async def test_a_tap_after_a_ticket_left_hits_no_other(server, browser, delay_ms):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    x, y = await centre(ticket_of(tablet, first).get_by_role("button", name="Start"))
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    await asyncio.to_thread(server.tap, first, "bump")
    await expect(tablet.locator(".left-place")).to_have_count(1)
    await tablet.clock.run_for(delay_ms)
    await tablet.mouse.click(x, y)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_be_visible()
    assert server.status(second)["stage"] == "received"
    await _clear(server, tablet, first, second)


@pytest.mark.parametrize("delay_ms", DELAYS_MS[2:5])
async def test_a_second_tap_hands_over_no_other_order(server, browser, delay_ms):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    for order in (first, second):
        await asyncio.to_thread(server.tap, order, "bump")
    button = ticket_of(tablet, first).get_by_role("button", name="Hand over")
    x, y = await centre(button)
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    await tablet.mouse.click(x, y)
    await tablet.clock.run_for(delay_ms)
    await tablet.mouse.click(x, y)
    await expect(ticket_of(tablet, first)).to_have_count(0)
    assert server.status(second)["stage"] == "ready"
    await _clear(server, tablet, first, second)


@pytest.mark.parametrize("delay_ms", DELAYS_MS[:4])
async def test_a_tap_where_another_ticket_stood_is_refused(server, browser, delay_ms):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    x, y = await centre(ticket_of(tablet, first).get_by_role("button", name="Start"))
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)  # later: a new ticket may be clicked at once
    await asyncio.to_thread(server.tap, first, "requote", quoted_for=later)
    await expect(ticket_of(tablet, first)).to_have_attribute("data-version", "2")
    await tablet.clock.run_for(delay_ms)
    await tablet.mouse.click(x, y)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    assert server.status(second)["stage"] == "received"
    await _clear(server, tablet, first, second)


async def test_a_ticket_that_settled_takes_taps_again(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    await asyncio.to_thread(server.tap, first, "bump")
    await expect(tablet.locator(".left-place")).to_have_count(1)
    await tablet.clock.run_for(KEPT_MS)
    await expect(tablet.locator(".left-place")).to_have_count(0)
    await tablet.clock.run_for(SETTLED_MS)
    await ticket_of(tablet, second).get_by_role("button", name="Start").click()
    await expect(ticket_of(tablet, second)).to_have_attribute("data-stage", "preparing")
    await _clear(server, tablet, first, second)


async def test_a_place_held_too_briefly_to_aim_at_keeps_no_tap(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    start = ticket_of(tablet, first).get_by_role("button", name="Start")
    (x, _), (beside, _) = await centre(start), await centre(ticket_of(tablet, second).get_by_role("button").first)
    # As while a page begins: the second ticket stands where the first is for two frames.
    for shift in (x - beside, 0):
        await tablet.locator("#rail").evaluate(
            """(rail, shift) => {
                rail.style.transform = `translateX(${shift}px)`;
                rail.dispatchEvent(new CustomEvent("fragment", { bubbles: true }));
            }""",
            shift,
        )
        await tablet.clock.run_for(40)
    await tablet.mouse.click(*await centre(start))
    await expect(ticket_of(tablet, first)).to_have_attribute("data-stage", "preparing")
    await _clear(server, tablet, first, second)


async def test_a_finger_taps_no_ticket_that_moved(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    orders = [await asyncio.to_thread(server.order, "Rice", "Naan") for _ in range(3)]
    await expect(ticket_of(tablet, orders[2])).to_be_visible()
    x, y = await centre(ticket_of(tablet, orders[0]).get_by_role("button", name="Start"))
    await stop_time(tablet)
    await asyncio.to_thread(server.tap, orders[2], "bump")  # the shelf comes, and pushes the rail down
    await expect(tablet.get_by_test_id("ready-ticket")).to_be_visible()
    await tablet.clock.run_for(400)
    await tablet.touchscreen.tap(x, y)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    assert [server.status(order)["stage"] for order in orders] == ["received", "received", "ready"]
    await _clear(server, tablet, *orders)


async def test_a_tap_long_ago_permits_none_on_what_moved(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    orders = [await asyncio.to_thread(server.order, "Rice") for _ in range(3)]
    await expect(ticket_of(tablet, orders[2])).to_be_visible()
    await stop_time(tablet)
    await tablet.touchscreen.tap(*await centre(ticket_of(tablet, orders[2]).get_by_role("button", name="Start")))
    await expect(ticket_of(tablet, orders[2])).to_have_attribute("data-version", "2")
    await tablet.clock.run_for(5000)
    x, y = await centre(ticket_of(tablet, orders[0]).get_by_role("button", name="Start"))
    await asyncio.to_thread(server.tap, orders[2], "rush")
    await expect(ticket_of(tablet, orders[2])).to_have_attribute("data-version", "3")
    await tablet.clock.run_for(400)
    await tablet.touchscreen.tap(x, y)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text("moved under your finger")
    assert server.status(orders[2])["stage"] == "preparing"
    await _clear(server, tablet, *orders)


async def test_a_button_another_screen_changed_is_not_tapped(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice")
    start = await centre(ticket_of(tablet, order).get_by_role("button", name="Start"))
    await stop_time(tablet)
    await asyncio.to_thread(server.tap, order, "start")
    await expect(ticket_of(tablet, order).get_by_role("button", name="Ready")).to_be_visible()
    await tablet.clock.run_for(300)
    await tablet.touchscreen.tap(*start)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_be_visible()
    assert server.status(order)["stage"] == "preparing"
    await _clear(server, tablet, order)


async def test_a_ticket_moved_under_a_pressed_mouse_is_clicked(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice")
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    await expect(start).to_be_visible()
    await stop_time(tablet)  # on a slow machine it would be a long press, which makes no click
    await start.hover()
    await tablet.mouse.down()
    await ticket_of(tablet, order).evaluate("ticket => ticket.closest('ul').append(ticket.parentElement)")
    await tablet.mouse.up()
    await tablet.clock.run_for(1000)  # the page waits for the browser's click before it makes its own
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
    await _clear(server, tablet, order)


async def test_a_late_click_of_a_finger_is_awaited(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice")
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    x, y = await centre(start)
    await stop_time(tablet)
    finger = {"pointerType": "touch", "isPrimary": True, "clientX": x, "clientY": y}
    for kind in ("pointerdown", "pointerup"):
        await start.dispatch_event(kind, finger)
    await tablet.clock.run_for(300)
    assert await tablet.evaluate("sessionStorage.getItem('taps')") in {None, "[]"}
    await start.dispatch_event("click", {**finger, "detail": 1})
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
    await _clear(server, tablet, order)


async def test_the_other_mouse_button_taps_nothing(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice")
    start = ticket_of(tablet, order).get_by_role("button", name="Start")
    await start.click(button="right")
    await tablet.clock.run_for(300)
    await start.click()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
    assert server.status(order)["version"] == 2
    await _clear(server, tablet, order)


async def test_an_undo_that_shifts_under_the_finger_waits(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    starts = [ticket_of(tablet, order).get_by_role("button", name="Start") for order in (first, second)]
    await tablet.touchscreen.tap(*await centre(starts[0]))
    undo = tablet.locator(f"#toasts li[data-order-id='{first['id']}'] button")
    await expect(undo).to_be_visible()
    await tablet.evaluate(SIZES_TOLD)
    await tablet.clock.run_for(1000)  # the tickets have settled, and the message is there to aim at
    aimed = await centre(undo)
    await tablet.touchscreen.tap(*await centre(starts[1]))  # its message comes beside the first
    await expect(tablet.locator("#toasts li[data-order-id] button")).to_have_count(2)
    await tablet.clock.run_for(300)
    await tablet.touchscreen.tap(*aimed)
    await tablet.clock.run_for(1000)
    assert [server.status(order)["stage"] for order in (first, second)] == ["preparing", "preparing"]
    await tablet.touchscreen.tap(*await centre(undo))
    await expect(ticket_of(tablet, first)).to_have_attribute("data-stage", "received")
    await _clear(server, tablet, first, second)


async def test_a_tap_where_the_ticket_has_left_is_answered(server, browser):
    tablet = await signed_in(browser, server, has_touch=True, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice")
    await asyncio.to_thread(server.tap, order, "bump")
    hand_over = await centre(ticket_of(tablet, order).get_by_role("button", name="Hand over"))
    await stop_time(tablet)
    await tablet.touchscreen.tap(*hand_over)
    await expect(ticket_of(tablet, order)).to_have_count(0)
    await tablet.clock.run_for(KEPT_MS)
    await expect(tablet.locator(".left-place")).to_have_count(0)
    await tablet.clock.run_for(200)
    await tablet.touchscreen.tap(*hand_over)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text(order["pickup_code"])
    await _clear(server, tablet)


async def test_a_second_enter_hands_over_no_other_order(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    first, second = [await asyncio.to_thread(server.order, "Rice") for _ in range(2)]
    for order in (first, second):
        await asyncio.to_thread(server.tap, order, "bump")
    await ticket_of(tablet, first).get_by_role("button", name="Hand over").focus()
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, second).get_by_role("button", name="Hand over")).to_be_focused()
    await tablet.clock.run_for(400)
    await tablet.keyboard.press("Enter")
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_be_visible()
    assert server.status(second)["stage"] == "ready"
    await tablet.clock.run_for(SETTLED_MS)
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, second)).to_have_count(0)
    await _clear(server, tablet)


async def test_a_ticket_done_at_its_station_keeps_its_place(server, browser):
    tablet = await signed_in(browser, server, "/kitchen?station=bar", has_clock=True, reduced_motion="reduce")
    dishes = [{"name": "Steak", "station": "grill"}, {"name": "Lemonade", "station": "bar"}]
    first, second = [await asyncio.to_thread(server.order, items=dishes) for _ in range(2)]
    x, y = await centre(ticket_of(tablet, first).get_by_role("button", name="Start"))
    await expect(ticket_of(tablet, second)).to_be_visible()
    await stop_time(tablet)
    place = await ticket_of(tablet, second).bounding_box()
    await asyncio.to_thread(server.tap, first, "bump", station="bar")
    await expect(ticket_of(tablet, first)).to_be_hidden()
    await expect(tablet.locator(".left-place")).to_have_count(1)
    assert await ticket_of(tablet, second).bounding_box() == place
    await tablet.mouse.click(x, y)
    await expect(tablet.locator("#toasts li[data-kind=trouble]")).to_contain_text(first["pickup_code"])
    await tablet.clock.run_for(KEPT_MS)
    await expect(tablet.locator(".left-place")).to_have_count(0)
    await _clear(server, tablet, first, second)


async def test_another_station_s_tickets_leave_no_places(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    at_bar, at_grill = [
        await asyncio.to_thread(server.order, items=[{"name": "Rice", "station": station}])
        for station in ("bar", "grill")
    ]
    await expect(ticket_of(tablet, at_grill)).to_be_visible()
    await stop_time(tablet)
    await tablet.locator("#stations button", has_text="bar").click()
    await expect(ticket_of(tablet, at_grill)).to_be_hidden()
    new = await asyncio.to_thread(server.order, items=[{"name": "Rice", "station": "grill"}])
    await expect(ticket_of(tablet, new)).to_be_attached()
    await expect(ticket_of(tablet, new)).to_be_hidden()
    await expect(tablet.locator(".left-place")).to_have_count(0)
    await _clear(server, tablet, at_bar, at_grill, new)


async def test_a_second_finger_ends_a_long_press(server, browser):
    tablet = await signed_in(browser, server, has_clock=True)
    order = await asyncio.to_thread(server.order, "Rice", "Naan")
    dishes = ticket_of(tablet, order).get_by_test_id("item").get_by_role("button")
    await expect(dishes).to_have_count(2)
    await stop_time(tablet)
    for finger in range(2):
        await dishes.nth(finger).dispatch_event("pointerdown", {"pointerId": finger, "isPrimary": finger == 0})
    await dishes.first.dispatch_event("pointerup")
    await tablet.clock.run_for(1000)
    await expect(tablet.get_by_role("dialog")).to_have_count(0)
    await _clear(server, tablet, order)


async def _clear(server, tablet, *orders):
    for order in orders:
        if server.status(order)["stage"] not in {"collected", "cancelled"}:
            await asyncio.to_thread(server.tap, order, "cancel", reason="over")
    await tablet.context.close()
