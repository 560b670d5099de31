"""Bundles: their parts stand below them on the ticket, or at the station that cooks them, with the bundle's name."""

from __future__ import annotations

import json

import pytest

from domain.intake import Draft
from domain.item import DraftItem
from domain.modifiers import Modifier
from pages.api.sources.bundles import spread_parts
from pages.api.sources.registry import SOURCES
from tests.support.source_counter import counter_of
from tests.support.vendor_orders import Said, deliverect_order, shopify_order, woo_order
from tests.support.vendors import VENDORS
from tests.support.world import MENU

MENU_LINE = {"id": 10, "product_id": 90, "name": "Lunch menu", "quantity": 2, "price": "12.00"}
PARTS = (("Garlic Naan", 4), ("Soup of the day", 2))
# How each extension says that a part belongs to the line: on the part, and on the bundle.
REFERENCES = {
    "bundled_by": ({"bundled_by": 10}, {"bundled_items": [11, 12]}),
    "bundled_by in text": ({"bundled_by": "10"}, {}),
    "composite_parent": ({"composite_parent": 10}, {"composite_children": [11, 12]}),
    "_bundled_by": ("_bundled_by", "_bundle_cart_key"),
    "_composite_parent": ("_composite_parent", "_composite_cart_key"),
    "_mnm_container": ("_mnm_container", "_mnm_cart_key"),
    "_woosb_parent_id": ({"meta_data": [{"key": "_woosb_parent_id", "value": "90"}]}, {}),
}


def woo_bundle(part, bundle):
    if isinstance(part, str):
        part, bundle = ({"meta_data": [{"key": key, "value": "c4ca42"}]} for key in (part, bundle))
    lines = [MENU_LINE | bundle]
    lines += [{"id": 11 + n, "name": name, "quantity": count, **part} for n, (name, count) in enumerate(PARTS)]
    return woo_order(Said()) | {"currency": "EUR", "line_items": [*lines, {"id": 20, "name": "Tea", "quantity": 1}]}


@pytest.mark.parametrize("said", REFERENCES)
def test_woo_part_is_an_option_of_its_bundle(said):
    order = SOURCES["woocommerce"].map_order(woo_bundle(*REFERENCES[said]), {})
    bundle, tea = order.fields["items"]
    assert (bundle["name"], bundle["quantity"], tea["name"]) == ("Lunch menu", 2, "Tea")
    assert [(one["name"], one["quantity"]) for one in bundle["modifiers"]] == [
        ("Garlic Naan", 2),
        ("Soup of the day", 1),
    ]


def test_woo_part_without_its_bundle_stays_a_line():
    order = woo_order(Said()) | {"line_items": [{"id": 1, "name": "Tea", "quantity": 1, "bundled_by": 10}]}
    assert [one["name"] for one in SOURCES["woocommerce"].map_order(order, {}).fields["items"]] == ["Tea"]


def test_woo_bundle_in_a_bundle_is_nested():
    lines = [
        {"id": 1, "name": "Family", "quantity": 1},
        {"id": 2, "name": "Lunch menu", "quantity": 2, "bundled_by": 1},
        {"id": 3, "name": "Tea", "quantity": 4, "bundled_by": 2},
    ]
    [family] = SOURCES["woocommerce"].map_order(woo_order(Said()) | {"line_items": lines}, {}).fields["items"]
    [lunch] = family["modifiers"]
    assert (lunch["quantity"], lunch["modifiers"][0]["name"], lunch["modifiers"][0]["quantity"]) == (2, "Tea", 2)


async def test_part_is_cooked_at_its_station():
    async with counter_of(next(one for one in VENDORS if one.name == "woocommerce")) as counter:
        await counter.map(json.dumps(woo_bundle(*REFERENCES["bundled_by"])).encode(), "1")
        bundle, naan, _ = counter.orders[0].items
        assert (naan.name, naan.quantity, naan.station, naan.price) == ("Garlic Naan", 4, "tandoor", 0)
        assert [one.name for one in naan.modifiers] == ["(Lunch menu)"]
        assert [one.name for one in bundle.modifiers] == ["Soup of the day"]
        assert await counter.outcomes() == "taken"


async def test_changed_bundle_keeps_what_is_the_same():
    async with counter_of(next(one for one in VENDORS if one.name == "woocommerce")) as counter:
        order = woo_bundle(*REFERENCES["bundled_by"])
        await counter.map(json.dumps(order).encode(), "1")
        before = counter.orders[0].items
        later = {**order, "date_modified_gmt": "2026-03-14T18:30:00", "line_items": order["line_items"][:-1]}
        await counter.map(json.dumps(later).encode(), "2")
        assert [(one.id, one.state) for one in counter.orders[0].items][:2] == [(one.id, one.state) for one in before][
            :2
        ]
        assert counter.orders[0].items[2].state == "voided"


def test_nested_part_is_counted_through():
    drink = Modifier(name="Drink", quantity=2, modifiers=(Modifier(name="Mango Lassi", price=150),))
    draft = Draft(items=(DraftItem(name="Lamb Biryani", quantity=3, price=900, currency="EUR", modifiers=(drink,)),))
    biryani, lassi = spread_parts(draft, MENU).items
    assert biryani.modifiers == (Modifier(name="Drink", quantity=2),)
    assert (lassi.name, lassi.quantity, lassi.price, lassi.currency) == ("Mango Lassi", 6, 150, "EUR")


def test_part_of_the_same_station_stays_an_option():
    draft = Draft(items=(DraftItem(name="Lamb Biryani", modifiers=(Modifier(name="Chicken Tikka Masala"),)),))
    assert spread_parts(draft, MENU) == draft


async def test_sub_item_of_deliverect_is_cooked_at_its_station():
    async with counter_of(next(one for one in VENDORS if one.name == "deliverect")) as counter:
        order = deliverect_order(Said())
        order["items"][0] |= {"name": "Lunch menu", "subItems": [{"name": "Garlic Naan", "quantity": 1}]}
        await counter.map(json.dumps(order).encode(), "1")
        assert [(one.name, one.station) for one in counter.orders[0].items][1] == ("Garlic Naan", "tandoor")


@pytest.mark.parametrize("groups", ["line_item_groups", "sales_line_item_groups"])
def test_shopify_part_names_its_bundle(groups):
    order = shopify_order(Said()) | {groups: [{"id": 7, "title": "Lunch menu", "quantity": 1}]}
    order["line_items"][0]["sales_line_item_group_id"] = 7
    [line] = SOURCES["shopify"].map_order(order, {}).fields["items"]
    assert line["modifiers"][-1] == {"name": "(Lunch menu)"}
