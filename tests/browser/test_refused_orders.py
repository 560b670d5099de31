"""An order that could not be taken rings in the kitchen, and is taken by hand from what could be read of it."""

import json

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.tablets import faults_in, signed_in
from tests.support.world import API_KEY

pytestmark = pytest.mark.asyncio(loop_scope="session")
SENT = {
    "source": "till-2",
    "external_ref": "41",
    "guest_name": "Bea",
    "table": "12",
    "service": "dine_in",
    "items": [{"name": "Lamb Biryani", "quantity": 2, "modifiers": [{"name": "extra rice", "price": 150}]}],
}
STRICT = {"Authorization": f"Bearer {API_KEY}", "Prefer": "handling=strict"}


@pytest_asyncio.fixture(loop_scope="session")
async def kitchen(server, browser):
    server.api("PUT", "/menu", {"dishes": [{"name": "Lamb Biryani", "available": False}], "stations": []})
    page = await signed_in(browser, server, "/kitchen")
    yield page
    await page.context.close()


async def refuse(page, server, **said):
    answer = await page.request.post(f"{server.address}/api/v1/orders", data=json.dumps(SENT | said), headers=STRICT)
    assert answer.status == 409


async def test_it_is_taken_by_hand(server, kitchen):
    await refuse(kitchen, server)
    alert = kitchen.locator("[data-delivery]").filter(has_text="An order from till-2 could not be taken")
    await expect(alert).to_be_visible()
    assert await faults_in(kitchen) == []
    await alert.get_by_role("link", name="Take it by hand").click()
    await kitchen.wait_for_url("**/orders/new?delivery=*")
    await expect(kitchen.get_by_label("Guest\u2019s name")).to_have_value("Bea")
    await expect(kitchen.get_by_label("Table")).to_have_value("12")
    await expect(kitchen.get_by_role("radio", name="Dine in")).to_be_checked()
    await expect(kitchen.get_by_label("Options for Lamb Biryani")).to_have_value("extra rice")
    assert await faults_in(kitchen) == []
    server.api("PUT", "/menu", {"dishes": [{"name": "Lamb Biryani", "available": True}], "stations": []})
    await kitchen.get_by_role("button", name="Place the order (2)").click()
    await kitchen.wait_for_url("**/receipt")
    (order,) = server.api("GET", "/orders")
    assert (order["source"], order["external_ref"], order["table"]) == ("till-2", "41", "12")
    assert order["items"][0]["modifiers"][0]["price"] == 150
    await kitchen.goto(f"{server.address}/kitchen")
    await expect(kitchen.get_by_test_id("ticket")).to_have_count(1)
    await expect(alert).to_have_count(0)


async def test_it_can_be_put_aside(server, kitchen):
    await refuse(kitchen, server, source="till-3")
    alert = kitchen.locator("[data-delivery]").filter(has_text="An order from till-3 could not be taken")
    await alert.get_by_role("button", name="Put aside").click()
    await expect(alert).to_have_count(0)
