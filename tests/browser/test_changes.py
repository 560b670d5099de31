"""A placed order is changed, split, held and taken back by cook and counter, and its guest reads it."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, item_of, signed_in, ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 390, "height": 844}}
ORDER = {"guest_name": "Ana", "items": [{"name": "Garlic Naan", "quantity": 4}, {"name": "Lamb Biryani"}]}


@pytest_asyncio.fixture(loop_scope="session")
async def kitchen(server, browser):
    page = await signed_in(browser, server, "/kitchen", reduced_motion="reduce")
    yield page
    await page.context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def guest(browser):
    context = await browser.new_context(locale="en", **PHONE)
    yield await context.new_page()
    await context.close()


async def test_counter_changes_an_order_and_the_cook_sees_it(server, kitchen, guest):
    order = server.api("POST", "/orders", ORDER)
    await guest.goto(order["tracking_url"])
    ticket = ticket_of(kitchen, order)
    await ticket.get_by_role("button", name="More").click()
    await kitchen.get_by_role("link", name="Change the order").click()
    await kitchen.get_by_role("button", name="One more Lamb Biryani").click()
    await kitchen.get_by_label("Note for Garlic Naan").fill("crispy")
    await kitchen.get_by_label("Table").fill("12")
    await kitchen.get_by_label("Find a dish").fill("birthday cake")
    await kitchen.get_by_role("button", name="+ birthday cake").click()
    assert await faults_in(kitchen) == []
    await kitchen.get_by_role("button", name="Change the order (7)").click()
    await kitchen.wait_for_url("**/kitchen")
    await expect(ticket).to_contain_text("This order was changed.")
    await expect(item_of(kitchen, order, "birthday cake")).to_have_attribute("data-new", "")
    assert await faults_in(kitchen, ".rail") == []
    await ticket.get_by_role("button", name="Seen").click()
    await expect(ticket).not_to_contain_text("This order was changed.")
    timeline = guest.get_by_test_id("timeline")
    for says in ("birthday cake was added: 1", "Lamb Biryani: now 2 instead of 1", "Your table is now 12"):
        await expect(timeline).to_contain_text(says)


async def test_a_cook_strikes_two_of_four_and_puts_them_back(server, kitchen):
    order = server.api("POST", "/orders", ORDER)
    ticket = ticket_of(kitchen, order)
    await ticket.get_by_role("button", name="More").click()
    await kitchen.get_by_label("How many of Garlic Naan").fill("2")
    assert await faults_in(kitchen) == []
    await kitchen.get_by_role("button", name="Take off Garlic Naan").click()
    await expect(ticket.locator("[data-state=voided]")).to_have_attribute("data-quantity", "2")
    await ticket.get_by_role("button", name="More").click()
    await kitchen.get_by_role("button", name="Put back Garlic Naan").click()
    await expect(ticket.locator("[data-state=voided]")).to_have_count(0)
    await ticket.get_by_role("button", name="More").click()
    await kitchen.get_by_role("button", name="Hold Lamb Biryani").click()
    await expect(item_of(kitchen, order, "Lamb Biryani")).to_contain_text("Held")
    assert await faults_in(kitchen, ".rail") == []


async def test_a_typed_part_stays_while_others_tap(server, kitchen):
    order, other = server.order("Garlic Naan"), server.api("POST", "/orders", ORDER)
    await ticket_of(kitchen, other).get_by_role("button", name="More").click()
    part = kitchen.get_by_label("How many of Garlic Naan")
    await part.fill("1")
    await part.blur()  # as the on-screen keyboard is put away
    server.tap(order, "start")
    await expect(ticket_of(kitchen, order)).to_have_attribute("data-stage", "preparing")
    await expect(part).to_have_value("1")
    await kitchen.get_by_role("button", name="Take off Garlic Naan").click()
    await expect(ticket_of(kitchen, other).locator("[data-state=voided]")).to_have_attribute("data-quantity", "1")
    await ticket_of(kitchen, other).get_by_role("button", name="More").click()
    await expect(part).to_have_value("3")
    await part.fill("1")
    await part.blur()
    for item in server.api("GET", f"/orders/{other['id']}")["items"]:
        if item["state"] == "queued" and item["name"] == "Garlic Naan":
            server.api("POST", f"/orders/{other['id']}/items/{item['id']}/start")
    await expect(item_of(kitchen, other, "Cooking")).to_be_visible()
    await expect(part).to_have_value("3")


async def test_a_cancelled_order_is_reopened(server, kitchen):
    order = server.api("POST", "/orders", ORDER)
    server.api("POST", f"/orders/{order['id']}/cancel", {})
    await kitchen.get_by_role("button", name="Left the rail").click()
    await kitchen.locator(f"#left-{order['id']}").get_by_role("button", name="Reopen").click()
    await expect(ticket_of(kitchen, order)).to_be_visible()


async def test_tomorrow_s_order_waits_and_is_fired(server, kitchen, guest):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    order = server.api("POST", "/orders", ORDER | {"quoted_for": tomorrow, "guest_name": "Leo"})
    await guest.goto(order["tracking_url"])
    await expect(guest.get_by_test_id("estimate")).to_contain_text("Planned for")
    await expect(ticket_of(kitchen, order)).to_have_count(0)
    await kitchen.get_by_role("button", name="Later").click()
    waiting = kitchen.get_by_test_id("scheduled-ticket").filter(has_text=order["pickup_code"])
    await expect(waiting).to_contain_text("comes onto the rail")
    assert await faults_in(kitchen) == []
    await waiting.get_by_role("button", name="Fire now").click()
    await expect(ticket_of(kitchen, order)).to_be_visible()
    await expect(guest.get_by_test_id("estimate")).not_to_contain_text("Planned for")
