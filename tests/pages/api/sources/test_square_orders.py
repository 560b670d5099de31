"""Square orders that few send: refunds, counter sales, couriers, amounts, what is sold by weight."""

from __future__ import annotations

import json

import pytest

from domain.sources import OrderState
from pages.api.sources.registry import SOURCES
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said, square_order
from tests.support.vendors import VENDORS


def mapped(source: str, order: dict):
    return SOURCES[source].map_order(order, {})


COUNTER_SALE = {"fulfillments": [], "state": "COMPLETED"}


def square(**changes):
    return mapped("square", {"order": square_order(Said())["order"] | changes})


def square_fulfilment(kind: str, state: str = "PROPOSED", **details):
    return {"type": kind, "state": state, f"{kind.lower()}_details": details}


@pytest.mark.parametrize(
    ("quantity", "unit", "portions", "note"),
    [
        ("350", {"weight_unit": "METRIC_GRAM"}, 1, "350 g"),
        ("1.5", {"weight_unit": "METRIC_KILOGRAM", "type": "TYPE_WEIGHT"}, 1.5, "1.5 kg"),
        ("12", {"weight_unit": "IMPERIAL_WEIGHT_OUNCE"}, 1, "12 oz"),
        ("2", {"generic_unit": "UNIT"}, 2, ""),
        ("0", {"weight_unit": "METRIC_GRAM"}, None, ""),
    ],
)
async def test_square_weight_is_no_count(quantity, unit, portions, note):
    order = square_order(Said())
    line = {"name": "Brisket", "quantity": quantity, "quantity_unit": {"measurement_unit": unit, "precision": 2}}
    order["order"]["line_items"] = [line]
    vendor = next(one for one in VENDORS if one.name == "square")
    async with counter_of(vendor) as counter:
        await counter.map(json.dumps(order).encode(), "1")
        cooked = [(item.quantity, item.note) for one in counter.orders for item in one.items]
        assert cooked == ([(portions, note)] if portions else [])


@pytest.mark.parametrize("field", ["pickup_at", "courier_pickup_at", "deliver_at"])
def test_square_delivery_keeps_its_time(field):
    later = square_fulfilment("DELIVERY", schedule_type="SCHEDULED", **{field: "2026-03-14T20:00:00Z"})
    assert square(fulfillments=[later]).fields["quoted_for"] == "2026-03-14T20:00:00Z"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        (COUNTER_SALE, OrderState.ACCEPTED),
        (COUNTER_SALE | {"refunds": [{"id": "r"}]}, OrderState.DONE),
        ({"state": "COMPLETED"}, OrderState.DONE),
        ({"fulfillments": [square_fulfilment("PICKUP", "CANCELED")]}, OrderState.CANCELLED),
        ({"fulfillments": [square_fulfilment("PICKUP", one) for one in ("FAILED", "RESERVED")]}, OrderState.ACCEPTED),
    ],
)
def test_square_state_is_what_is_left_to_cook(changes, state):
    assert square(**changes).state is state


def test_square_amount_without_a_name_is_no_dish():
    amount = {"item_type": "CUSTOM_AMOUNT", "quantity": "1"}
    named = amount | {"name": "Soup of the day"}
    assert [one["name"] for one in square(line_items=[amount, named]).fields["items"]] == ["Soup of the day"]
    assert square(line_items=[amount]).state is OrderState.EMPTY


def test_guest_reads_no_state_of_an_open_order():
    assert square(fulfillments=[square_fulfilment("PICKUP", "CANCELED")]).reason == ""
    assert square(state="CANCELED").reason == "canceled"
