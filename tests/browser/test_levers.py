"""Busy setting and rush, and the owner's pages, in Chromium."""

from operator import itemgetter

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, faults_in_both_schemes, signed_in, ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def guest(browser):
    page = await (await browser.new_context(locale="en")).new_page()
    yield page
    await page.context.close()


async def test_busy_kitchen_tells_each_guest_how_long(server, tablet, guest):
    order = server.order("Lamb Biryani")
    await guest.goto(order["tracking_url"])
    when = guest.locator(".when")
    calm = await when.text_content()
    await tablet.get_by_role("button", name="Busy?").click()
    await expect(tablet.get_by_role("dialog")).to_be_visible()
    assert await faults_in(tablet) == []
    await tablet.get_by_role("button", name="+15 min").click()
    await expect(tablet.get_by_role("button", name="+15 min until")).to_be_visible()
    await expect(when).not_to_have_text(calm)
    await tablet.get_by_role("button", name="+15 min until").click()
    await tablet.get_by_role("button", name="Normal times again").click()
    await expect(tablet.get_by_role("button", name="Busy?")).to_be_visible()


async def test_rushed_ticket_moves_ahead_and_back_by_an_undo(server, tablet):
    server.order("Garlic Naan")
    order = server.order("Lamb Biryani")
    tickets = tablet.get_by_test_id("ticket")
    await ticket_of(tablet, order).get_by_role("button", name="More").click()
    await tablet.get_by_role("button", name="Move ahead of the others").click()
    await expect(tickets.first).to_have_attribute("data-code", order["pickup_code"])
    await expect(ticket_of(tablet, order).get_by_text("First", exact=True)).to_be_visible()
    await tablet.locator("#toasts").get_by_role("button", name="Undo").first.click()
    await expect(ticket_of(tablet, order).get_by_text("First", exact=True)).to_have_count(0)


async def test_bump_keys_pick_finish_and_recall(server, tablet):
    for stage in ("received", "preparing"):
        for left in server.api("GET", f"/orders?stage={stage}"):
            server.tap(left, "cancel")
    # The first is promised by a look that may still hold the cancelled ones: the rail can show them either way round.
    placed = server.order("Garlic Naan"), server.order("Lamb Biryani")
    first, second = sorted(placed, key=itemgetter("quoted_for", "placed_at"))
    await expect(tablet.get_by_test_id("ticket")).to_have_count(2)
    await tablet.keyboard.press("Tab")
    await expect(ticket_of(tablet, first).get_by_role("button", name="Start")).to_be_focused()
    await tablet.keyboard.press("2")
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, second)).to_have_attribute("data-stage", "preparing")
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, second)).to_have_attribute("data-stage", "ready")
    await tablet.keyboard.press("1")  # nothing is to be taken back on this ticket
    await expect(ticket_of(tablet, first).get_by_role("button", name="Start")).to_be_focused()
    await tablet.keyboard.press("Backspace")
    await expect(ticket_of(tablet, second)).to_have_attribute("data-stage", "preparing")
    await tablet.keyboard.press("?")
    await expect(tablet.get_by_role("dialog", name="Keys")).to_be_visible()
    assert await faults_in(tablet) == []


async def test_single_keys_can_be_switched_off(server, tablet):
    order = server.order("Garlic Naan")
    await expect(ticket_of(tablet, order)).to_be_visible()
    bar, dialog = tablet.get_by_role("banner"), tablet.get_by_role("dialog", name="More")
    await bar.get_by_role("button", name="More").click()
    keys = dialog.get_by_role("checkbox", name="Keyboard shortcuts")
    await expect(keys).to_be_checked()
    await keys.uncheck()
    await tablet.reload()
    await expect(tablet.get_by_test_id("freshness")).to_have_attribute("data-live", "true")
    await tablet.keyboard.press("1")
    await tablet.keyboard.press("?")
    assert await tablet.evaluate("document.activeElement === document.body")
    await expect(tablet.get_by_role("dialog")).to_have_count(0)
    await bar.get_by_role("button", name="More").click()
    await keys.check()
    await dialog.get_by_role("button", name="Close", exact=True).click()
    await tablet.keyboard.press("1")
    await expect(tablet.locator(".rail .go").first).to_be_focused()


@pytest.mark.parametrize("keys", [("Backspace",), ("Control", "z")])
async def test_a_held_key_takes_back_once(server, tablet, keys):
    for stage in ("received", "preparing", "ready"):
        for left in server.api("GET", f"/orders?stage={stage}"):
            server.tap(left, "cancel")
    first, second, other = orders = [server.order("Garlic Naan") for _ in range(3)]
    for order in orders[:2]:
        await ticket_of(tablet, order).get_by_role("button", name="Ready").press("Enter")
        await expect(ticket_of(tablet, order)).to_have_attribute("data-stage", "ready")
    for key in keys:
        await tablet.keyboard.down(key)
    await expect(ticket_of(tablet, second)).not_to_have_attribute("data-stage", "ready")
    await tablet.keyboard.down(keys[-1])
    for key in keys:
        await tablet.keyboard.up(key)
    await ticket_of(tablet, other).get_by_role("button", name="Start").press("Enter")
    await expect(ticket_of(tablet, other)).to_have_attribute("data-stage", "preparing")
    assert server.status(first)["stage"] == "ready"


async def test_bump_keys_hand_over_from_the_shelf(server, tablet):
    for stage in ("received", "preparing", "ready"):
        for left in server.api("GET", f"/orders?stage={stage}"):
            server.tap(left, "cancel")
    orders = [server.order("Garlic Naan") for _ in range(3)]
    for order in orders[:2]:
        server.tap(order, "bump")
    await expect(tablet.get_by_test_id("ready-ticket")).to_have_count(2)
    await expect(ticket_of(tablet, orders[2])).to_be_visible()
    first, second = [
        ticket_of(tablet, order).get_by_role("button", name="Hand over")
        for order in sorted(
            orders[:2], key=lambda order: server.api("GET", f"/orders/{order['id']}")["events"][-1]["at"]
        )
    ]
    for key in "02":
        await tablet.keyboard.press(key)
    await expect(second).to_be_focused()
    await tablet.keyboard.press("ArrowRight")
    await expect(ticket_of(tablet, orders[2]).get_by_role("button", name="Start")).to_be_focused()
    await tablet.keyboard.press("ArrowLeft")
    await tablet.keyboard.press("ArrowDown")
    await expect(ticket_of(tablet, orders[1]).get_by_role("button", name="Call again")).to_be_focused()
    await tablet.keyboard.press("ArrowLeft")
    await expect(first).to_be_focused()
    await tablet.keyboard.press("Enter")
    await expect(ticket_of(tablet, orders[0])).to_have_count(0)
    assert server.status(orders[0])["stage"] == "collected"


async def test_closed_day_is_taken_back_by_one_undo(server, tablet):
    ready, begun = server.order("Garlic Naan"), server.order("Lamb Biryani")
    server.tap(ready, "bump")
    await expect(ticket_of(tablet, ready)).to_have_attribute("data-stage", "ready")
    await tablet.locator(".bar").get_by_role("button", name="More", exact=True).click()
    await tablet.get_by_role("dialog").get_by_role("button", name="Close the day").click()
    await expect(tablet.get_by_text("These are ready and count as handed over:")).to_be_visible()
    assert await faults_in(tablet) == []
    await tablet.locator("[data-close-day]").click()
    for order in (ready, begun):
        await expect(ticket_of(tablet, order)).to_have_count(0)
    await tablet.locator("#toasts [data-about=day]").get_by_role("button", name="Undo").click()
    await expect(ticket_of(tablet, ready)).to_have_attribute("data-stage", "ready")
    await expect(ticket_of(tablet, begun)).to_have_attribute("data-stage", "received")


async def test_undo_key_takes_the_close_of_the_day_back(server, tablet):
    handed_over, begun = server.order("Garlic Naan"), server.order("Lamb Biryani")
    server.tap(handed_over, "bump")
    await ticket_of(tablet, handed_over).get_by_role("button", name="Hand over").click()
    await expect(ticket_of(tablet, handed_over)).to_have_count(0)
    await tablet.locator(".bar").get_by_role("button", name="More", exact=True).click()
    await tablet.get_by_role("dialog").get_by_role("button", name="Close the day").click()
    await tablet.locator("[data-close-day]").click()
    await expect(tablet.locator("#toasts [data-about=day] button")).to_be_visible()
    await tablet.keyboard.press("Control+z")
    await expect(ticket_of(tablet, begun)).to_have_attribute("data-stage", "received")
    assert server.status(handed_over)["stage"] == "collected"


async def test_what_the_settings_refuse_has_the_focus(server, browser):
    page = await signed_in(browser, server)
    await page.goto(f"{server.address}/settings")
    field = page.locator("#ring_again_seconds")
    await field.fill("900")
    await field.press("Enter")
    await expect(page.get_by_text("Write 600 or less.")).to_be_in_viewport()
    await expect(field).to_be_focused()
    await page.context.close()


@pytest.mark.parametrize("path", ["/reports", "/settings", "/welcome"])
async def test_the_owners_pages_meet_wcag(server, browser, path):
    order = server.order("Garlic Naan")
    server.tap(order, "bump")
    page = await signed_in(browser, server)
    await page.goto(f"{server.address}{path}")
    await expect(page.get_by_role("heading").first).to_be_visible()
    assert await faults_in_both_schemes(page) == []
    await page.context.close()


async def test_bars_of_a_report_are_of_one_length(server, tablet):
    server.order(*["Lamb Biryani"] * 12, "Dal")
    await tablet.goto(f"{server.address}/reports")
    bars = tablet.get_by_test_id("report-sellers").locator("tr .plot")
    lengths = await bars.evaluate_all("bars => bars.map(bar => bar.getBoundingClientRect().width)")
    assert len(lengths) > 1
    assert len(set(lengths)) == 1
