"""The names of fields are one, however a sender spells them."""

import pytest

from pages.api.repair.values.field_names import snake_names
from tests.support.order_reading import read


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        *((name, "pickup_time") for name in ("pickupTime", "PickupTime", "Pickup Time", "pickup-time", "pickuptime")),
        *((name, "order_items") for name in ("orderItems", "orderitems", "ORDERITEMS", "order_items")),
        ("customerfirstname", "customer_first_name"),
        ("itemnotes", "item_notes"),
        *((name, name) for name in ("timeline", "online", "notes", "ordered", "orders", "menus", "contactless")),
    ],
)
def test_a_name_is_read_in_one_spelling(sent, expected):
    assert snake_names({sent: 1}) == {expected: 1}


@pytest.mark.parametrize("name", ["lineitems", "orderitems", "menuitems", "cartitems"])
def test_an_order_in_lower_case_is_read(name):
    line = {"productname": "Naan", "quantity": 2, "specialinstructions": "no salt"}
    order, _ = read({"ordernumber": "17", "customername": "Ana", "tablenumber": 4, name: [line]})
    assert (order["external_ref"], order["guest_name"], order["table"]) == ("17", "Ana", "4")
    assert [(one["name"], one["quantity"], one["note"]) for one in order["items"]] == [("Naan", 2, "no salt")]
