"""Orders that vendors document and that few send: refunds, counter sales, slots, remarks on parts, missing names."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from pages.api.sources.registry import SOURCES
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import (
    Said,
    deliverect_order,
    open_delivery_order,
    shopify_order,
    square_order,
    tastyigniter_order,
    woo_order,
)
from tests.support.vendors import VENDORS

PERSON = {"first_name": "Eve", "last_name": "Sol"}


def mapped(source: str, order: dict):
    return SOURCES[source].map_order(order, {})


@pytest.mark.parametrize(
    ("method", "service"),
    [
        ("local_pickup", "pickup"),
        ("local_pickup:3", "pickup"),
        ("pickup_location", "pickup"),
        ("local_pickup_plus", "pickup"),
        ("flat_rate", "delivery"),
    ],
)
def test_woo_checkouts_name_pickup_differently(method, service):
    order = woo_order(Said()) | {"shipping_lines": [{"method_id": method}]}
    assert mapped("woocommerce", order).fields["service"] == service


def test_recipient_is_named_where_the_payer_is_not():
    nobody = {"first_name": "", "last_name": None}
    woo = woo_order(Said()) | {"billing": nobody, "shipping": PERSON}
    assert mapped("woocommerce", woo).fields["guest_name"] == "Eve Sol"
    for place in ("shipping_address", "billing_address"):
        shopify = shopify_order(Said()) | {"customer": None, place: PERSON}
        assert mapped("shopify", shopify).fields["guest_name"] == "Eve Sol"


@pytest.mark.parametrize(
    ("key", "clock", "quoted_for"),
    [
        ("_orddd_timestamp", "18:30", "2026-03-16T18:30:00"),
        ("_orddd_lite_timestamp", "00:00", "2026-03-16"),
        ("_orddd_lite_timestamp", "00:01", "2026-03-16"),
    ],
)
def test_woo_time_is_of_the_restaurant_s_clock(key, clock, quoted_for):
    value = int(datetime.fromisoformat(f"2026-03-16T{clock}Z").timestamp())
    order = woo_order(Said()) | {"meta_data": [{"key": key, "value": str(value)}]}
    assert mapped("woocommerce", order).fields["quoted_for"] == quoted_for


@pytest.mark.parametrize(
    ("said", "quoted_for"),
    [
        ({"_orddd_lite_timestamp": "00:00", "_orddd_lite_timeslot_timestamp": "17:00"}, "2026-03-16T17:00:00"),
        ({"_orddd_timestamp": "00:00", "_orddd_timeslot_timestamp": "17:00"}, "2026-03-16T17:00:00"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "17:00 - 18:00"}, "2026-03-16 17:00"),
        ({"_orddd_lite_timestamp": "00:00", "_orddd_time_slot": "5:30 PM - 6:30 PM"}, "2026-03-16 5:30 PM"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "5 PM - 6 PM"}, "2026-03-16 5 PM"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "17.00 - 18.00"}, "2026-03-16 17:00"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "9:30 - 10:00 PM"}, "2026-03-16 9:30 PM"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "2 to 3 hours"}, "2026-03-16"),
        ({"_orddd_timestamp": "00:00", "_orddd_time_slot": "As soon as possible"}, "2026-03-16"),
        ({"_orddd_time_slot": "17:00 - 18:00"}, None),
    ],
)
def test_woo_slot_is_the_time_of_its_day(said, quoted_for):
    def written(key, value):
        if not key.endswith("timestamp"):
            return value
        return str(int(datetime.fromisoformat(f"2026-03-16T{value}Z").timestamp()))

    meta = [{"key": key, "value": written(key, value)} for key, value in said.items()]
    assert mapped("woocommerce", woo_order(Said()) | {"meta_data": meta}).fields["quoted_for"] == quoted_for


async def test_woo_slot_of_today_waits_for_its_time():
    vendor = next(one for one in VENDORS if one.name == "woocommerce")
    today = int(datetime.fromisoformat("2026-03-14T00:00Z").timestamp())
    meta = [{"key": "_orddd_timestamp", "value": str(today)}, {"key": "_orddd_time_slot", "value": "9:30 PM - 10 PM"}]
    async with counter_of(vendor) as counter:
        await counter.map(json.dumps(woo_order(Said()) | {"meta_data": meta}).encode(), "1")
        assert counter.orders[0].quoted_for.isoformat() == "2026-03-14T20:30:00+00:00"


def test_shopify_cart_s_answers_are_on_the_ticket():
    said = {"Allergies": "Peanuts", "Table": 12, "_id": "7", "Pickup-Location-Id": "3", "Checkout-Method": "pickup"}
    asked = [{"name": name, "value": value} for name, value in said.items()]
    note = mapped("shopify", shopify_order(Said()) | {"name": "#1", "note": "", "note_attributes": asked}).fields[
        "note"
    ]
    assert note == "#1\nAllergies: Peanuts\nTable: 12"


def test_tastyigniter_option_says_its_group():
    flat = [{"order_option_name": "Onion", "order_option_category": "Remove"}, {"order_option_name": "Spicy"}]
    for options, names in (
        ({"Remove": flat[:1], "Size": [{"order_option_name": "Large"}]}, ["Remove: Onion", "Size: Large"]),
        (flat, ["Remove: Onion", "Spicy"]),
        (None, []),
    ):
        order = {"order_id": 7, "order_menus": [{"name": "Pizza", "quantity": 1, "menu_options": options}]}
        (item,) = mapped("tastyigniter", order).fields["items"]
        assert [one["name"] for one in item["modifiers"]] == names


@pytest.mark.parametrize(("quantity", "options"), [("0", 0), (0, 0), (None, 1), ("2", 1)])
async def test_option_of_none_is_not_cooked(quantity, options, subtests):
    orders = {"square": square_order(Said()), "tastyigniter": tastyigniter_order(Said())}
    orders["square"]["order"]["line_items"][0]["modifiers"][0]["quantity"] = quantity
    orders["tastyigniter"]["attributes"]["order_menus"][0]["menu_options"]["Extra"][0]["quantity"] = quantity
    for vendor in VENDORS:
        if vendor.name in orders:
            with subtests.test(vendor=vendor.name):
                async with counter_of(vendor) as counter:
                    await counter.map(json.dumps(orders[vendor.name]).encode(), "1")
                    assert len(counter.orders[0].items[0].modifiers) == options


async def test_quantity_in_text_is_no_repair(subtests):
    orders = {"square": square_order(Said()), "tastyigniter": tastyigniter_order(Said())}
    orders["tastyigniter"]["attributes"]["order_menus"][0]["quantity"] = "2"
    for vendor in VENDORS:
        if vendor.name in orders:
            with subtests.test(vendor=vendor.name):
                async with counter_of(vendor) as counter:
                    await counter.map(json.dumps(orders[vendor.name]).encode(), "1")
                    assert await counter.outcomes() == "taken"


def test_remark_on_a_part_of_a_dish_is_kept():
    cola = {"name": "Cola", "quantity": 1, "itemRemark": "Iced."}
    deliverect = deliverect_order(Said()) | {"items": [{"name": "Menu", "quantity": 1, "subItems": [cola]}]}
    bacon = {"name": "Bacon", "quantity": 1, "specialInstructions": "Crisp"}
    app = open_delivery_order(Said()) | {"items": [{"name": "Burger", "quantity": 1, "options": [bacon]}]}
    for source, order, remark in (("deliverect", deliverect, "Iced."), ("opendelivery", app, "Crisp")):
        (item,) = mapped(source, order).fields["items"]
        assert item["modifiers"][0]["modifiers"] == [{"name": remark}]


@pytest.mark.parametrize("name", ["place", "tab"])
def test_open_delivery_1_names_the_table(name):
    order = open_delivery_order(Said()) | {"type": "INDOOR", "indoor": {"mode": name.upper(), name: "7"}}
    assert mapped("opendelivery", order).fields["table"] == "7"


async def test_cancelled_first_without_times_is_not_cooked():
    vendor = next(one for one in VENDORS if one.name == "deliverect")
    async with counter_of(vendor) as counter:
        for state in ("cancelled", "accepted"):
            order = deliverect_order(Said(state=state))
            order.pop("_updated", None)
            await counter.map(json.dumps(order).encode(), state)
        assert counter.orders == []


async def test_change_of_table_and_service_arrives():
    vendor = next(one for one in VENDORS if one.name == "deliverect")
    async with counter_of(vendor) as counter:

        async def told(revision, **changes):
            order = deliverect_order(Said(revision=revision)) | changes
            await counter.map(json.dumps(order).encode(), str(revision))
            return counter.orders[0].table, counter.orders[0].service

        assert await told(1, table="5", orderType=3) == ("5", "dine_in")
        assert await told(2, table="7", orderType=3) == ("7", "dine_in")
        assert (await told(3, orderType=2))[1] == "delivery"
