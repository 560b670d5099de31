"""The order is found in what senders wrap around it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder

NOW = datetime(2026, 3, 14, 19, 0, tzinfo=UTC)


def read(body):
    return OrderRepair(ZoneInfo("Europe/Madrid"), NOW).repair(body)


@pytest.mark.parametrize(
    "body",
    [
        {"data": {"attributes": {"order_menus": [{"name": "Naan"}]}}, "note": "x"},
        {"event": {"id": 1}, "data": {"order": {"lines": [[0, 0, {"name": "Naan"}]], "note": "x"}}},
        {"checks": [{"selections": [{"displayName": "Naan"}]}], "note": "x"},
    ],
)
def test_lines_are_found_wherever_they_lie(body):
    order = read(body)
    assert ([item["name"] for item in order["items"]], order["note"]) == (["Naan"], "x")


NAAN, TEA = {"name": "Naan", "quantity": 2}, {"name": "Tea"}


@pytest.mark.parametrize(
    "lines",
    [
        {"elements": [NAAN, TEA]},
        {"href": "https://example.org", "elements": [NAAN, TEA]},
        {"nodes": [NAAN, TEA], "totalCount": 2},
        {"edges": [{"cursor": "a", "node": NAAN}, {"cursor": "b", "node": TEA}]},
        {"data": [NAAN, TEA], "has_more": False},
        {"starters": [NAAN], "drinks": [TEA]},
        {"item": [NAAN, TEA]},
        {"Naan": [{"quantity": 2}], "Tea": [{}]},
        {"starters": [NAAN], "drinks": ["Tea"]},
        {"starters": [NAAN], "drinks": TEA},
    ],
)
def test_each_line_of_lists_in_an_object_is_a_dish(lines):
    for name in ("items", "lineItems", "order_items"):
        items = read({name: lines})["items"]
        assert [(item["name"], item["quantity"]) for item in items] == [("Naan", 2), ("Tea", 1)]


def test_one_line_in_an_object_keeps_its_fields():
    (item,) = read({"items": {"item": NAAN | {"note": "hot"}}})["items"]
    assert (item["name"], item["quantity"], item["note"]) == ("Naan", 2, "hot")
    (item,) = read({"items": {"sku": "N1", "qty": 2, "modifier_groups": [{"name": "Sauce"}]}})["items"]
    assert (item["name"], item["quantity"], [one["name"] for one in item["modifiers"]]) == ("#N1", 2, ["Sauce"])
    (item,) = read({"items": {"product": {"name": "Naan"}, "options": [{"name": "Garlic"}]}})["items"]
    assert (item["name"], [one["name"] for one in item["modifiers"]]) == ("Naan", ["Garlic"])


@pytest.mark.parametrize("wrapped", [{"elements": [{"name": "Hot"}]}, {"nodes": [{"name": "Hot"}], "count": 1}])
def test_wrapped_options_are_options(wrapped):
    (item,) = read({"items": [{"name": "Naan", "modifications": wrapped}]})["items"]
    assert [one["name"] for one in item["modifiers"]] == ["Hot"]
    (item,) = read({"items": [{"name": "Naan", "options": {"Size": [{"name": "Large"}]}}]})["items"]
    assert item["modifiers"][0]["modifiers"][0]["name"] == "Large"


@pytest.mark.parametrize("flag", ["voided", "isVoided", "deleted", "is_cancelled", "canceled"])
def test_what_was_taken_back_is_not_cooked(flag):
    gone, kept = {"name": "Steak", flag: True}, {"name": "Salad", flag: False}
    dishes = {"name": "Soup", "modifiers": [{"name": "Cream", flag: True}, {"name": "Bread", flag: False}]}
    items = read({"checks": [{"selections": [gone, kept, dishes]}, {"selections": [{"name": "Tea"}], flag: True}]})[
        "items"
    ]
    assert [item["name"] for item in items] == ["Salad", "Soup"]
    assert [one["name"] for one in items[1]["modifiers"]] == ["Bread"]
    for order in ({"items": ["Naan"], flag: True}, {"order": {"items": ["Naan"], flag: True}}):
        with pytest.raises(UnreadableOrder, match="cancelled"):
            read(order)


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ({"name": "Extra cheese", "data": [1, 2]}, "Extra cheese"),
        ({"name": "Size", "value": "L", "list": ["S", "M", "L"]}, "Size: L"),
        ({"name": "Onion", "action": "remove", "records": [{"id": 1}]}, "remove Onion"),
    ],
)
def test_option_with_a_list_of_its_own_is_one(option, name):
    (item,) = read({"items": [{"name": "Naan", "modifiers": [option]}]})["items"]
    assert [one["name"] for one in item["modifiers"]] == [name]


@pytest.mark.parametrize(("taken_back", "left"), [(-1, [2]), (-3, [])])
def test_voided_line_below_zero_takes_portions_back(taken_back, left):
    lines = [
        {"name": "Steak", "quantity": 3},
        {"name": "Steak", "quantity": taken_back, "voided": True},
        {"name": "Tea"},
    ]
    items = read({"items": lines})["items"]
    assert [item["quantity"] for item in items if item["name"] == "Steak"] == left


def test_all_checks_of_a_table_are_one_order():
    order = read({"checks": [{"items": ["Steak"]}, {"items": ["Salad"]}, {"items": []}]})
    assert [item["name"] for item in order["items"]] == ["Steak", "Salad"]


@pytest.mark.parametrize("name", ["seats", "courses", "categories", "menu_sections", "rounds"])
def test_name_and_number_of_a_part_are_not_the_orders(name):
    parts = [{"number": 1, "name": "Mains", "id": 7, "items": ["Steak"]}, {"number": 2, "items": ["Salad"]}]
    order = read({name: parts, "customer": "Ana", "note": "x"})
    assert (order["guest_name"], order.get("external_ref"), order["note"]) == ("Ana", None, "x")
    assert [item["name"] for item in order["items"]] == ["Steak", "Salad"]
    checks = read({"checks": [{"number": 5, "items": ["Steak"]}]})
    assert checks["external_ref"] == "5"


def test_a_person_is_name_and_phone():
    order = read({"customer": {"firstName": "Ana", "lastName": "Ruiz", "phoneNumber": "600"}, "items": ["Naan"]})
    assert (order["guest_name"], order["phone"]) == ("Ana Ruiz", "600")


def test_an_option_in_a_pair_keeps_its_value():
    options = [{"name": "Size", "value": "Large"}, {"key": "_id", "value": "9"}, {"display_value": "hot"}]
    (item,) = read({"items": [{"name": "Tea", "properties": options}]})["items"]
    assert [one["name"] for one in item["modifiers"]] == ["Size: Large", "hot"]


def dishes(body):
    return [(item["name"], item["quantity"]) for item in read(body)["items"]]


@pytest.mark.parametrize("name", ["payments", "tenders", "discounts", "tax_lines", "fees", "tips", "pagos", "promos"])
def test_what_is_paid_is_no_dish(name):
    paid = {name: [{"name": "Cash", "quantity": 1, "amount": 1250}]}
    assert dishes({**paid, "platillos": [{"nombre": "Taco", "cantidad": 2}]}) == [("Taco", 2)]
    assert dishes({**paid, "items": [NAAN]}) == [("Naan", 2)]
    with pytest.raises(UnreadableOrder):
        read(paid)


def test_each_list_of_lines_is_cooked():
    tea = {"name": "Tea", "qty": 1}
    expected = [("Naan", 2), ("Tea", 1)]
    assert dishes({"starters": [NAAN], "coffees": [tea]}) == expected
    assert dishes({"items": [NAAN], "drinks": [tea]}) == expected
    assert dishes({"order": {"items": [NAAN], "drinks": [tea]}}) == expected
    assert dishes({"lineItems": [NAAN], "postres": [{"nombre": "Tea", "cantidad": 1}]}) == expected
    assert dishes({"guest_1": [NAAN], "guest_2": [NAAN]}) == [("Naan", 2), ("Naan", 2)]


@pytest.mark.parametrize(
    "more",
    [
        {"kitchen_copy": [NAAN]},
        {"cancelled_items": [{"name": "Tea", "quantity": 1}]},
        {"suggested": [{"name": "Tea", "quantity": 1}]},
        {"stations": [{"name": "Tea"}]},
        {"totals": [{"name": "Subtotal", "amount": 5}]},
    ],
)
def test_what_only_looks_like_lines_is_not_cooked(more):
    assert dishes({"items": [NAAN], **more}) == [("Naan", 2)]


@pytest.mark.parametrize(
    "kind",
    [
        {"type": "fee"},
        {"item_type": "TIP"},
        {"itemType": "giftCard"},
        {"type": "delivery fee"},
        {"line_type": "discounts"},
        {"type": "shipping"},
    ],
)
def test_a_charge_among_the_lines_is_not_cooked(kind):
    assert dishes({"items": [NAAN, {"name": "Bag", "quantity": 1, **kind}]}) == [("Naan", 2)]


@pytest.mark.parametrize("kind", ["food", "promo_item", "drink", "tipico", None, 3])
def test_a_line_of_another_kind_is_cooked(kind):
    assert dishes({"items": [{**NAAN, "type": kind}]}) == [("Naan", 2)]


@pytest.mark.parametrize("dish", ["Dish", "item", "productName", "meal", "Food"])
def test_the_name_beside_a_dish_is_the_guests(dish):
    order = read(
        {"Name": "Ana", dish: "Burger", "Quantity": "2", "Comments": "hot", "Phone number": "600", "mesa": "4"}
    )
    (item,) = order["items"]
    assert (item["name"], item["quantity"], item["note"]) == ("Burger", 2, "hot")
    assert (order["guest_name"], order["phone"], order["table"]) == ("Ana", "600", "4")


@pytest.mark.parametrize("other", [{"label": "Burger"}, {"dish": ""}, {"item": 7}, {"description": "with cheese"}])
def test_a_name_beside_no_dish_is_the_dishs(other):
    order = read({"name": "Naan", "quantity": 2, **other})
    assert (order["items"][0]["name"], order.get("guest_name")) == ("Naan", None)
