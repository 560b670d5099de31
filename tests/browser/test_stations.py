"""Two tablets of two stations: each taps its own dishes, and the order is ready when both are."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.browser.tablets import item_of, signed_in, ticket_of
from tests.support.server_process import running_server

pytestmark = pytest.mark.asyncio(loop_scope="session")


DISHES = [{"name": "Steak", "station": "grill"}, {"name": "Lemonade", "station": "bar"}]


def button(page, order, name):
    return ticket_of(page, order).get_by_role("button", name=name, exact=True)


def states(server, order):
    return [item["state"] for item in server.api("GET", f"/orders/{order['id']}")["items"]]


async def test_a_station_s_buttons_act_on_that_station(server, browser):
    order = await asyncio.to_thread(server.order, items=DISHES)
    bar, grill, expo = [
        await signed_in(browser, server, path)
        for path in ("/kitchen?station=bar", "/kitchen?station=grill", "/kitchen")
    ]
    await button(bar, order, "bar ready").click()
    await expect(ticket_of(bar, order)).to_be_hidden()
    await expect(ticket_of(expo, order).get_by_text("waiting for grill")).to_be_visible()
    await expect(ticket_of(grill, order).get_by_text("waiting for grill")).to_be_hidden()
    await button(grill, order, "More").click()
    await expect(grill.get_by_role("dialog").get_by_role("button", name="Sold out")).to_have_count(2)
    await grill.keyboard.press("Escape")
    await button(grill, order, "Start").click()
    await expect(ticket_of(grill, order)).to_have_attribute("data-version", "3")
    await expect(button(expo, order, "Ready")).to_be_visible()
    assert states(server, order) == ["cooking", "done"]
    await button(grill, order, "grill ready").click()
    await expect(expo.get_by_test_id("ready-ticket").filter(has_text=order["pickup_code"])).to_be_visible()
    for page in (bar, grill, expo):
        await page.context.close()


async def test_two_stations_finish_in_the_same_instant(server, browser):
    order = await asyncio.to_thread(server.order, items=DISHES)
    tablet = await signed_in(browser, server)
    await expect(ticket_of(tablet, order)).to_be_visible()
    taps = [
        {"tap_id": station, "tap": "bump", "order_id": order["id"], "station": station, "seen_version": 1}
        for station in ("grill", "bar")
    ]
    await tablet.evaluate("taps => taps.forEach((tap) => emitEvent('tap', tap))", taps)
    await expect(tablet.get_by_test_id("ready-ticket").filter(has_text=order["pickup_code"])).to_be_visible()
    await tablet.context.close()


async def test_backspace_takes_back_no_other_station_s(server, browser):
    for left in server.api("GET", "/orders?stage=ready"):
        await asyncio.to_thread(server.tap, left, "hand_over")
    order = await asyncio.to_thread(server.order, items=DISHES)
    await asyncio.to_thread(server.tap, order, "bump", station="grill")
    bar = await signed_in(browser, server, "/kitchen?station=bar")
    await button(bar, order, "Start").focus()
    await bar.keyboard.press("Backspace")
    await bar.keyboard.press("Enter")
    await expect(ticket_of(bar, order)).to_have_attribute("data-version", "3")
    assert states(server, order) == ["done", "cooking"]
    await bar.context.close()


async def test_backspace_takes_back_the_station_s_dish(server, browser):
    ready = await asyncio.to_thread(server.order, "Rice")
    await asyncio.to_thread(server.tap, ready, "bump")
    order = await asyncio.to_thread(server.order, items=[DISHES[0], {"name": "Ribs", "station": "grill"}, DISHES[1]])
    grill = await signed_in(browser, server, "/kitchen?station=grill")
    await expect(ticket_of(grill, ready)).to_have_attribute("data-stage", "ready")
    steak, ribs = item_of(grill, order, "Steak"), item_of(grill, order, "Ribs")
    await steak.get_by_role("button").focus()
    for state in ("cooking", "done"):
        await grill.keyboard.press("Enter")
        await expect(steak).to_have_attribute("data-state", state)
    await grill.keyboard.press("Backspace")
    await expect(steak).to_have_attribute("data-state", "cooking")
    await grill.keyboard.press("Enter")
    await expect(steak).to_have_attribute("data-state", "done")
    await ribs.get_by_role("button").focus()
    await grill.keyboard.press("Backspace")
    await expect(steak).to_have_attribute("data-state", "cooking")
    assert server.status(ready)["stage"] == "ready"
    await grill.context.close()


async def test_enter_starts_and_finishes_at_a_station(server, browser):
    order = await asyncio.to_thread(server.order, items=DISHES)
    grill = await signed_in(browser, server, "/kitchen?station=grill")
    await button(grill, order, "Start").focus()
    await grill.keyboard.press("Enter")
    await expect(ticket_of(grill, order)).to_have_attribute("data-version", "2")
    await expect(button(grill, order, "grill ready")).to_be_focused()
    await grill.keyboard.press("Enter")
    await expect(ticket_of(grill, order)).to_be_hidden()
    assert states(server, order) == ["done", "queued"]
    await grill.context.close()


async def test_focus_goes_on_along_a_station_s_tickets(server, browser):
    for stage in ("received", "preparing", "ready"):
        for left in server.api("GET", f"/orders?stage={stage}"):
            await asyncio.to_thread(server.tap, left, "cancel")
    grill = await signed_in(browser, server, "/kitchen?station=grill")
    for station in ("bar", "grill", "bar", "grill", "grill"):
        await asyncio.to_thread(
            server.order, items=[{"name": "Rice", "station": station}, {**DISHES[1], "note": station}]
        )
    shown = grill.locator(".rail .ticket:visible")
    await expect(shown).to_have_count(3)
    codes = await shown.evaluate_all("tickets => tickets.map((ticket) => ticket.dataset.code)")
    await shown.nth(1).get_by_role("button", name="grill ready").focus()
    await grill.keyboard.press("Enter")
    await expect(grill.locator(f"[data-code={codes[2]}] .go:focus")).to_have_text("Start")
    await grill.context.close()


async def test_only_what_is_on_this_screen_can_be_shown(server, browser):
    bar = await signed_in(browser, server, "/kitchen?station=bar", reduced_motion="reduce")
    for dish, offers in zip(DISHES, ([], ["Show"]), strict=True):
        order = await asyncio.to_thread(server.order, items=[dish])
        news = bar.locator("#toasts li", has_text=f"New order {order['pickup_code']}")
        await expect(news).to_be_visible()
        assert await news.get_by_role("button").all_text_contents() == offers
    await news.get_by_role("button").click()
    await expect(button(bar, order, "Start")).to_be_focused()
    await bar.context.close()


async def test_expo_passes_and_calls_again(browser, tmp_path):
    with running_server(tmp_path, READY_BY_EXPO="true") as server:
        expo = await signed_in(browser, server, "/kitchen?station=expo")
        tab = expo.locator("#stations button", has_text="Expo")
        await expect(tab).to_contain_text("0 tickets")
        order = await asyncio.to_thread(server.order, "Garlic Naan")
        await expect(ticket_of(expo, order)).to_be_attached()
        await expect(ticket_of(expo, order)).to_be_hidden()
        await expect(expo.get_by_role("heading", name="All quiet")).to_be_visible()
        await asyncio.to_thread(server.tap, order, "bump")
        await expect(tab).to_contain_text("1 ticket")
        await button(expo, order, "Ready").click()
        await button(expo, order, "Call again").click()
        await expect(expo.locator("#toasts")).to_contain_text(f"{order['pickup_code']} was called again")
        await expect(expo.locator("#toasts").get_by_role("button", name="Undo")).to_have_count(0)
        await button(expo, order, "Call again").click()
        await expect(expo.locator("#toasts")).to_contain_text("a moment ago")
        await expo.context.close()


async def test_a_tablet_keeps_its_station(server, browser):
    await asyncio.to_thread(
        server.api, "POST", "/orders", {"items": [{"name": "Lemonade", "station": "bar"}, {"name": "Steak"}]}
    )
    tablet = await signed_in(browser, server)
    await tablet.locator("#stations button", has_text="bar").click()
    assert tablet.url.endswith("/kitchen?station=bar")
    await tablet.reload()
    await expect(tablet.locator("#stations button[aria-pressed=true]")).to_contain_text("bar")
    await tablet.context.close()


async def test_a_station_is_one_however_it_is_written(server, browser):
    dishes = [{"name": "Pizza", "station": "Stone oven"}, {"name": "Focaccia", "station": "stone OVEN"}]
    order = await asyncio.to_thread(server.order, items=[*dishes, {"name": "Lemonade", "station": "bar"}])
    oven = await signed_in(browser, server, "/kitchen?station=stone+oven")
    tab = oven.locator("#stations button", has_text=re.compile("stone oven", re.IGNORECASE))
    await expect(tab).to_have_attribute("aria-pressed", "true")
    await expect(tab).to_have_text("Stone oven 2 dishes")
    await expect(ticket_of(oven, order).locator("[data-elsewhere]")).to_have_count(1)
    await button(oven, order, "Stone oven ready").click()
    await expect(ticket_of(oven, order)).to_be_hidden()
    await expect(tab).to_have_text(re.compile("0 dishes"))
    await oven.context.close()
