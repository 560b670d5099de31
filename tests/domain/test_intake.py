from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import DishUnavailable
from domain.events import EventKind
from domain.intake import Draft, check_dishes, create_order, pickup_code, with_promise
from domain.item import DraftItem
from domain.menu import DEFAULT_MINUTES, DEFAULT_STATION, Menu
from tests.support.world import EVENING, MENU, draft


def test_missing_fields_come_from_the_menu():
    (naan,) = create_order(draft("garlic  NAAN"), MENU, (), EVENING).items
    assert (naan.name, naan.station, naan.prep_minutes) == ("garlic  NAAN", "tandoor", 6)


def test_sent_fields_win_over_the_menu():
    line = DraftItem(name="Garlic Naan", station="pass", prep_minutes=0.5, quantity=3, note="no salt")
    (naan,) = create_order(Draft(items=(line,)), MENU, (), EVENING).items
    assert (naan.station, naan.prep_minutes, naan.quantity, naan.note) == ("pass", 0.5, 3, "no salt")


def test_dish_that_is_not_on_the_menu_is_cooked():
    (special,) = create_order(draft("Soup of the day"), MENU, (), EVENING).items
    assert (special.station, special.prep_minutes) == (DEFAULT_STATION, DEFAULT_MINUTES)


def test_a_sold_out_dish_is_marked_for_the_staff():
    order = create_order(draft("Garlic Naan", "mango lassi", "Soup"), MENU, (), EVENING)
    assert [(item.sold_out, item.unknown) for item in order.items] == [(False, False), (True, False), (False, True)]
    with pytest.raises(DishUnavailable) as refusal:
        check_dishes(order)
    assert refusal.value.position == 1


def test_without_a_menu_no_dish_is_unknown():
    assert not create_order(draft("Soup"), Menu(), (), EVENING).items[0].unknown


def test_a_new_order_begins_with_its_placing():
    order = create_order(draft(external_ref="pos-1", note="quick", language="es"), MENU, (), EVENING)
    assert [(event.kind, event.at, event.version) for event in order.events] == [(EventKind.PLACED, EVENING, 1)]
    assert (order.external_ref, order.note, order.language, order.placed_at) == ("pos-1", "quick", "es", EVENING)
    assert [item.id for item in order.items] == ["1", "2"]


def test_promise_is_the_requested_or_estimated_time(estimate):
    order = create_order(draft(), MENU, (), EVENING).estimated(estimate)
    asked = EVENING + timedelta(hours=1)
    assert with_promise(order, None).quoted_for == with_promise(order, None).events[0].quoted_for == estimate.promise
    assert with_promise(order, asked).quoted_for == with_promise(order, asked).events[0].quoted_for == asked
    assert with_promise(replace(order, estimate=None), None).quoted_for == order.placed_at


def test_links_and_ids_are_long_and_never_alike():
    orders = [create_order(draft(), MENU, (), EVENING) for _ in range(200)]
    assert len({order.token for order in orders}) == len({order.id for order in orders}) == 200
    assert min(len(order.token) for order in orders) >= 22  # 128 bits, when each letter is one of 64
    assert len(set("".join(order.token for order in orders))) == 64


class TestPickupCode:
    def test_it_is_a_letter_and_two_digits(self):
        for _ in range(200):
            code = pickup_code(())
            assert code[0] in "AFHJKLMRTWXY"
            assert code[1:].isdecimal()
            assert len(code) == 3

    def test_it_is_free(self):
        taken = {pickup_code(()) for _ in range(250)}
        assert all(pickup_code(taken) not in taken for _ in range(500))

    def test_it_grows_when_the_short_ones_become_few(self):
        taken = {f"{letter}{number}" for letter in "AFHJKLMRTWXY" for number in range(10, 100)}
        assert len(pickup_code(taken)) == 5

    def test_it_says_nothing_about_the_next_one(self):
        steps = [int(pickup_code(())[1:]) - int(pickup_code(())[1:]) for _ in range(200)]
        assert len(set(steps)) > 50


class TestFingerprint:
    def test_the_same_words_have_the_same(self):
        assert draft(external_ref="pos-1").fingerprint == draft(external_ref="pos-1").fingerprint

    @pytest.mark.parametrize(
        "other",
        [
            {"guest_name": "Bea"},
            {"note": "no onions"},
            {"language": "es"},
            {"external_ref": "pos-2"},
            {"quoted_for": EVENING},
            {"items": (DraftItem(name="Garlic Naan", quantity=2), DraftItem(name="Chicken Tikka Masala"))},
            {"items": (DraftItem(name="Chicken Tikka Masala"), DraftItem(name="Garlic Naan"))},
        ],
    )
    def test_other_words_have_another(self, other):
        assert replace(draft(), **other).fingerprint != draft().fingerprint

    def test_a_time_that_counts_from_now_is_compared_as_said(self):
        said = replace(draft(), time_said="in 40 min", quoted_for=EVENING)
        assert said.fingerprint == replace(said, quoted_for=EVENING + timedelta(minutes=2)).fingerprint
        assert said.fingerprint != replace(said, time_said="in 50 min").fingerprint
