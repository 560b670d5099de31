"""Reports: why orders were late or cancelled."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Part
from domain.report_causes import cancel_reasons, first_promise, late_causes, late_orders
from domain.reports import CompletedOrder, PlacedOrders
from domain.sources import REMOVED_AT_SOURCE
from domain.stages import ItemState, Stage
from domain.transfers import split
from tests.support.world import EVENING, order_of

PROMISED_MINUTES = 20


def minutes(n):
    return EVENING + timedelta(minutes=n)


def ready(order, *took, stations=("grill", "bar")):
    """Return the order, its dishes done at these minutes at these stations."""
    done = zip(order.items, took, stations, strict=False)
    items = tuple(
        replace(item, state=ItemState.DONE, done_at=minutes(at), station=station) for item, at, station in done
    )
    return CompletedOrder(replace(order, items=items), None, None)


def cooked(*took):
    return ready(order_of(*[ItemState.QUEUED] * len(took)), *took)


def requoted(reason, *, until=60):
    return order_of(ItemState.QUEUED).requote(minutes(5), minutes(until), reason).order


def test_late_orders_come_with_the_station_waited_for():
    late = late_orders([cooked(30, 10), cooked(PROMISED_MINUTES, 5), cooked(5, 45)])
    assert [(one.station, one.minutes) for one in late] == [("bar", 25), ("grill", 10)]


def test_late_order_of_drinks_waited_for_their_station():
    order = order_of(ItemState.VOIDED, ItemState.DONE, fired_at=minutes(30))
    struck, drink = order.items
    items = (replace(struck, station="grill"), replace(drink, station="bar", off_rail=True))
    (late,) = late_orders([CompletedOrder(replace(order, items=items), None, None)])
    assert (late.station, late.minutes) == ("bar", 10)


def test_late_counts_from_the_first_promise():
    order = requoted("oven out")
    assert first_promise(order) == minutes(PROMISED_MINUTES)
    (late,) = late_orders([ready(order, 50)])
    assert (late.minutes, late.reason) == (30, "oven out")
    assert late_orders([ready(order, 20)]) == []


def test_promise_moved_before_it_fired_counts():
    later = requoted("").hold(minutes(6)).order.fire(minutes(40)).order
    assert first_promise(later) == minutes(60)
    assert first_promise(later.requote(minutes(50), minutes(90)).order) == minutes(60)
    assert late_orders([ready(later, 59)]) == []


def test_undone_promise_does_not_count():
    undone = requoted("").undo(minutes(5)).order.hold(minutes(6)).order.fire(minutes(40)).order
    assert first_promise(undone) == minutes(PROMISED_MINUTES)


def test_order_split_off_after_it_fired_keeps_its_promise():
    order = order_of(ItemState.QUEUED, ItemState.QUEUED).hold(EVENING).order.fire(minutes(1)).order
    part = split(order, [Part("1")], (), minutes(5)).split_off
    assert first_promise(part) == minutes(PROMISED_MINUTES)


def test_order_without_events_keeps_its_promise():
    order = order_of(ItemState.QUEUED, events=())
    assert first_promise(order) == order.quoted_for


def test_undone_and_empty_reasons_explain_nothing():
    order = requoted("slip")
    undone = order.undo(minutes(5)).order.requote(minutes(6), minutes(40), "  ").order
    (late,) = late_orders([ready(undone, 50)])
    assert late.reason == ""


def test_causes_are_counted_the_most_frequent_first():
    late = late_orders([cooked(30), ready(requoted("oven out"), 50), cooked(40), cooked(50)])
    causes = [(cause.reason, cause.station, cause.orders, cause.minutes) for cause in late_causes(late)]
    assert causes == [("", "grill", 3, 20), ("oven out", "", 1, 30)]


def test_causes_in_two_spellings_are_one():
    stations = late_causes(late_orders([ready(order_of(ItemState.QUEUED), 30, stations=(s,)) for s in ("Bar", "bar")]))
    assert [(cause.station, cause.orders) for cause in stations] == [("Bar", 2)]
    reasons = late_causes(late_orders([ready(requoted(reason), 50) for reason in ("Oven out", "oven  out")]))
    assert [(cause.reason, cause.orders) for cause in reasons] == [("Oven out", 2)]
    ended = [order_of(ItemState.QUEUED).cancel(minutes(1), reason).order for reason in ("Burnt", "burnt")]
    assert cancel_reasons(ended) == [("Burnt", 2)]


def test_equal_reasons_have_one_name():
    late = late_orders([ready(requoted(reason), 50) for reason in ("Horno", "Oven")], lambda _: "oven")
    assert [cause.orders for cause in late_causes(late)] == [2]


@pytest.mark.parametrize("reason", ["sold out", ""])
def test_cancelled_orders_tell_their_reasons(reason):
    ended = order_of(ItemState.QUEUED).cancel(minutes(1), reason).order
    struck = order_of(ItemState.QUEUED)
    struck = struck.void(minutes(1), struck.items[0].id, "dropped").order
    placed = PlacedOrders((ended, struck, ended, order_of(ItemState.QUEUED)), ())
    assert [order.stage for order in placed.cancelled] == [Stage.CANCELLED] * 3
    assert cancel_reasons(placed.cancelled) == [(reason, 2), ("dropped", 1)]


def test_what_the_source_struck_has_no_reason():
    assert cancel_reasons([order_of(ItemState.QUEUED).void(minutes(1), "1", REMOVED_AT_SOURCE).order]) == [("", 1)]
