from datetime import timedelta

import pytest

from domain.errors import TapRefused
from domain.events import EventKind
from domain.item import Item
from domain.notices import NoticeKind
from domain.replay import replay
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, order_of, pending

SOON = EVENING + timedelta(minutes=5)


@pytest.fixture
def order():
    return order_of(ItemState.QUEUED, ItemState.QUEUED, ItemState.QUEUED)


def kinds(change):
    return [event.kind for event in change.events]


def test_change_raises_the_version_of_a_copy(order):
    change = order.start(SOON, "1")
    assert (order.version, change.order.version) == (1, 2)
    assert order.item("1").state is ItemState.QUEUED
    assert change.order.item("1").started_at == SOON


def test_change_of_stage_follows_its_taps(order):
    assert kinds(order.start(SOON, "1")) == [EventKind.ITEM_STARTED, EventKind.PREPARING]
    assert kinds(order.bump(SOON)) == [EventKind.ITEM_DONE] * 3 + [EventKind.READY]
    assert kinds(order.bump(SOON).order.hand_over(SOON)) == [EventKind.COLLECTED]


def test_start_of_an_order_starts_each_waiting_item(order):
    one_done = order.bump(EVENING, "1").order
    change = one_done.start(SOON)
    assert [item.state for item in change.order.items] == [ItemState.DONE, ItemState.COOKING, ItemState.COOKING]
    assert [event.item_id for event in change.events] == ["2", "3"]


def test_recall_of_an_order_undoes_the_latest_bump(order):
    one_done = order.bump(EVENING, "1").order
    ready = one_done.bump(SOON).order
    again = ready.recall(SOON).order
    assert [item.state for item in again.items] == [ItemState.DONE, ItemState.COOKING, ItemState.COOKING]
    once_more = again.recall(SOON).order
    assert [item.state for item in once_more.items] == [ItemState.COOKING] * 3


def test_a_recall_passes_over_a_bump_that_was_undone(order):
    one_done = order.bump(EVENING, "1").order
    undone = one_done.bump(SOON, "2").order.undo(SOON).order
    assert [item.state for item in undone.recall(SOON).order.items] == [
        ItemState.COOKING,
        ItemState.QUEUED,
        ItemState.QUEUED,
    ]


def test_recalled_item_keeps_its_start_or_starts_now(order):
    never_started = order.bump(EVENING, "1").order.recall(SOON, "1").order
    assert never_started.item("1").started_at == SOON
    started = order.start(EVENING, "1").order.bump(SOON, "1").order.recall(SOON, "1").order
    assert started.item("1").started_at == EVENING
    assert started.item("1").done_at is None


def test_recalled_order_returns_to_the_counter(order):
    collected = order.bump(EVENING).order.hand_over(SOON).order
    assert (collected.stage, collected.closed_at) == (Stage.COLLECTED, SOON)
    change = collected.recall(SOON)
    assert kinds(change) == [EventKind.REOPENED, EventKind.READY]
    assert (change.order.stage, change.order.closed_at) == (Stage.READY, None)


def test_striking_the_last_item_cancels_the_order(order):
    change = order.void(SOON, "1").order.void(SOON, "2").order.void(SOON, "3", "sold out")
    assert kinds(change) == [EventKind.ITEM_VOIDED, EventKind.CANCELLED]
    assert change.events[0].reason == "sold out"
    assert (change.order.closed, change.order.closed_at) == (Stage.CANCELLED, SOON)


def test_striking_the_last_open_item_makes_it_ready(order):
    change = order.bump(EVENING, "1").order.bump(EVENING, "2").order.void(SOON, "3")
    assert change.order.stage is Stage.READY
    assert kinds(change)[-1] is EventKind.READY


def test_open_order_is_cancelled_with_a_reason(order):
    change = order.cancel(SOON, "the oven is cold")
    assert [(event.kind, event.reason) for event in change.events] == [(EventKind.CANCELLED, "the oven is cold")]
    assert (change.order.is_open, change.order.closed_at) == (False, SOON)
    assert pending(change.order) == ()
    assert len(pending(order)) == 3


def test_the_promise_moves_only_by_a_requote(order):
    later = order.quoted_for + timedelta(minutes=10)
    change = order.requote(SOON, later, "a big party came in")
    assert change.order.quoted_for == later
    assert (change.events[0].quoted_for, change.events[0].reason) == (later, "a big party came in")
    assert change.order.bump(SOON).order.quoted_for == later


def test_a_ready_order_says_since_when(order):
    assert order.ready_at is None
    ready = order.bump(EVENING, "1").order.bump(SOON).order
    assert ready.ready_at == ready.hand_over(SOON).order.ready_at == SOON


def test_order_is_ready_since_its_last_dish_was_struck(order):
    begun = order.bump(EVENING, "1").order.bump(EVENING, "2").order
    ready = begun.void(SOON, "3").order
    assert (ready.stage, ready.ready_at) == (Stage.READY, SOON)
    later = SOON + timedelta(minutes=5)
    assert ready.void(later, "2").order.ready_at == SOON
    back = ready.hand_over(later).order.reopen(later).order
    assert (back.stage, back.ready_at) == (Stage.READY, SOON)
    assert begun.void(SOON, "3").order.undo(SOON).order.bump(later, "3").order.ready_at == later


def test_an_order_of_voided_items_alone_is_never_ready():
    assert order_of(ItemState.VOIDED).ready_at is None


def test_recall_is_told_at_once_ready_after_the_hold(order):
    ready = order.bump(SOON)
    assert [(n.kind, n.held) for n in ready.notices] == [(NoticeKind.READY, True)]
    assert [(n.kind, n.held) for n in ready.order.recall(SOON).notices] == [(NoticeKind.NOT_READY, False)]
    assert [(n.kind, n.held) for n in order.cancel(SOON).notices] == [(NoticeKind.CANCELLED, True)]
    assert order.start(SOON).notices == ()


def test_fold_of_the_events_equals_the_order(order):
    taps = (
        lambda o: o.start(SOON, "1"),
        lambda o: o.bump(SOON, "2"),
        lambda o: o.undo(SOON),
        lambda o: o.void(SOON, "3", "out"),
        lambda o: o.requote(SOON, SOON + timedelta(hours=1)),
        lambda o: o.bump(SOON),
        lambda o: o.recall(SOON),
        lambda o: o.bump(SOON),
        lambda o: o.hand_over(SOON),
        lambda o: o.recall(SOON),
        lambda o: o.cancel(SOON),
    )
    for tap in taps:
        before, order = order, tap(order).order
        assert replay(before, order.events) == order


@pytest.fixture
def shared_order():
    """Two dishes of the grill and one of the bar."""
    stations = ("grill", "bar", "grill")
    return order_of(items=tuple(Item(id=str(n), name="Dish", station=one) for n, one in enumerate(stations)))


def test_a_station_taps_its_own_items_only(shared_order):
    started = shared_order.start(SOON, station="grill").order
    assert [item.state for item in started.items] == [ItemState.COOKING, ItemState.QUEUED, ItemState.COOKING]
    bar_ready = started.bump(SOON, station="bar").order
    assert (bar_ready.stage, bar_ready.item("1").state) == (Stage.PREPARING, ItemState.DONE)
    assert bar_ready.bump(SOON, station="grill").order.stage is Stage.READY


def test_a_station_without_such_items_is_refused(shared_order):
    bar_ready = shared_order.bump(SOON, station="bar").order
    for station in ("bar", "pass"):
        with pytest.raises(TapRefused):
            bar_ready.bump(SOON, station=station)


@pytest.mark.parametrize(
    ("service", "table", "is_brought"),
    [("delivery", "", True), ("", "5", True), ("dine_in", "5", True), ("pickup", "5", False), ("dine_in", "", False)],
)
def test_an_order_is_brought_to_a_door_or_a_table(service, table, is_brought):
    assert order_of(ItemState.QUEUED, service=service, table=table).is_brought is is_brought
