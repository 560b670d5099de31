"""Names that only look like those of dishes, counts, times or people are left alone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair

NOW = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)
BURGER = {"name": "Burger", "quantity": 2}


def read(body):
    return OrderRepair(ZoneInfo("Europe/Madrid"), NOW).repair(body)


def dishes(body):
    return [(item["name"], item["quantity"]) for item in read(body)["items"]]


@pytest.mark.parametrize(
    "body",
    [
        {"payload": [BURGER]},
        {"transaction_items": [BURGER], "table": "4"},
        {"comida": [BURGER], "receipt": [BURGER]},
        {"comida": [BURGER], "recommendations": [{"name": "Cola", "quantity": 1}]},
        {"items": [BURGER], "loyalty": [{"name": "Points", "quantity": 120}]},
        {"items": [BURGER], "guests": [{"name": "Ana", "quantity": 1}]},
        {"items": [BURGER], "iva": [{"name": "IVA 10%", "quantity": 1}]},
        {"items": [BURGER | {"description": "with cheese"}], "kitchen_copy": [BURGER]},
        {"items": [BURGER, {"name": "Delivery", "type": "delivery_fee", "quantity": 1}]},
        {"items": [BURGER | {"type": "promotion"}]},
        BURGER | {"product": "prod_123"},
        BURGER | {"item_name": "burger-classic"},
        BURGER | {"item_name": "Burger"},
    ],
)
def test_only_dishes_are_cooked(body):
    assert dishes(body) == [("Burger", 2)]
    assert not read(body).get("guest_name")


@pytest.mark.parametrize("field", ["order_count", "item_count", "stock_quantity", "qty_canceled"])
def test_count_of_something_else_is_none_of_the_dish(field):
    assert dishes({"items": [{"name": "Burger", field: 153}]}) == [("Burger", 1)]


@pytest.mark.parametrize(
    "said",
    [
        {"payment_due_date": "2026-03-20"},
        {"last_delivery_date": "2026-02-20"},
        {"request_time": "2026-03-14T17:59:00Z"},
        {"request_time": 1773511140},
        {"refund_requested_at": "2026-03-14T21:00:00Z"},
        {"bill_requested_at": "2026-03-14T21:00:00Z"},
    ],
)
def test_time_of_something_else_is_no_promise(said):
    assert not read({"items": ["Burger"], **said}).get("quoted_for")


def test_time_that_begins_is_before_the_one_that_ends():
    read_time = read({"items": ["Burger"], "pickup_end_time": "20:30", "pickup_start_time": "20:00"})["quoted_for"]
    assert read_time == read({"items": ["Burger"], "pickup_time": "20:00"})["quoted_for"]


def test_prefix_of_any_depth_is_read():
    deep = "No"
    for _ in range(500):
        deep = [deep]
    assert dishes({"items": [{"name": "Burger", "modifiers": [{"name": "Onion", "prefix": deep}]}]}) == [("Burger", 1)]


@pytest.mark.parametrize("table", [{"guid": "5f1c-9a"}, {"id": "0b9f8a52-6b6e-4d43-9a55-2f0f0a1f2d11"}])
async def test_table_that_is_an_id_takes_back_none(api, table):
    order = (await api.post("/api/v1/orders", json={"items": ["Burger"], "table": "12"})).json()
    await api.patch(f"/api/v1/orders/{order['id']}", json={"table": table, "note": "x"})
    after = (await api.get(f"/api/v1/orders/{order['id']}")).json()
    assert (after["table"], after["note"]) == ("12", "x")


def test_what_the_order_says_wins_over_a_shop_s_pairs():
    totals = [{"label": "Service", "value": "3.50"}]
    assert read({"items": ["Burger"], "totals": totals, "is_delivery": True})["service"] == "delivery"
    pairs = [{"name": "Name", "value": "Tom"}]
    assert read({"items": ["Burger"], "name": "Ana", "custom_fields": pairs})["guest_name"] == "Ana"


def test_allergen_that_is_not_in_it_is_not_said():
    allergens = [{"name": "Peanut", "contains": False}, {"name": "Gluten", "contains": True}]
    (item,) = read({"items": [{"name": "Naan", "allergens": allergens}]})["items"]
    assert "Gluten" in item["note"]
    assert "Peanut" not in item["note"]


@pytest.mark.parametrize(
    "said",
    [
        {"buyer": "ana@example.org"},
        {"recipient": "ana@example.org"},
        {"customer": [{"email": "ana@example.org"}]},
        {"payment_instructions": {"title": "Card", "value": "4111 1111 1111 1111"}},
    ],
)
def test_what_is_private_is_not_on_the_ticket(said):
    order = read({"items": ["Burger"], **said})
    assert not order.get("guest_name")
    assert not order.get("note")
