"""Seats, courses and checks are parts of one order, and what they say of it is kept."""

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
