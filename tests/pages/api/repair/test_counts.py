"""Quantities with units of measure, and quantities within the names of dishes."""

from zoneinfo import ZoneInfo

import pytest

from domain.menu import Dish, Menu
from pages.api.repair.orders.order_repair import OrderRepair
from tests.support.world import EVENING

MENU = Menu((Dish(name="Garlic Naan"), Dish(name="7 Up"), Dish(name="Pizza 4")))


def read(*items):
    repair = OrderRepair(ZoneInfo("Europe/Madrid"), EVENING, menu=MENU)
    return repair.repair({"items": list(items)})["items"], repair.repairs.warnings


@pytest.mark.parametrize(
    ("line", "quantity", "note"),
    [
        ({"quantity": "350 g"}, 1, "350 g"),
        ({"quantity": "350g", "note": "rare"}, 1, "rare\n350g"),
        ({"quantity": "0,350 kg"}, 0.35, "0,350 kg"),
        ({"quantity": "2 Liter"}, 2, "2 Liter"),
        ({"quantity": "8 oz."}, 1, "8 oz."),
        ({"quantity": 350, "unit": "g"}, 1, "350 g"),
        ({"quantity": 1.5, "uom": "KG"}, 1.5, "1.5 KG"),
        ({"quantity": 2, "unit": "pcs"}, 2, ""),
        ({"quantity": "2 pcs"}, 2, ""),
        ({"quantity": None, "unit": "g"}, 1, ""),
    ],
)
def test_a_measure_is_no_count(line, quantity, note):
    (item,), _ = read({"name": "Steak", **line})
    assert (item["quantity"], item.get("note", "")) == (quantity, note)


def test_a_count_is_taken_from_a_name(subtests):
    for name in [
        "2 Garlic Naan",
        "2x garlic naan",
        "2xGarlic Naan",
        "(2) Garlic Naan",
        "(2x) Garlic Naan",
        "2 ✕ Garlic Naan",
        "Garlic Naan (x2)",
        "Garlic Naan*2",
        "Garlic Naan: 2",
        "Garlic Naan, 2",
        "Garlic Naan 2",
    ]:
        with subtests.test(name=name):
            for line in (name, {"title": name}):
                (item,), warnings = read(line)
                assert (item["name"].casefold(), item["quantity"]) == ("garlic naan", 2)
                assert "the quantity was taken from it" in {one["said"] for one in warnings}


@pytest.mark.parametrize("name", ["7 Up", "7up", "Pizza 4", "2XL Pizza", "Mix 2", "3 Cheese Toast", "Menu 2 (x)"])
def test_a_number_of_a_name_stays(name):
    (item,), _ = read(name)
    assert (item["name"], item["quantity"]) == (name, 1)


async def test_a_count_is_taken_by_every_way_in(api, path):
    await api.patch(path, json={"add": ["2 Garlic Naan"]})
    placed = await api.post("/api/v1/orders", json={"items": ["3 Garlic Naan"]})
    items = [*(await api.get(path)).json()["items"], *placed.json()["items"]]
    assert [item["quantity"] for item in items if item["name"] == "Garlic Naan"] == [1, 2, 3]


def test_a_name_too_long_to_be_one_is_not_searched():
    (item,), _ = read("2x " + "a" * 60_000)
    assert (item["name"][:5], item["quantity"]) == ("2x aa", 1)
    assert read("a" + " " * 60_000 + "b")[0][0]["name"] == "a b"


class TestCorrections:
    """A till takes portions back by a line of its own."""

    @pytest.mark.parametrize(
        ("lines", "left"),
        [
            ([("Tea", 3), ("tea", -1)], [("Tea", 2)]),
            ([("Tea", 3), ("Soup", 1), ("Tea", "-3")], [("Soup", 1)]),
            ([("Tea", 1), ("Tea", 2), ("Tea", -2)], [("Tea", 1)]),
            ([("Tea", 1), ("Tea", -2), ("Soup", -1)], [("Tea", 1)]),
            ([("Tea", 1.5), ("Tea", -0.25)], [("Tea", 1.25)]),
        ],
    )
    async def test_what_is_taken_back_is_not_cooked(self, api, lines, left):
        items = [{"name": name, "quantity": quantity} for name, quantity in lines]
        order = (await api.post("/api/v1/orders", json={"items": items})).json()
        assert [(item["name"], item["quantity"]) for item in order["items"]] == left
        assert all(one["field"].endswith("quantity") for one in order["warnings"])

    async def test_the_line_with_the_same_options_is_meant(self, api):
        items = [{"name": "Tea", "modifiers": ["milk"]}, {"name": "Tea"}, {"name": "Tea", "modifiers": ["milk"]}]
        order = (await api.post("/api/v1/orders", json={"items": [*items[:2], items[2] | {"quantity": -1}]})).json()
        assert [item["modifiers"] for item in order["items"]] == [[]]


def test_portions_that_are_listed_one_by_one_are_counted():
    units = [
        {"packageItemId": "a", "isCancelled": False},
        {"packageItemId": "b"},
        {"packageItemId": "c", "isCancelled": True},
    ]
    (item,) = read({"name": "Naan", "items": units})[0]
    assert (item["quantity"], item.get("modifiers", [])) == (2, [])
    for fields in (
        {"quantity": 1},
        {"items": [{"line_item_id": 1, "name": "Egg"}, {"line_item_id": 2, "name": "Ham"}]},
        {"items": [{"line_item_id": 1, "sku": "EGG"}, {"line_item_id": 2, "sku": "HAM"}]},
    ):
        (item,) = read({"name": "Naan", "items": units, **fields})[0]
        assert item["quantity"] == 1
