"""Orders in forms that lost a part of what the cook has to know, or were refused though they name a dish."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pages.api import lenient_route
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from pages.api.repair.values.repair_log import MAX_JOINED_CHARS, join_texts
from tests.support.world import EVENING

MADRID = ZoneInfo("Europe/Madrid")
TEA = [{"name": "Tea"}]


def read(body):
    return OrderRepair(MADRID, EVENING).repair(body)


def lines(items):
    return [(line["name"], line["quantity"]) for line in read({"items": items})["items"]]


def options(**line):
    (item,) = read({"items": [{"name": "Menu 1", **line}]})["items"]
    return [(one["name"], one.get("quantity", 1)) for one in item.get("modifiers", [])]


@pytest.mark.parametrize(
    "items",
    [
        {"Tea": 2, "Soup": "1"},
        [["Tea", 2], ["Soup"]],
        "2x Tea\nSoup",
        ["Tea x2", "Soup"],
        ["2 x Tea", {"name": "Soup"}],
        [{"menuItem": {"name": "Tea"}, "qty": 2}, {"thing": {"title": "Soup"}, "id": 7}],
    ],
)
def test_lines_are_read_in_any_form(items):
    assert lines(items) == [("Tea", 2), ("Soup", 1)]


@pytest.mark.parametrize("name", ["2XL Pizza", "Mix 2", "7 Up", "Big Max 3"])
def test_a_number_within_a_name_is_no_quantity(name):
    assert lines([name]) == [(name, 1)]
    assert lines([{"name": f"2x {name}", "quantity": 1}]) == [(f"2x {name}", 1)]


@pytest.mark.parametrize("field", ["items", "children", "components", "combo_items", "sides", "contents"])
def test_the_parts_of_a_menu_are_cooked(field):
    assert options(**{field: [{"name": "Tea"}, {"name": "Fries", "quantity": 2}]}) == [("Tea", 1), ("Fries", 2)]


def test_what_a_cook_has_to_know_of_a_dish_is_on_the_ticket():
    assert options(size="Large", doneness="rare", spicy=True, sugar=False, course=2, cooking_time=5) == [
        ("course: 2", 1),
        ("doneness: rare", 1),
        ("size: Large", 1),
        ("spicy", 1),
    ]


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("no nuts<br/>please<BR>&lt;br /&gt;now", "no nuts\nplease\n\nnow"),
        ("Fish &amp;amp; Chips", "Fish & Chips"),
        ("\u202eno\u200b nuts", "no nuts"),
        ("less < 3 > more, <3", "less < 3 > more, <3"),
        (True, ""),
    ],
)
def test_texts_are_what_a_person_would_read(said, read_as):
    assert read({"note": said, "items": TEA})["note"] == read_as


def test_a_name_in_two_fields_is_one():
    assert read({"first_name": "Ana", "last_name": "López", "items": TEA})["guest_name"] == "Ana López"


class TestTimes:
    def test_an_order_for_tomorrow_is_cooked_tomorrow(self, subtests):
        for fields in [
            {"scheduledFor": "2026-03-15T12:00:00Z"},
            {"delivery_time": "2026-03-15 13:00"},
            {"requested_at": ["2026-03-15T12:00:00Z"]},
            {"time_slot": "2026-03-15T13:00/2026-03-15T13:30"},
            {"pickup_date": "2026-03-15", "pickup_time": "13:00"},
            {"delivery_date": "15.03.2026", "delivery_time": "1 pm"},
            {"due_date": "2026-03-15T00:00:00", "quoted_for": "13:00"},
        ]:
            with subtests.test(fields=fields):
                assert read({**fields, "items": TEA})["quoted_for"] == datetime(2026, 3, 15, 13, tzinfo=MADRID)

    def test_a_day_alone_is_no_midnight(self, subtests):
        for day in ["2026-03-15", "15.03.2026", "tomorrow", "Mañana"]:
            with subtests.test(day=day):
                assert read({"quoted_for": day, "items": TEA})["quoted_for"] == datetime(2026, 3, 15, 12, tzinfo=MADRID)

    @pytest.mark.parametrize("day", ["2026-03-14", "14/03/2026", "today"])
    def test_today_alone_lets_the_kitchen_promise(self, day):
        order = read({"quoted_for": day, "items": TEA})
        assert (order["quoted_for"], order.get("note")) == (None, None)

    def test_a_whole_time_needs_no_day(self):
        sent = {"pickup_date": "2026-03-15", "quoted_for": "2026-03-16T12:00:00Z", "items": TEA}
        assert read(sent)["quoted_for"] == datetime(2026, 3, 16, 13, tzinfo=MADRID)


async def test_a_failure_of_our_own_leaves_a_trace(api, monkeypatch):
    monkeypatch.setattr(lenient_route.OrderRepair, "repair", lambda *_: 1 / 0)
    assert (await api.post("/api/v1/orders", json={"items": TEA})).status_code == 500
    (kept,) = (await api.get("/api/v1/deliveries?outcome=refused")).json()
    assert ("Tea" in kept["body"], kept["problem"]) == (True, "Something failed on our side; it is in the log.")


def test_a_text_of_too_many_lines_is_refused():
    with pytest.raises(UnreadableOrder, match="2001 lines"):
        OrderRepair(MADRID, EVENING).repair({"items": "Naan\n" * 2001})


def test_a_note_of_many_texts_ends_early():
    assert len(join_texts(*(f"{n} {'x' * 100}" for n in range(100)))) < 2 * MAX_JOINED_CHARS
