"""First steps of a new restaurant, and the Wi-Fi where the link is local."""

import re

from domain.menu import Menu

DONE = re.compile(r'id="(\w+)" data-testid="step" data-done="true"')


async def test_steps_are_ticked_as_they_are_done(staff, restaurant, context):
    await restaurant.kitchen.write_menu(Menu())
    assert DONE.findall((await staff.get("/welcome")).text) == ["pin"]
    await staff.post("/settings/contact", data={"phone": "956 123 456"})
    await staff.post("/settings/wifi", data={"wifi_name": "Campana"})
    await staff.post("/welcome/sample-menu")
    await staff.post("/welcome/test-order")
    page = (await staff.get("/welcome")).text
    assert DONE.findall(page) == ["name", "menu", "link", "pin"]
    (order,) = context.board.orders()
    assert context.tracking_url(order) in page
    await staff.post("/welcome/ready")
    assert DONE.findall((await staff.get("/welcome")).text) == ["name", "menu", "link", "order", "pin"]


async def test_sample_menu_replaces_no_menu(staff, restaurant):
    before = restaurant.kitchen.menu
    await staff.post("/welcome/sample-menu")
    assert restaurant.kitchen.menu == before


async def test_receipt_says_to_join_the_wifi(staff, restaurant, context):
    order = await restaurant.order()
    receipt = f"/orders/{order.id}/receipt"
    assert "Join the restaurant" in (await staff.get(receipt)).text
    await context.settings_store.save({"wifi_name": "Campana", "wifi_password": "mucho ruido"})
    page = (await staff.get(receipt)).text
    assert "Join the Wi-Fi Campana" in page
    assert "mucho ruido" in page
