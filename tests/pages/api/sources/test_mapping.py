"""What the owner's options and a vendor's newer version make of an order."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from domain.sources import OrderState
from pages.api.repair.values.time_repair import read_time
from pages.api.sources.registry import SOURCES
from tests.support.vendor_orders import (
    DISH,
    Said,
    deliverect_order,
    odoo_order,
    shopify_order,
    square_order,
    tastyigniter_order,
    woo_order,
)
from tests.support.world import EVENING, ZONE

TIMES = {"orderTiming": "SCHEDULED", "schedule": {"scheduledDateTimeStart": "2026-07-01T15:10:00Z"}}
PRICE = {"unitPrice": {"value": 2500, "currency": "BRL"}, "totalPrice": {"value": 2500, "currency": "BRL"}}


@pytest.mark.parametrize(("on_hold", "state"), [("true", OrderState.ACCEPTED), ("false", OrderState.DRAFT)])
def test_order_on_hold_is_cooked_by_choice(on_hold, state):
    order = woo_order(Said()) | {"status": "on-hold"}
    assert SOURCES["woocommerce"].map_order(order, {"on_hold": on_hold}).state is state


@pytest.mark.parametrize(
    ("number", "state"), [(9, OrderState.CANCELLED), (5, OrderState.DONE), (2, OrderState.ACCEPTED)]
)
def test_tastyigniter_status_counts_by_number(number, state):
    order = tastyigniter_order(Said())
    order["attributes"] |= {"status_id": number, "status": {"status_name": "Storniert"}}
    options = {"status_cancelled": "9", "status_collected": "5"}
    assert SOURCES["tastyigniter"].map_order(order, options).state is state


@pytest.mark.parametrize("time", ["21:30", "21:30 - 22:00", "21:30-22:00", "9:30 PM", "9:30 PM to 10 PM"])
def test_shopify_slot_is_read_by_its_begin(time):
    date = {"name": "Pickup-Date", "value": "2026/03/14"}
    order = shopify_order(Said()) | {"note_attributes": [date, {"name": "Pickup-Time", "value": time}]}
    written = SOURCES["shopify"].map_order(order, {}).fields["quoted_for"]
    at, _ = read_time(written, ZoneInfo(ZONE), EVENING)
    assert at.astimezone(ZoneInfo(ZONE)).strftime("%d %H:%M") == "14 21:30"


def test_shopify_tip_is_not_cooked():
    order = shopify_order(Said())
    order["line_items"].append({"title": "Tip", "quantity": 1, "tip_payment_gateway": "shopify_payments"})
    assert [one["name"] for one in SOURCES["shopify"].map_order(order, {}).fields["items"]] == [DISH]


def test_open_delivery_2_is_mapped():
    order = {
        "id": "order-1",
        "displayId": "A123",
        "status": "CONFIRMED",
        "lastEvent": "CANCELLATION_REQUEST_DENIED",
        "createdAt": EVENING.isoformat(),
        "timing": TIMES,
        "fulfillment": {"orderType": "INDOOR", "indoor": {"identifier": "5"}},
        "customer": {"name": "Ana", "phone": {"number": "+5511999990000"}},
        "items": [{"id": "1", "name": "Burger", "quantity": 2, "pricing": PRICE, "observations": "No onions"}],
        "observations": "Ring twice",
    }
    mapped = SOURCES["opendelivery"].map_order(order, {})
    item = mapped.fields["items"][0]
    assert mapped.state is OrderState.ACCEPTED
    assert (item["price"], item["note"]) == (2500, "No onions")
    assert mapped.fields["quoted_for"] == "2026-07-01T15:10:00Z"
    assert (mapped.fields["service"], mapped.fields["table"]) == ("dine_in", "5")
    assert mapped.fields["note"] == "A123\nRing twice"


@pytest.mark.parametrize("version", [[], "\ud800", "²", "\0", -1, 1e300, None])
def test_odd_version_says_nothing_of_the_order(version):
    order = square_order(Said())
    order["order"]["version"] = version
    assert SOURCES["square"].map_order(order, {}).revision == ""


def test_greater_version_is_the_newer():
    orders = [square_order(Said()) for _ in range(3)]
    for order, version in zip(orders, (9, "10", 111), strict=True):
        order["order"]["version"] = version
    revisions = [SOURCES["square"].map_order(order, {}).revision for order in orders]
    assert revisions == sorted(set(revisions))


@pytest.mark.parametrize("time", ["\ud800", "²", "yesterday", [], 5, "0001-01-01T00:00:00+14:00"])
@pytest.mark.parametrize(
    ("vendor", "order", "key"),
    [
        ("odoo", odoo_order(Said()), "write_date"),
        ("woocommerce", woo_order(Said()), "date_modified_gmt"),
        ("shopify", shopify_order(Said()), "updated_at"),
        ("deliverect", deliverect_order(Said()), "_updated"),
    ],
)
def test_odd_time_of_a_change_says_nothing(vendor, order, key, time):
    assert SOURCES[vendor].map_order(order, {}).revision != ""
    assert SOURCES[vendor].map_order(order | {key: time}, {}).revision == ""


@pytest.mark.parametrize(("order_id", "read"), [("\ud800", "?"), ("a\0b", "a?b")])
def test_id_can_be_stored_in_each_database(order_id, read):
    assert SOURCES["woocommerce"].map_order(woo_order(Said()) | {"id": order_id}, {}).external_id == read
