"""Reports: figures from finished orders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Part
from domain.reports import MIN_RANGES, CompletedOrder, by_hour, by_item, promise_stats
from domain.stages import ItemState
from domain.transfers import merge, split
from tests.support.world import EVENING, order_of


def minutes(n):
    return timedelta(minutes=n)


def finished(*, took=20.0, shown=(18.0, 22.0), cooked=((0.0, 5.0),)):
    """Return an order that was promised for 20 minutes and ready when told, its dishes cooked from and to a minute."""
    order = order_of(*[ItemState.DONE] * len(cooked))
    cooked = [*cooked[:-1], (cooked[-1][0], took)] if cooked[-1][1] < took else cooked
    items = tuple(
        replace(item, name=f"Dish {n}", station="stove", started_at=EVENING + minutes(a), done_at=EVENING + minutes(b))
        for n, (item, (a, b)) in enumerate(zip(order.items, cooked, strict=True))
    )
    first, last = (EVENING + minutes(at) for at in shown) if shown else (None, None)
    return CompletedOrder(replace(order, items=items), first, last)


def test_without_orders_there_is_nothing_to_say():
    stats = promise_stats([])
    assert (stats.orders, stats.kept, stats.in_range) == (0, None, None)
    assert by_item([], lambda item: item.name) == by_hour([], lambda at: at.hour) == []


def test_promise_is_kept_up_to_its_minute():
    stats = promise_stats([finished(took=took) for took in (8, 12, 18, 20, 20.5, 27, 45)])
    assert stats.kept == pytest.approx(4 / 7)
    assert stats.by_lateness == (1, 1, 2, 1, 1, 1)


@pytest.mark.parametrize(("took", "was_in_range"), [(17.9, False), (18, True), (22.5, True), (23, False)])
def test_a_range_holds_to_the_minute_that_is_shown(took, was_in_range):
    assert finished(took=took).was_in_range is was_in_range


def test_order_without_a_range_is_not_counted():
    assert finished(shown=None).was_in_range is None
    orders = [finished(), finished(shown=None), finished(took=50)]
    assert promise_stats(orders * (MIN_RANGES // 2)).in_range == pytest.approx(1 / 2)


def test_a_handful_of_ranges_has_no_share():
    assert promise_stats([finished(took=50)] * (MIN_RANGES - 1)).in_range is None


def test_half_a_range_is_none():
    assert replace(finished(), shown_to=None).was_in_range is None


def test_cooking_minutes_are_listed_by_frequent_dish():
    lines = by_item([finished(cooked=((0, 4), (0, 20))), finished(cooked=((0, 8),), took=8)], lambda item: item.name)
    assert [(line.name, line.count, line.typical) for line in lines] == [("Dish 0", 2, 6.0), ("Dish 1", 1, 20.0)]
    assert lines[0].slow == pytest.approx(7.6)


def test_one_dish_in_two_spellings_is_one_line():
    spelled = iter(["Naan", "naan", "NAAN "])
    lines = by_item([finished(), finished(), finished()], lambda _: next(spelled))
    assert [(line.name, line.count) for line in lines] == [("Naan", 3)]


def test_double_tap_or_missing_start_is_no_cooking():
    twice = finished(cooked=((19.9, 20),))
    unstarted = replace(twice, order=replace(twice.order, items=(replace(twice.order.items[0], started_at=None),)))
    undone = replace(twice, order=replace(twice.order, items=(replace(twice.order.items[0], done_at=None),)))
    assert by_item([twice, unstarted, undone], lambda item: item.name) == []
    assert undone.minutes == 0


def test_a_start_that_was_a_recall_is_no_cooking():
    order = order_of(ItemState.QUEUED, ItemState.COOKING).bump(EVENING + minutes(10), "1").order
    item = replace(order.items[1], started_at=EVENING)
    order = replace(order, items=(order.items[0], item)).bump(EVENING + minutes(10)).order
    order = order.recall(EVENING + minutes(11)).order.recall(EVENING + minutes(11), "1").order
    done = order.bump(EVENING + minutes(13)).order
    lines = by_item([CompletedOrder(done, None, None)], lambda item: item.id)
    assert [(line.name, line.typical) for line in lines] == [("2", 13.0)]


def test_recall_before_a_split_or_merge_is_no_cooking():
    order = order_of(ItemState.QUEUED, ItemState.QUEUED).bump(EVENING + minutes(10), "1").order
    order = order.recall(EVENING + minutes(11), "1").order
    parted = split(order, (Part("1"),), (), EVENING + minutes(12)).split_off
    merged = merge(order_of(ItemState.QUEUED), order, EVENING + minutes(12)).change.order
    for one in (order, parted, merged):
        done = one.bump(EVENING + minutes(20)).order
        assert by_item([CompletedOrder(done, None, None)], lambda item: item.name) == []


def test_minutes_are_told_by_the_hour_of_queueing():
    (line,) = by_hour([finished(took=10, cooked=((0, 10),)), finished(took=20)], lambda at: at.hour)
    assert (line.name, line.count, line.typical) == ("19:00", 2, 15.0)


def test_an_order_for_later_counts_from_its_firing():
    early = finished(took=130)
    order = replace(early, order=replace(early.order, fired_at=EVENING + minutes(120)))
    assert order.minutes == pytest.approx(10)
    assert [(line.name, line.typical) for line in by_hour([order], lambda at: at.hour)] == [("21:00", 10.0)]
