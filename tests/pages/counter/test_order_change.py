"""The counter changes a placed order with the form that it was written in."""

import html
import json
import re

from domain.commands import Tap
from domain.item import DraftItem


async def test_the_form_begins_with_what_was_placed(staff, restaurant):
    order = await restaurant.order("Garlic Naan", table="12")
    page = (await staff.get(f"/orders/{order.id}/edit")).text
    assert f'data-amends="{order.id}"' in page
    assert "&#34;table&#34;: &#34;12&#34;" in page
    assert "Change the order" in page
    assert f'<h1 id="offer-title">Change {order.pickup_code}</h1>' in page


async def test_the_form_counts_with_the_prices_of_the_order(staff, restaurant):
    await staff.post("/menu/dish", json={"dish": {"name": "Soup", "price": 900, "currency": "EUR"}})
    order = await restaurant.order(DraftItem(name="Soup", price=1200, currency="EUR"))
    placed = re.search('data-placed="(.*?)"', (await staff.get(f"/orders/{order.id}/edit")).text)
    items = json.loads(html.unescape(placed[1]))["items"]
    assert items[0].pop("id") == "1"
    quote = await staff.post("/orders/quote", json={"items": items})
    assert quote.json()["total"] == "€12.00"


async def test_a_change_is_taken_once_and_marked(staff, restaurant):
    order = await restaurant.order("Garlic Naan")
    body = {"table": "7", "add": [{"name": "Soup"}], "tap_id": "form-1", "seen_version": 1}
    for _ in range(2):
        answer = await staff.post(f"/orders/{order.id}/amend", json=body)
        assert (answer.status_code, answer.json()) == (200, {"path": "/kitchen"})
    after = restaurant.shown(order)
    assert (after.version, after.table, [item.name for item in after.items]) == (2, "7", ["Garlic Naan", "Soup"])
    kitchen = (await staff.get("/kitchen")).text
    assert "This order was changed." in kitchen
    await restaurant.tap(Tap.ACKNOWLEDGE, order.id)
    assert "This order was changed." not in (await staff.get("/kitchen")).text


async def test_what_somebody_else_changed_meanwhile_is_said(staff, restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.START, order.id)
    answer = await staff.post(f"/orders/{order.id}/amend", json={"table": "7", "seen_version": 1})
    assert answer.status_code == 409
    assert f"{order.pickup_code} was changed on another screen" in answer.json()["says"]
    placed = answer.json()["placed"]
    assert (placed["version"], [item["name"] for item in placed["items"]]) == (
        2,
        ["Garlic Naan", "Chicken Tikka Masala"],
    )


async def test_a_change_sent_again_otherwise_is_refused(staff, restaurant):
    order = await restaurant.order("Garlic Naan")
    body = {"add": [{"name": "Soup"}], "tap_id": "form-1", "seen_version": 1}
    await staff.post(f"/orders/{order.id}/amend", json=body)
    answer = await staff.post(f"/orders/{order.id}/amend", json=body | {"table": "7"})
    assert (answer.status_code, "is in the kitchen already" in answer.json()["says"]) == (409, True)
    assert answer.json()["is_taken"]  # the form is empty at the next visit
    assert len(restaurant.shown(order).items) == 2


async def test_strangers_change_nothing(web, restaurant):
    order = await restaurant.order()
    assert (await web.post(f"/orders/{order.id}/amend", json={"table": "7"})).status_code == 303
    assert (await web.get(f"/orders/{order.id}/edit")).status_code == 303
    assert restaurant.shown(order) == order


async def test_an_order_that_never_was_is_not_changed(staff):
    assert (await staff.get("/orders/x/edit")).status_code == 404
    assert (await staff.post("/orders/x/amend", json={"table": "7"})).status_code == 404


async def test_the_receipt_has_options_and_table(staff, api):
    sent = {"items": [{"name": "Garlic Naan", "modifiers": ["no garlic"]}], "table": "12", "service": "dine_in"}
    order = (await api.post("/api/v1/orders", json=sent)).json()
    page = (await staff.get(f"/orders/{order['id']}/receipt")).text.partition('id="paper"')[2]
    assert "no garlic" in page
    assert "Dine in · Table 12" in page
