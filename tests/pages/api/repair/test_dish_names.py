"""Of several fields that may name a dish, the ticket shows the one that does, and never an id instead of it."""

import pytest

from tests.support.order_reading import read, read_item

GUID = "80dc71e7-0000-4000-8000-00000000000a"


@pytest.mark.parametrize(
    "line",
    [
        {"item": {"guid": "80dc71e7", "entityType": "MenuItem"}, "displayName": "Burger"},
        {"product": 163, "product_name": "Burger"},
        {"name": 163, "menuItem": "Burger"},
        {"item": GUID, "displayName": "Burger"},
        {"product": "163", "dish_name": "Burger"},
        {"product": 163, "product_name_override": "Burger"},
        {"sku": "B-1", "customItemName": "Burger"},
        {"sku": "B-1", "kitchen_item_name": "Burger", "description": "with cheese"},
        {"item": {"name": "Burger", "guid": GUID}},
        {"name": "Burger", "item": 7},
    ],
)
def test_the_name_wins_over_an_id(line):
    order, _ = read({"items": [line]})
    assert [item["name"] for item in order["items"]] == ["Burger"]
    option = read_item(modifiers=[line])[0]["modifiers"][0]
    assert option["name"] == "Burger"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ({"item": 7, "description": "with cheese"}, "7"),
        ({"dish": "65"}, "65"),
        ({"name": "Burger", "parent_item_name": "Menu 1", "option_item_name": "Large"}, "Burger"),
        ({"sku": "B-1", "parent_item_name": "Menu 1"}, "#B-1"),
        ({"dish": "Feedback", "display_name": "x"}, "Feedback"),
    ],
)
def test_what_may_be_a_name_stays(line, name):
    assert read({"items": [line]})[0]["items"][0]["name"] == name


@pytest.mark.parametrize("table", [{"guid": "5f1c-9a"}, {"id": GUID, "entityType": "Table"}, {"uuid": "a"}])
def test_a_table_that_is_an_id_is_left_out(table):
    order, warnings = read({"items": ["Naan"], "table": table})
    assert (order["table"], "table" in warnings) == ("", True)


@pytest.mark.parametrize("table", ["5", 5, {"guid": "5f1c-9a", "name": "5"}, {"id": 5}, {"id": "5"}])
def test_a_table_with_a_name_is_shown(table):
    assert read({"items": ["Naan"], "table": table})[0]["table"] == "5"


@pytest.mark.parametrize(
    "line",
    [
        {"name": "Burger", "meal": "Dinner"},
        {"name": "Burger", "item": "Main course"},
        {"nombre": "Burger", "meal": "Cena"},
        {"label": "Burger", "food": "Abendessen"},
        {"meal": "Lunch", "menuItem": {"name": "Burger"}},
        {"dish": "Starter", "item_name": "Burger"},
        {"title": "夕食", "dish_name": "Burger"},
    ],
)
def test_a_name_wins_over_when_it_is_eaten(line):
    for body in ({"quantity": 2, **line}, {"items": [line]}):
        order, _ = read(body)
        assert [item["name"] for item in order["items"]] == ["Burger"]
        assert not order.get("guest_name")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ({"meal": "Dinner"}, "Dinner"),
        ({"name": "Drink", "label": "L-12"}, "Drink"),
        ({"name": "Dessert", "description": "of the day"}, "Dessert"),
    ],
)
def test_what_is_eaten_may_be_a_name(line, name):
    assert read({"items": [line]})[0]["items"][0]["name"] == name


def test_a_guest_of_a_form_may_order_dinner():
    order, _ = read({"name": "Ana", "meal": "Lunch", "quantity": 2, "phone": "600"})
    assert (order["guest_name"], order["items"][0]["name"]) == ("Ana", "Lunch")
