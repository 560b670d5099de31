"""The taps that an order offers are those that it takes."""

from datetime import timedelta

import pytest

from domain.possible_taps import possible_taps
from tests.support.world import EVENING, order_of

BEGAN = EVENING - timedelta(hours=15)


@pytest.fixture
def order():
    return order_of("queued", "queued")


def test_an_order_offers_what_it_takes(order):
    assert possible_taps(order, EVENING, BEGAN) == ["start", "bump", "hold", "cancel", "requote", "postpone", "rush"]
    ready = order.bump(EVENING).order
    assert possible_taps(ready, EVENING, BEGAN) == ["recall", "hand_over", "cancel", "call", "undo"]


def test_an_item_offers_what_it_takes(order):
    assert possible_taps(order, EVENING, BEGAN, "1") == ["start", "bump", "void", "hold"]
    assert possible_taps(order.void(EVENING, "1").order, EVENING, BEGAN, "1") == ["restore"]
    assert possible_taps(order, EVENING, BEGAN, "9") == []


@pytest.mark.parametrize(("end", "ways_back"), [("cancel", ["reopen"]), ("hand_over", ["recall", "reopen"])])
def test_an_end_is_taken_back_on_its_day_only(order, end, ways_back):
    closed = getattr(order.bump(EVENING).order, end)(EVENING).order
    later = EVENING + timedelta(minutes=1)
    assert possible_taps(closed, later, BEGAN) == ways_back
    assert possible_taps(closed, later, EVENING + timedelta(seconds=1)) == []
