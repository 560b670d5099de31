"""The order is found in what senders wrap around it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api.order_repair import OrderRepair

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


def test_all_checks_of_a_table_are_one_order():
    order = read({"checks": [{"items": ["Steak"]}, {"items": ["Salad"]}, {"items": []}]})
    assert [item["name"] for item in order["items"]] == ["Steak", "Salad"]


def test_a_person_is_name_and_phone():
    order = read({"customer": {"firstName": "Ana", "lastName": "Ruiz", "phoneNumber": "600"}, "items": ["Naan"]})
    assert (order["guest_name"], order["phone"]) == ("Ana Ruiz", "600")


def test_an_option_in_a_pair_keeps_its_value():
    options = [{"name": "Size", "value": "Large"}, {"key": "_id", "value": "9"}, {"display_value": "hot"}]
    (item,) = read({"items": [{"name": "Tea", "properties": options}]})["items"]
    assert [one["name"] for one in item["modifiers"]] == ["Size: Large", "hot"]
