"""The kitchen taps, and every tablet shows it; no tap is lost in silence, none counts twice."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Error, expect

from tests.browser.tablets import item_of, new_session, signed_in, ticket_of
from tests.browser.waiting import wait_until
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="session")


def button(page, order, name):
    return ticket_of(page, order).get_by_role("button", name=name, exact=True)


def toast(page, text):
    return page.locator("#toasts li").filter(has_text=text)


async def test_a_tap_on_an_item_moves_it_on_for_everybody(server, tablet, other):
    order = server.order()
    await ticket_of(tablet, order).get_by_role("button", name="Garlic Naan Waiting").click()
    for page in (tablet, other):
        await expect(item_of(page, order, "Garlic Naan")).to_have_attribute("data-state", "cooking")
        await expect(ticket_of(page, order)).to_have_attribute("data-stage", "preparing")
    await ticket_of(other, order).get_by_role("button", name="Garlic Naan Cooking").click()
    await expect(item_of(tablet, order, "Garlic Naan")).to_have_attribute("data-state", "done")
    await ticket_of(tablet, order).get_by_role("button", name="Garlic Naan Done").click()
    await expect(item_of(other, order, "Garlic Naan")).to_have_attribute("data-state", "cooking")


async def test_main_button_goes_to_hand_over_and_back(server, tablet, other):
    order = server.order()
    for name, stage in (("Start", "preparing"), ("Ready", "ready"), ("Recall", "preparing"), ("Ready", "ready")):
        await button(tablet, order, name).click()
        await expect(ticket_of(other, order)).to_have_attribute("data-stage", stage)
    await button(tablet, order, "Hand over").click()
    await expect(ticket_of(other, order)).to_have_count(0)
    await other.get_by_role("button", name="Left the rail").click()
    await other.locator(f"#left-{order['id']}").get_by_role("button", name="Recall").click()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "ready")


async def test_concurrent_taps_on_two_items_both_count(server, tablet):
    order = server.order("Rice", "Naan", "Dal")
    await ticket_of(tablet, order).evaluate(
        "ticket => ticket.querySelectorAll('[data-item]').forEach(item => item.click())"
    )
    for name in ("Rice", "Naan", "Dal"):
        await expect(item_of(tablet, order, name)).to_have_attribute("data-state", "cooking")


async def test_an_undo_is_in_reach_after_each_tap(server, tablet, other):
    order = server.order()
    await button(tablet, order, "Ready").click()
    await toast(tablet, f"{order['pickup_code']} is ready").get_by_role("button", name="Undo").click()
    await expect(ticket_of(other, order)).to_have_attribute("data-stage", "received")
    await expect(toast(tablet, "taken back")).to_be_visible()
    assert "ready" not in {event["kind"] for event in server.api("GET", f"/orders/{order['id']}")["events"][-1:]}


async def test_ticket_changed_by_another_is_not_tapped(server, tablet):
    order = server.order()
    server.tap(order, "start")
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
    await ticket_of(tablet, order).evaluate("ticket => (ticket.dataset.version = 1)")
    await button(tablet, order, "Ready").click()
    await expect(toast(tablet, "changed on another screen")).to_be_visible()
    assert server.api("GET", f"/orders/{order['id']}")["stage"] == "preparing"


async def test_repeated_tap_counts_once_and_is_not_stale(server, tablet):
    order = server.order()
    tap = {"tap_id": f"twice-{order['id']}", "tap": "postpone", "order_id": order["id"], "seen_version": 1}
    await tablet.evaluate("tap => { emitEvent('tap', tap); emitEvent('tap', tap); }", tap)
    answer = tablet.locator(f"#answers data[value='{tap['tap_id']}']")
    await expect(answer).to_have_attribute("data-version", "2")
    await tablet.wait_for_timeout(300)
    await expect(answer).to_have_attribute("data-done", "true")
    assert server.api("GET", f"/orders/{order['id']}")["version"] == 2


@pytest.mark.parametrize("nonsense", [{}, {"tap": "bump"}, {"tap": "__init__", "order_id": "x"}, [], "start", None])
async def test_nonsense_from_a_page_changes_nothing(server, tablet, nonsense):
    order = server.order()
    await tablet.evaluate("tap => { emitEvent('tap', tap); emitEvent('dish', tap); }", nonsense)
    await button(tablet, order, "Start").click()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-version", "2")


async def test_double_tap_on_start_makes_no_order_ready(server, tablet):
    order = server.order()
    await button(tablet, order, "Start").dblclick(delay=60)
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")
    await tablet.wait_for_timeout(400)
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "preparing")


async def test_cancelled_order_tells_why_to_its_guest(server, tablet):
    order = server.order(language="es")
    await button(tablet, order, "More").click()
    await tablet.get_by_role("button", name="Cancel the order").click()
    await tablet.get_by_label("The kitchen is closing").check()
    await tablet.locator("#cancel").get_by_role("button", name="Cancel the order").click()
    await expect(ticket_of(tablet, order)).to_have_count(0)
    assert "La cocina" in server.ask("GET", f"/t/{order['token']}")[2].decode()


async def test_order_that_became_ready_is_not_cancelled_unseen(server, tablet):
    order, other = server.order(), server.order()
    asked = tablet.get_by_role("dialog", name=f"Cancel {order['pickup_code']}?")
    reason = asked.get_by_label("In your words")

    async def ask_to_cancel(one):
        await button(tablet, one, "More").click()
        await tablet.get_by_role("button", name="Cancel the order").click()

    await ask_to_cancel(order)
    await reason.fill("The oven is broken")
    server.tap(order, "bump")
    await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "ready")
    await asked.get_by_role("button", name="Cancel the order").click()
    await expect(toast(tablet, "changed on another screen")).to_be_visible()
    assert server.status(order)["stage"] == "ready"
    await ticket_of(tablet, order).get_by_role("button", name=order["pickup_code"]).click()
    await tablet.get_by_role("button", name="Cancel the order").click()
    await expect(reason).to_have_value("The oven is broken")
    await asked.get_by_role("button", name="Keep it").click()
    await ask_to_cancel(other)
    await expect(tablet.locator("#cancel [name=reason]")).to_have_value("")
    await tablet.locator("#cancel").get_by_role("button", name="Cancel the order").click()
    await expect(ticket_of(tablet, other)).to_have_count(0)


async def test_requote_moves_the_promise_and_void_strikes(server, tablet):
    order = server.order()
    due = int(await ticket_of(tablet, order).get_attribute("data-due"))
    await button(tablet, order, "More").click()
    await tablet.get_by_role("button", name="+10 min").click()
    await expect(ticket_of(tablet, order)).to_have_attribute("data-due", str(due + 600))
    await button(tablet, order, "More").click()
    await tablet.get_by_role("button", name="Take off Garlic Naan").click()
    await expect(item_of(tablet, order, "Garlic Naan")).to_have_attribute("data-state", "voided")


async def test_a_dish_that_is_sold_out_is_so_on_every_tablet(server, tablet, other):
    server.api("PUT", "/menu", {"dishes": [{"name": "Pakora", "station": "fryer"}], "stations": []})
    await tablet.get_by_role("button", name="All day").click()
    await tablet.get_by_role("switch", name="Pakora").click()
    await expect(tablet.get_by_role("switch", name="Pakora")).to_have_attribute("aria-checked", "false")
    await expect(tablet.get_by_role("dialog").get_by_role("status")).to_have_text("Pakora is out")
    await other.get_by_role("button", name="All day").click()
    await expect(other.get_by_role("switch", name="Pakora")).to_have_attribute("aria-checked", "false")


async def test_what_is_left_is_said_from_any_ticket(server, tablet):
    server.api("PUT", "/menu", {"dishes": [{"name": "Garlic Naan"}, {"name": "Pakora"}], "stations": []})
    order = server.order()
    await button(tablet, order, "More").click()
    await tablet.get_by_role("button", name="Sold out: Garlic Naan").click()
    await expect(toast(tablet, "Garlic Naan is out")).to_be_visible()
    item = item_of(tablet, order, "Garlic Naan")
    await item.get_by_role("button").click(delay=800)
    await tablet.get_by_label("Find a dish").fill("pako")
    await tablet.get_by_role("spinbutton", name="How many are left of Pakora").fill("3")
    await tablet.get_by_role("button", name="3 left: Pakora").click()
    await expect(toast(tablet, "Pakora: 3 left")).to_be_visible()
    await expect(item).to_have_attribute("data-state", "queued")


async def test_station_sees_its_tickets_and_the_all_day_list(server, tablet):
    lassi = {"name": "Lassi", "station": "bar", "quantity": 0.3}
    at_bar = server.api("POST", "/orders", {"items": [lassi, lassi | {"quantity": 0.6, "note": "no ice"}]})
    at_stove = server.api("POST", "/orders", {"items": [{"name": "Curry", "station": "stove"}]})
    await tablet.locator("#stations").get_by_role("button", name="bar").click()
    await expect(ticket_of(tablet, at_bar)).to_be_visible()
    await expect(ticket_of(tablet, at_stove)).to_be_hidden()
    await tablet.get_by_role("button", name="All day").click()
    await expect(tablet.locator("#counts li").filter(has_text="Lassi").locator("b")).to_have_text("0.9")


async def test_new_order_rings_or_the_page_says_it_cannot(server, tablet):
    await expect(tablet.locator("#sound")).to_have_text("Tap for sound")
    await tablet.locator("#sound").click()
    await expect(tablet.locator("#sound")).to_have_attribute("aria-pressed", "true")
    order = server.order()
    await expect(toast(tablet, f"New order {order['pickup_code']}")).to_be_visible()
    await expect(tablet.locator("#news")).to_contain_text("New order")


async def test_several_orders_are_each_announced_once(server, tablet):
    await expect(tablet.locator(".rail > .new")).to_have_count(0)
    orders = [server.order() for _ in range(3)]
    for order in orders:
        await expect(tablet.locator(".rail > .new", has=ticket_of(tablet, order))).to_have_count(1)
    server.tap(orders[0], "bump")
    server.tap(orders[0], "hand_over")
    await expect(ticket_of(tablet, orders[0])).to_have_count(0)
    server.tap(orders[0], "recall")
    await expect(tablet.locator(".rail > .new", has=ticket_of(tablet, orders[0]))).to_have_count(0)
    await expect(ticket_of(tablet, orders[0])).to_be_visible()


async def test_order_put_off_for_later_is_announced_again(server, tablet):
    order = server.order()
    new = tablet.locator(".rail > .new", has=ticket_of(tablet, order))
    await expect(new).to_have_count(1)
    server.tap(order, "hold")
    await expect(ticket_of(tablet, order)).to_have_count(0)
    placed = datetime.fromisoformat(order["placed_at"]).timestamp()
    await wait_until(tablet, f"Date.now() / 1000 > {placed + 1}")  # the page knows the time in whole seconds
    server.tap(order, "fire")
    await expect(new).to_have_count(1)


async def test_fired_order_that_nobody_cooks_is_announced(browser, tmp_path):
    with running_server(tmp_path, OFF_RAIL_STATIONS="bar") as server:
        tablet = await signed_in(browser, server)
        later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
        order = server.order(items=[{"name": "Mango Lassi", "station": "bar", "quantity": 2}], quoted_for=later)
        server.tap(order, "fire")
        await expect(tablet.locator(".shelf > .new", has=ticket_of(tablet, order))).to_have_count(1)
        await expect(toast(tablet, f"New order {order['pickup_code']}")).to_be_visible()
        await tablet.context.close()


async def test_keys_tap_dishes_after_the_menu_key(server, tablet):
    order = server.order()
    dish = item_of(tablet, order, "Garlic Naan").get_by_role("button")
    await dish.focus()
    await tablet.keyboard.press("ContextMenu")
    await expect(tablet.get_by_role("dialog", name="sold out")).to_be_visible()
    await tablet.keyboard.press("Escape")
    await expect(dish).to_be_focused()
    await tablet.keyboard.press("Enter")
    await expect(item_of(tablet, order, "Garlic Naan")).to_have_attribute("data-state", "cooking")


async def test_focus_stays_on_a_button_that_moves_on(server, tablet):
    order, _ = server.order(), server.order()
    await button(tablet, order, "Start").focus()
    for stage in ("preparing", "ready"):
        await tablet.keyboard.press("Enter")
        await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", stage)
        await expect(ticket_of(tablet, order).locator(".go").first).to_be_focused()
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, order)).to_have_count(0)
    await expect(tablet.locator(".rail .go:focus")).to_have_count(1)


async def test_tap_behind_another_on_a_ready_order_is_done(server, tablet):
    order = server.order()
    server.tap(order, "bump")
    call, hand_over = (button(tablet, order, name) for name in ("Call again", "Hand over"))
    await call.evaluate("(call, handOver) => { call.click(); handOver.click(); }", await hand_over.element_handle())
    await expect(ticket_of(tablet, order)).to_have_count(0)


async def test_who_signs_out_taps_no_more(server, browser):
    page = await signed_in(browser, server, storage_state=new_session(server))
    order = server.order()
    await expect(ticket_of(page, order)).to_be_visible()
    elsewhere = await page.context.new_page()
    await elsewhere.goto(f"{server.address}/kitchen")
    await elsewhere.get_by_role("button", name="Sign out").click()
    await elsewhere.wait_for_url("**/login**")
    tap = {"tap_id": "late", "tap": "bump", "order_id": order["id"], "seen_version": 1}
    with suppress(Error):  # the page may be on its way to the sign-in already
        await page.evaluate("tap => window.emitEvent?.('tap', tap)", tap)
    await page.wait_for_url("**/login**")
    assert server.api("GET", f"/orders/{order['id']}")["version"] == 1
    await page.context.close()
