"""Live board: the rail in its order, what left it, and what is drawn again."""

import random
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from types import SimpleNamespace

import pytest
from nicegui import binding

from domain.stages import ItemState, Stage
from domain.transfers import merge
from pages.live import MAX_LEFT, LiveBoard, LiveOrder, events
from tests.support.world import EVENING, order_of

QUEUED = ItemState.QUEUED


def changed(order, **said):
    return replace(order, version=order.version + 1, **said)


def test_the_rail_stays_sorted_whatever_changes():
    chance, board, orders = random.Random(1), LiveBoard(), {}
    for number in range(300):
        if number % 3 == 0:
            order = order_of(QUEUED, quoted_for=EVENING + timedelta(minutes=chance.randrange(40)))
        else:
            order = chance.choice(list(orders.values()))
            said = chance.choice(
                [
                    {"rushed": not order.rushed},
                    {"quoted_for": EVENING + timedelta(minutes=chance.randrange(40))},
                    {"closed": Stage.COLLECTED, "closed_at": EVENING + timedelta(minutes=number)},
                    {"closed": None, "closed_at": None},
                ]
            )
            order = changed(order, **said)
        orders[order.id] = order
        board.show(order)
        rail = sorted(
            (one for one in orders.values() if one.is_open),
            key=lambda one: (not one.rushed, one.quoted_for, one.placed_at, one.id),
        )
        assert [live.order for live in board.rail.tickets] == rail
        assert board.rail.codes == tuple((one.pickup_code, one.stage, 0) for one in rail)
        left = [one for one in orders.values() if not one.is_open]
        assert set(board.rail.left) == set(left)
        assert list(board.rail.left) == sorted(board.rail.left, key=lambda one: one.closed_at, reverse=True)
    board.forget(orders)
    assert (board.rail.tickets, board.rail.codes, board.rail.left) == ((), (), ())


@pytest.mark.parametrize(
    ("before", "after", "ahead"), [({"held": True}, {"held": False}, 3), ({}, {"rushed": True}, 0)]
)
def test_an_order_is_drawn_at_the_place_that_it_took(before, after, ahead):
    board, page = LiveBoard(), SimpleNamespace(ahead=None)
    for _ in range(3):
        board.show(order_of(QUEUED))
    order = order_of(QUEUED, placed_at=EVENING + timedelta(minutes=1), **before)
    board.show(order)
    binding.bind_from(page, "ahead", board.watch(order.id), "order", board.count_ahead)
    board.show(changed(order, **after))
    assert page.ahead == ahead
    board.forget([order.id])


def test_what_left_the_rail_last_is_kept_in_sight():
    board = LiveBoard()
    for minute in range(MAX_LEFT + 5):
        at = EVENING + timedelta(minutes=minute)
        board.show(order_of(QUEUED, closed=Stage.CANCELLED, closed_at=at))
    assert len(board.rail.left) == MAX_LEFT
    assert board.rail.left[0].closed_at == EVENING + timedelta(minutes=MAX_LEFT + 4)
    assert len(board.orders()) == MAX_LEFT + 5


def test_what_left_the_rail_yesterday_is_not_today_s():
    board, began = LiveBoard(), EVENING + timedelta(hours=9)
    yesterday = order_of(QUEUED, closed=Stage.COLLECTED, closed_at=began - timedelta(seconds=1))
    today = order_of(QUEUED, closed=Stage.COLLECTED, closed_at=began)
    for order in (yesterday, today):
        board.show(order)
    assert board.rail.left == (today, yesterday)
    board.show_day(began)
    assert board.rail.left == (today,)


def test_a_new_estimate_draws_no_more_than_shows_it():
    order, drawn = order_of(QUEUED), []
    present = LiveOrder(order).drawn(lambda order, _: drawn.append(order.version), "en", events)
    present(order)
    present(replace(order, estimate="another"))
    assert drawn == [1]
    present(changed(order, events=(*order.events, "another")))
    assert drawn == [1, 2]


@pytest.mark.parametrize("loaded", list(permutations(range(3))))
def test_links_of_merged_orders_lead_to_the_last_one(loaded):
    board, (first, second, third) = LiveBoard(), [order_of(QUEUED, language=code) for code in ("es", "", "de")]
    into_second = merge(second, first, EVENING)
    into_third = merge(third, into_second.change.order, EVENING)
    orders = (into_second.merged.order, into_third.merged.order, into_third.change.order)
    for place in loaded:
        board.show(orders[place])
    assert [board.find(order.token).order.id for order in orders] == [third.id] * 3
    rushed = changed(orders[2], rushed=True)
    board.show(rushed)
    shown = [replace(rushed, token=order.token, language=order.language) for order in orders]
    assert [board.find(order.token).order for order in orders] == shown
    assert [board.watch(order.id).order for order in orders] == [*orders[:2], rushed]
