"""Orders of a Shopify shop: what is left of them, when and where they go, and sales at the counter."""

from __future__ import annotations

import pytest

from domain.sources import OrderState
from pages.api.sources.registry import SOURCES
from tests.support.vendor_orders import Said, shopify_order

PERSON = {"first_name": "Eve", "last_name": "Sol"}


def mapped(order: dict):
    return SOURCES["shopify"].map_order(order, {})


def test_shopify_line_that_was_edited_away_is_left_out():
    order = shopify_order(Said())
    order["line_items"].append({"title": "Salad", "quantity": 1, "current_quantity": 0})
    assert len(mapped(order).fields["items"]) == 1
    for line in order["line_items"]:
        line["current_quantity"] = 0
    assert mapped(order).state is OrderState.CANCELLED


@pytest.mark.parametrize(
    ("changes", "service"),
    [
        ({"shipping_lines": [{"title": "Local delivery"}], "shipping_address": PERSON}, "delivery"),
        ({"shipping_lines": [{"title": "Main street"}], "shipping_address": None}, "pickup"),
        ({"shipping_lines": [], "shipping_address": PERSON}, "pickup"),
    ],
)
def test_shopify_s_own_delivery_is_told_by_its_address(changes, service):
    order = shopify_order(Said()) | changes
    assert mapped(order).fields["service"] == service
    order["note_attributes"] = [{"name": "Checkout-Method", "value": "pickup"}]
    assert mapped(order).fields["service"] == "pickup"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, OrderState.ACCEPTED),
        ({"refunds": [{"id": 1}]}, OrderState.DONE),
        ({"cancelled_at": "2026-03-14T18:05:00Z"}, OrderState.CANCELLED),
        ({"source_name": "web"}, OrderState.DONE),
    ],
)
def test_shopify_counter_sale_is_cooked(changes, state):
    sale = {"source_name": "pos", "fulfillment_status": "fulfilled", "refunds": []}
    assert mapped(shopify_order(Said()) | sale | changes).state is state


@pytest.mark.parametrize(
    ("attributes", "quoted_for"),
    [
        ({"Delivery-Date": "2026-03-14", "Delivery-Time": "20:00 - 21:00"}, "2026-03-14T20:00"),
        ({"Pickup-Date": "2026-03-16"}, "2026-03-16"),
    ],
)
def test_shopify_delivery_and_day_are_read(attributes, quoted_for):
    pairs = [{"name": name, "value": value} for name, value in attributes.items()]
    order = shopify_order(Said()) | {"note_attributes": pairs}
    assert mapped(order).fields["quoted_for"] == quoted_for
