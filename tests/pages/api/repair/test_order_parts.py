"""Seats, courses and checks are parts of one order, and what they say of it is kept."""

import pytest

from tests.support.order_reading import read as read_with_warnings


def read(body):
    return read_with_warnings(body)[0]


def test_what_stands_around_the_lines_is_kept():
    lines = [{"name": "Naan"}]
    doordash = {
        "event": {"type": "OrderCreate"},
        "order": {
            "consumer": {"first_name": "Ana", "last_name": "Ruiz", "phone_number": "+34600000001"},
            "special_instructions": "Ring twice",
            "categories": [{"name": "Breads", "id": 7, "items": lines}],
        },
    }
    order = read(doordash)
    assert (order["guest_name"], order["phone"], order["note"]) == ("Ana Ruiz", "+34600000001", "Ring twice")
    assert "external_ref" not in order
    for outer in ({"note": "Nuts: allergic"}, {"comment": "Nuts: allergic"}):
        assert read(outer | {"order": {"items": lines, "note": "At 9"}})["note"] == "At 9\nNuts: allergic"


def test_notes_of_all_parts_are_on_the_ticket():
    courses = [
        {"name": "Starters", "note": "share", "items": ["Naan"]},
        {"name": "Mains", "comment": "after the naan", "allergies": ["nuts"], "items": ["Curry"]},
    ]
    for body in ({"courses": courses}, {"order": {"courses": courses}}, {"data": {"check": {"courses": courses}}}):
        order = read(body | {"note": "Birthday"})
        assert order["note"] == "share\nafter the naan\nallergies: nuts\nBirthday"
        assert [item["name"] for item in order["items"]] == ["Naan", "Curry"]


def test_drinks_beside_the_courses_are_made_once():
    body = {"courses": [{"items": ["Naan"]}, {"items": ["Curry"]}], "drinks": [{"name": "Tea", "quantity": 2}]}
    titled = body | {"drinks": [{"title": "Tea", "quantity": 2}]}
    for wrapped in (body, titled, {"order": body}):
        assert [(item["name"], item["quantity"]) for item in read(wrapped)["items"]] == [
            ("Naan", 1), ("Curry", 1), ("Tea", 2),
        ]  # fmt: skip


BURGER = {"name": "Burger", "quantity": 1}
FRIES = {"product": {"name": "Fries"}, "quantity": 1}


def dishes(body):
    return [(item["name"], item["quantity"]) for item in read(body)["items"]]


@pytest.mark.parametrize(
    "more",
    [
        {"products": [{"name": "Cola", "quantity": 2}]},
        {"cart": [{"title": "Cola", "qty": 2}], "line_items": []},
        {"drinks": ["Cola", "Cola"]},
        {"products": [{"product": "Cola"}, {"product": "Cola"}]},
        {"bebidas": [{"name": "Cola"}], "desserts": [{"title": "Cola"}]},
    ],
)
def test_a_second_list_of_dishes_is_made_too(more):
    for body in ({"items": [BURGER]} | more, {"order": {"items": [BURGER]} | more}):
        (burger, *colas) = dishes(body)
        assert burger == ("Burger", 1)
        assert {name for name, _ in colas} == {"Cola"}
        assert sum(quantity for _, quantity in colas) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"products": [BURGER, {"name": "Cola", "quantity": 2}]},
        {"cart": [{"title": "Burger with cheese", "quantity": 1}]},
        {"cart": [{"product_name": "Cheeseburger", "sku": "B-1"}]},
        {"products": ["P-1", "P-2"], "sides": "none", "drinks": [{"amount": 5}], "desserts": []},
        {"products": [{"id": 1, "name": "Cola", "price": 2}], "entries": [{"name": "Ana", "quantity": 1}]},
        {"selections": [{"name": "Extra cheese", "quantity": 1}], "combos": [{"name": "Meal", "products": ["Cola"]}]},
        {"popular_items": [{"item": "Cola"}], "related_products": [{"name": "Cola", "quantity": 1}]},
    ],
)
def test_a_list_that_says_the_dishes_again_adds_none(more):
    assert dishes({"items": [BURGER | {"sku": "B-1"}]} | more) == [("Burger", 1)]


def test_a_list_that_names_the_lines_adds_none():
    order = read({"items": [{"sku": "1", "quantity": 2}], "products": [{"product_name": "Cola"}]})
    assert [item["quantity"] for item in order["items"]] == [2]


@pytest.mark.parametrize("products", [[], [{"product": {"name": "Naan"}, "quantity": 1}]])
def test_a_combo_is_one_line_with_its_parts(products):
    size = {"name": "Large", "combo": {"name": "Meal"}}
    combos = [{"combo_size": size, "quantity": 2, "products": [FRIES, FRIES | {"product": {"name": "Cola"}}]}]
    body = {"products": products, "combos": combos}
    for wrapped in (body, {"order": body}, {"event": "order.created", "data": {"order": body}}):
        (*others, meal) = read(wrapped)["items"]
        assert [item["name"] for item in others] == ["Naan"] * len(products)
        assert (meal["name"], meal["quantity"]) == ("Meal Large", 2)
        assert [one["name"] for one in meal["modifiers"]] == ["Fries", "Cola"]
