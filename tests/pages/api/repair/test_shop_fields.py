"""Pairs of a label and a value, which a web shop adds to its orders, are fields of the order."""

import pytest

from tests.support.order_reading import read, read_order

LISTS = ("note_attributes", "orderExtraFields", "customFields", "formSubmission", "meta_data", "answers")


@pytest.mark.parametrize("name", LISTS)
def test_pairs_are_fields_of_the_order(name):
    pairs = [
        {"name": "Table number", "value": "5"},
        {"label": "Your name", "value": "Ana"},
        {"title": "Pickup Time", "value": "2026-03-14T20:30:00+01:00"},
        {"question": "Any allergies?", "answer": "nuts"},
        {"key": "phone", "value": 600},
    ]
    order = read_order(**{name: pairs})
    assert (order["table"], order["guest_name"], order["phone"]) == ("5", "Ana", "600")
    assert order["quoted_for"].isoformat() == "2026-03-14T19:30:00+00:00"
    assert "any allergies: nuts" in order["note"].casefold()


def test_what_the_order_says_itself_wins():
    pairs = [{"name": "Table", "value": "5"}, {"name": "Client name", "value": "Bob"}, {"name": "Note", "value": "hot"}]
    order = read_order(mesa="4", customer={"name": "Ana"}, note="no salt", note_attributes=pairs)
    assert (order["table"], order["guest_name"], order["note"]) == ("4", "Ana", "no salt\nhot")


@pytest.mark.parametrize(
    "fields",
    [
        {"meta_data": [{"key": "_table", "value": "5"}]},
        {"payments": [{"name": "Table", "value": "5"}]},
        {"tax_lines": [{"title": "Note", "value": "5"}]},
        {"meta_data": [{"key": "Table", "value": {"a": 1}}, {"key": "Note", "value": ""}, "x", {"value": "5"}]},
        {"answers": [{"question": "Newsletter?", "answer": "yes"}, {"question": "Table", "answer": True}]},
    ],
)
def test_other_pairs_are_not(fields):
    order = read_order(**fields)
    assert not order.get("table")
    assert not order.get("note")


@pytest.mark.parametrize("name", ["metadata", "meta_data", "custom", "customData"])
def test_an_object_of_own_data_is_of_the_order(name):
    said = {"pickup_time": "2026-03-14T20:30:00+01:00", "table": "5", "cart_token": "x", "_kept": "y"}
    order = read_order(**{name: said})
    assert (order["table"], f"{order['quoted_for']:%H:%M}") == ("5", "19:30")
    assert read_order(table="4", **{name: said})["table"] == "4"


@pytest.mark.parametrize("kind", ["text", "numeric", "dropdown"])
def test_the_questions_of_a_checkout_are_answered(kind):
    fields = [{"key": "table", "label": {"custom": "Table", "type": "custom"}, kind: {"value": "5"}, "type": kind}]
    assert read_order(custom_fields=fields)["table"] == "5"


def test_a_name_in_own_data_is_not_the_guests():
    order, _ = read({"items": ["Naan"], "recipient": "Ana", "metadata": {"name": "Zed"}})
    assert order["guest_name"] == "Ana"
