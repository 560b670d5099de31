"""Free texts of several dishes, each with its count, and texts that only look so."""

from zoneinfo import ZoneInfo

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.orders.order_repair import OrderRepair
from tests.support.world import EVENING

MENU = Menu((Dish(name="7 Up"), Dish(name="2 Eggs, 3 Bacon")))


def lines(items):
    read = OrderRepair(ZoneInfo("Europe/Madrid"), EVENING, menu=MENU).repair({"items": items})
    return [(line["name"], line["quantity"]) for line in read["items"]]


@pytest.mark.parametrize(
    "text",
    [
        "2 Naan, 1 Curry",
        "2x Naan; 1x Curry",
        "2 Naan + 1 Curry",
        "2 Naan\n1 Curry",
        "- 2 Naan\n- 1 Curry",
        "Naan x2, Curry x1",
        ["2 Naan", "1 Curry"],
    ],
)
def test_each_count_begins_a_dish(text):
    assert lines(text) == [("Naan", 2), ("Curry", 1)]


@pytest.mark.parametrize(
    ("text", "dishes"),
    [
        ("2x Naan, no onions, 1x Curry", [("Naan, no onions", 2), ("Curry", 1)]),
        ("2 Naan, no onions\n1 Curry", [("Naan, no onions", 2), ("Curry", 1)]),
        ("7 Up, 2 Naan", [("7 Up", 1), ("Naan", 2)]),
        ("7 up, 1 Cola", [("7 up", 1), ("Cola", 1)]),
        ("2 Naan, 4 Quesos, 1 Cola", [("Naan", 2), ("4 Quesos", 1), ("Cola", 1)]),
        ("2x Menu (1x Cola, 1x Fries)", [("Menu (1x Cola, 1x Fries)", 2)]),
        ("1 Naan\n2 Curry\n3 Raita", [("1 Naan", 1), ("2 Curry", 1), ("3 Raita", 1)]),
    ],
)
def test_what_is_said_of_a_dish_stays_with_it(text, dishes):
    assert lines(text) == dishes


@pytest.mark.parametrize(
    "text",
    [
        "Menu 1, large",
        "Fish, 2 pieces, chips",
        "2 Fish, 2 pieces",
        "1 Steak, 50 g butter",
        "1 Pizza, 1/2 ham, 1/2 cheese",
        "3 Tacos (1 beef, 2 pork)",
        "2 Eggs, 3 Bacon",
        "1 Naan, 2 Curry, 3 Raita",
    ],
)
def test_a_line_without_clear_counts_is_one_dish(text):
    assert lines(text) == [(text, 1)]
