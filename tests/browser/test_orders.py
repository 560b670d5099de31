"""The orders page and the counter's sheet, as clerk and cook use them; the receipt that the guest keeps."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, session_of, signed_in, ticket_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TABLET = {"viewport": {"width": 820, "height": 1180}}
HAS_NO_SIDEWAYS_SCROLL = "document.documentElement.scrollWidth <= innerWidth"


@pytest_asyncio.fixture(loop_scope="session")
async def clerk(server, browser):
    context = await browser.new_context(**TABLET, locale="en", storage_state=session_of(server))
    page = await context.new_page()
    await page.goto(f"{server.address}/orders")
    yield page
    await page.context.close()


def row_of(page, order):
    return page.locator(f"#order-{order['id']}")


async def test_clerk_finds_an_order_and_goes_on_with_it(server, clerk):
    order = server.api("POST", "/orders", {"guest_name": "Ana", "items": [{"name": "Garlic Naan"}]})
    server.api("POST", "/orders", {"guest_name": "Bo", "items": [{"name": "Lamb Biryani"}]})
    await clerk.get_by_role("searchbox").fill("garlic")
    await expect(clerk.get_by_test_id("order")).to_have_count(1)
    row = row_of(clerk, order)
    await row.locator("summary").first.click()
    assert await faults_in(clerk) == []
    await row.get_by_role("button", name="Copy the link").click()
    await expect(row.get_by_role("button", name="Copied")).to_be_visible()
    await row.get_by_role("link", name="Change the order").click()
    await clerk.get_by_role("button", name="One more Garlic Naan").click()
    await clerk.get_by_role("button", name="Change the order (2)").click()
    await clerk.wait_for_url("**/kitchen*")
    server.api("POST", f"/orders/{order['id']}/cancel", {})
    await clerk.goto(f"{server.address}/orders?q={order['pickup_code']}")
    await row.locator("summary").first.click()
    await row.get_by_role("button", name="Reopen").click()
    await expect(row).to_have_attribute("data-stage", "received")
    await row.get_by_role("link", name="Receipt").click()
    await expect(clerk.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])


async def test_search_says_how_many_it_has_found(server, clerk):
    server.api("POST", "/orders", {"guest_name": "Zoe Quill", "items": [{"name": "Garlic Naan"}]})
    says, search = clerk.locator("#found-says"), clerk.get_by_role("searchbox")
    await search.fill("zoe")
    await expect(says).to_have_text("1 order")
    await clerk.locator("#found").evaluate("(list) => list.isSame = true")
    await says.evaluate("(says) => says.replaceChildren()")
    await search.fill("quill")
    await expect(says).to_have_text("1 order")
    assert await clerk.locator("#found").evaluate("(list) => list.isSame")  # a reader's place in it stays
    await search.fill("no such order")
    await expect(says).to_have_text("Nothing was found.")


async def test_a_change_outlives_a_cooks_tap_and_a_reload(server, clerk):
    order = server.api(
        "POST", "/orders", {"items": [{"name": "Naan", "quantity": 2, "price": 600}, {"name": "Curry", "price": 600}]}
    )
    await clerk.goto(f"{server.address}/orders/{order['id']}/edit")
    await clerk.get_by_role("button", name="One more Curry").click()
    await clerk.get_by_role("textbox", name="Table").fill("12")
    await expect(clerk.get_by_test_id("total")).to_contain_text("24")
    await expect(clerk.get_by_test_id("total")).to_be_visible()
    await expect(clerk.get_by_test_id("ready-about")).to_be_empty()
    server.tap(order, "start")
    await clerk.reload()
    await expect(clerk.get_by_role("textbox", name="Table")).to_have_value("12")
    server.api("PATCH", f"/orders/{order['id']}", {"items": [{"id": "1", "note": "no garlic"}]})
    await clerk.get_by_role("button", name="Change the order (4)").click()
    await clerk.wait_for_url("**/kitchen*")
    after = server.api("GET", f"/orders/{order['id']}")
    assert (after["table"], after["items"][0]["note"], len(after["items"])) == ("12", "no garlic", 3)


async def test_time_that_is_cleared_is_not_ignored(server, clerk):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    order = server.api("POST", "/orders", {"items": [{"name": "Garlic Naan"}], "quoted_for": tomorrow})
    await clerk.goto(f"{server.address}/orders/{order['id']}/edit")
    await clerk.get_by_label("For later").fill("")
    await clerk.get_by_role("button", name="Change the order (1)").click()
    await expect(clerk.get_by_role("alert")).to_contain_text("fire it in the kitchen")
    await expect(clerk.get_by_label("For later")).to_be_focused()


async def test_what_another_screen_changed_is_looked_at(server, clerk):
    order = server.api("POST", "/orders", {"items": [{"name": "Garlic Naan"}]})
    await clerk.goto(f"{server.address}/orders/{order['id']}/edit")
    await clerk.get_by_role("textbox", name="Table").fill("12")
    server.api("PATCH", f"/orders/{order['id']}", {"table": "7"})
    await clerk.get_by_role("button", name="Change the order (1)").click()
    await expect(clerk.get_by_text("was changed on another screen")).to_be_visible()
    await expect(clerk.get_by_role("textbox", name="Table")).to_have_value("7")
    await clerk.get_by_role("textbox", name="Table").fill("12")
    await clerk.get_by_role("button", name="Change the order (1)").click()
    await clerk.wait_for_url("**/kitchen*")
    assert server.api("GET", f"/orders/{order['id']}")["table"] == "12"


async def test_what_is_open_stays_while_the_page_looks_again(server, clerk):
    order = server.api("POST", "/orders", {"items": [{"name": "Garlic Naan", "quantity": 2}, {"name": "Curry"}]})
    await clerk.reload()
    row = row_of(clerk, order)
    await row.locator("summary").first.click()
    await row.get_by_text("QR code").click()
    await row.get_by_text("Merge or split").click()
    await row.get_by_label("Curry").fill("1")
    await clerk.get_by_role("searchbox").focus()
    other = server.api("POST", "/orders", {"items": [{"name": "Tea"}]})
    look_again = "document.dispatchEvent(new Event('visibilitychange')), fetch('/orders').then((page) => page.text())"
    await clerk.evaluate(look_again)
    await expect(row.get_by_role("img", name="QR code")).to_be_visible()
    await expect(row.get_by_label("Curry")).to_have_value("1")
    await row.get_by_text("Merge or split").click()
    await row.get_by_text("QR code").click()
    await clerk.get_by_role("searchbox").focus()
    await clerk.evaluate(look_again)
    await expect(row_of(clerk, other)).to_be_visible()


async def test_cook_splits_an_order_and_merges_it_again(server, browser, clerk):
    server.api("POST", "/orders", {"guest_name": "Eva", "items": [{"name": "Lamb Biryani"}]})
    whole = {"guest_name": "Leo", "items": [{"name": "Garlic Naan", "quantity": 2}, {"name": "Curry"}]}
    order = server.api("POST", "/orders", whole)
    kitchen = await signed_in(browser, server)
    await clerk.reload()
    await row_of(clerk, order).locator("summary").first.click()
    await row_of(clerk, order).get_by_text("Merge or split").click()
    await row_of(clerk, order).get_by_label("Curry").fill("1")
    assert await faults_in(clerk) == []
    await row_of(clerk, order).get_by_role("button", name="Split").click()
    await expect(ticket_of(kitchen, order).get_by_test_id("item")).to_have_count(1)
    (part,) = [one for one in server.api("GET", "/orders") if [i["name"] for i in one["items"]] == ["Curry"]]
    await expect(ticket_of(kitchen, part)).to_be_visible()
    await expect(row_of(clerk, part)).to_be_visible()
    await row_of(clerk, order).locator("summary").first.click()
    await row_of(clerk, order).get_by_text("Merge or split").click()
    await row_of(clerk, order).get_by_label("Merge with").select_option(part["id"])
    await row_of(clerk, order).get_by_role("button", name="Merge").click()
    await expect(ticket_of(kitchen, part)).to_have_count(0)
    await expect(ticket_of(kitchen, order).get_by_test_id("item")).to_have_count(2)
    await kitchen.context.close()


async def test_split_that_is_sent_again_is_done_once(server, clerk):
    order = server.api("POST", "/orders", {"guest_name": "Uma", "items": [{"name": "Garlic Naan", "quantity": 4}]})

    async def lose_the_answer(route):
        await route.fetch()
        await route.abort()

    await clerk.route("**/split", lose_the_answer, times=1)
    await clerk.reload()
    await row_of(clerk, order).locator("summary").first.click()
    await row_of(clerk, order).get_by_text("Merge or split").click()
    await row_of(clerk, order).get_by_label("Garlic Naan").fill("1")
    split = row_of(clerk, order).get_by_role("button", name="Split")
    await split.dblclick()
    await expect(clerk.locator("#trouble")).to_contain_text("did not go through")
    async with clerk.expect_event("load"):
        await split.click()
    parts = [one["items"][0]["quantity"] for one in server.api("GET", "/orders") if one["guest_name"] == "Uma"]
    assert sorted(parts) == [1, 3]


async def test_phone_writes_an_order_on_its_sheet(server, browser):
    server.api("PUT", "/menu", {"dishes": [{"name": "Garlic Naan", "price": 350, "currency": "EUR"}], "stations": []})
    counter = await signed_in(browser, server, "/orders/new", **PHONE)
    await expect(counter.get_by_label("Guest\u2019s name")).to_be_hidden()
    await counter.locator(".pick").filter(has_text="Garlic Naan").tap()
    await counter.locator("#sheet-toggle").tap()
    await expect(counter.get_by_label("For later")).to_be_hidden()
    await counter.get_by_role("button", name="For later").tap()
    await expect(counter.get_by_label("For later")).to_be_focused()
    await counter.get_by_label("Guest\u2019s name").fill("Mia")
    await expect(counter.get_by_test_id("ready-about")).to_contain_text("Ready about")
    await expect(counter.get_by_test_id("total")).to_contain_text("3.50")
    assert await counter.evaluate(HAS_NO_SIDEWAYS_SCROLL)
    assert await faults_in(counter) == []
    await counter.get_by_role("button", name="Place the order (1)").tap()
    await counter.wait_for_url("**/receipt")
    await counter.context.close()


async def test_guest_keeps_the_receipt(server, browser):
    order = server.order("Garlic Naan")
    server.tap(order, "bump")
    guest = await (await browser.new_context(locale="en", **PHONE)).new_page()
    await guest.goto(order["tracking_url"])
    await guest.get_by_role("link", name="Receipt").tap()
    await expect(guest.get_by_text("Garlic Naan")).to_be_visible()
    await expect(guest.get_by_role("button", name="Print")).to_be_visible()
    assert await guest.evaluate(HAS_NO_SIDEWAYS_SCROLL)
    assert await faults_in(guest) == []
    await guest.get_by_role("link", name="Back to your order").tap()
    await expect(guest.get_by_test_id("pickup-code")).to_have_text(order["pickup_code"])
    await guest.context.close()
