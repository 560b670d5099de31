"""Orders as simple forms and scripts send them: few fields, under names of their own, in their own language."""

from zoneinfo import ZoneInfo

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from tests.support.world import EVENING

MENU = Menu((Dish(name="Tea"), Dish(name="Soup"), Dish(name="Fish, chips and peas")))


def read(body):
    return OrderRepair(ZoneInfo("Europe/Madrid"), EVENING, menu=MENU).repair(body)


def lines(body):
    return [(line["name"], line["quantity"]) for line in read(body)["items"]]


@pytest.mark.parametrize(
    "body",
    [
        {"order": {"cart": {"lines": [{"sku": "T1", "name": "Tea", "qty": 2}, "Soup"]}}},
        {"cart": {"items": ["2x Tea", "Soup"]}},
        {"items": ["2x Tea", "-----", "Soup"]},
        {"items": [[2, "Tea"], ["Soup", 1]]},
        {"items": [{"Tea": 2}, {"Soup": "1"}]},
        {"items": {"Tea": {"qty": 2, "note": "hot"}, "Soup": {}}},
        {"items": "2 Tea, Soup"},
        {"items": "- Tea x2\n* Soup"},
        {"items": "Tea x2\n=====\n· · ·\n─────\nSoup" + "\n* * *" * 2000},
        {"platos": [{"nombre": "Tea", "cantidad": 2}, {"nombre": "Soup"}]},
        {"positionen": [{"artikel": "Tea", "menge": "2"}, {"gericht": "Soup"}]},
        {"items": [{"item": "Tea", "pcs": 2}, {"dish": "Soup", "units": 1}]},
    ],
)
def test_the_dishes_are_found(body):
    assert lines(body) == [("Tea", 2), ("Soup", 1)]


def test_commas_of_a_name_part_no_dishes():
    assert lines({"items": "Fish, chips and peas"}) == [("Fish, chips and peas", 1)]
    assert lines({"items": "Tea, hot"}) == [("Tea, hot", 1)]


@pytest.mark.parametrize("line", [{"quantity": 2}, {"qty": 2}, {"price": 5}, [2], {"Tea": None}])
def test_a_line_without_a_dish_is_none(line):
    with pytest.raises(UnreadableOrder):
        read({"items": [line]})


@pytest.mark.parametrize(
    ("sent", "field", "expected"),
    [
        ({"name": "Ana"}, "guest_name", "Ana"),
        ({"guest": {"first": "Ana", "last": "Gil"}}, "guest_name", "Ana Gil"),
        ({"customer": {"givenName": "Ana", "familyName": "Gil"}}, "guest_name", "Ana Gil"),
        ({"cliente": "Ana"}, "guest_name", "Ana"),
        ({"mesa": 12}, "table", "12"),
        ({"room": "204"}, "table", "204"),
        ({"delivery": True}, "service", "delivery"),
        ({"isPickup": True}, "service", "pickup"),
        ({"gluten_free": True}, "note", "gluten free"),
        ({"notas": "sin sal"}, "note", "sin sal"),
    ],
)
def test_what_is_said_of_the_order_is_found(sent, field, expected):
    assert read({"items": ["Tea"], **sent})[field] == expected


def test_what_says_nothing_of_the_guest_is_left_out(subtests):
    for sent in [{"name": "#1001"}, {"name": "Order 00012"}, {"delivery": False}, {"tax_free": True}]:
        with subtests.test(sent=sent):
            read_order = read({"items": ["Tea"], **sent})
            assert not any(read_order.get(field) for field in ("guest_name", "service", "note"))


@pytest.mark.parametrize("body", [{"name": "Soup", "meal": "Dinner"}, {"title": "Soup", "item": "Starter"}])
def test_a_dish_of_the_menu_with_its_meal_is_one(body):
    (soup,) = read(body)["items"]
    assert (soup["name"], soup["quantity"]) == ("Soup", 1)
    assert [one["name"] for one in soup["modifiers"]] == [body.get("meal") or body["item"]]


@pytest.mark.parametrize(
    "body",
    [
        {"name": "Ana", "meal": "Dinner"},
        {"name": "Soup", "price": 500},
        {"name": "Soup", "meal": "Dinner", "available": True},
        {"name": "Soup", "meal": "Dinner", "event": "dish.updated"},
    ],
)
def test_what_may_be_no_order_is_refused(body):
    with pytest.raises(UnreadableOrder):
        read(body)
