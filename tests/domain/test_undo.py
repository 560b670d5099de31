"""An undo takes the latest tap back, for some seconds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Part
from domain.errors import TapRefused
from domain.events import EventKind, effective_events
from domain.order_reversal import UNDO_WINDOW
from domain.replay import replay
from domain.stages import ItemState, Stage
from domain.transfers import split
from tests.support.world import EVENING, order_of

SOON = EVENING + timedelta(minutes=5)


@pytest.fixture
def order():
    return order_of(ItemState.QUEUED, ItemState.QUEUED, ItemState.QUEUED)


class TestUndo:
    def test_undo_takes_back_the_latest_change(self, order):
        undone = order.start(SOON, "1").order.undo(SOON).order
        assert undone.item("1") == order.item("1")
        assert (undone.stage, undone.version) == (Stage.RECEIVED, 3)
        assert all(event.kind is not EventKind.ITEM_STARTED for event in effective_events(undone.events))

    def test_it_takes_back_a_whole_tap_on_the_order(self, order):
        assert order.bump(SOON).order.undo(SOON).order.stage is Stage.RECEIVED

    @pytest.mark.parametrize("ending", ["hand_over", "cancel"])
    def test_it_reopens_an_order_that_was_just_closed(self, order, ending):
        ready = order.bump(EVENING).order
        reopened = getattr(ready, ending)(SOON).order.undo(SOON).order
        assert (reopened.stage, reopened.closed, reopened.closed_at) == (Stage.READY, None, None)

    def test_it_gives_the_promise_before_back(self, order):
        with_promise = replay(order, (order.events[0],)).quoted_for
        moved = order.requote(SOON, SOON + timedelta(hours=1)).order
        assert moved.undo(SOON).order.quoted_for == with_promise

    def test_lines_keep_their_places_after_a_split(self, order):
        order = replace(order, items=tuple(replace(item, quantity=2) for item in order.items))
        parted = order.void(EVENING, "1", quantity=1).order
        rest = split(parted, [Part("1")], (), EVENING).change.order
        undone = rest.start(SOON, "2").order.undo(SOON).order
        assert [item.id for item in rest.items] == ["4", "2", "3"]
        assert undone.items == rest.items

    def test_it_stays_in_reach_for_some_seconds_only(self, order):
        tapped = order.start(SOON).order
        tapped.undo(SOON + UNDO_WINDOW)
        with pytest.raises(TapRefused):
            tapped.undo(SOON + UNDO_WINDOW + timedelta(milliseconds=1))

    def test_undo_of_a_placed_order_is_refused(self, order):
        with pytest.raises(TapRefused):
            order.undo(EVENING)

    @pytest.mark.parametrize("tap", ["start", "cancel"])
    def test_an_undo_is_not_undone(self, order, tap):
        undone = getattr(order, tap)(SOON).order.undo(SOON).order
        with pytest.raises(TapRefused):
            undone.undo(SOON)

    def test_it_leaves_the_timeline_as_it_was(self, order):
        cooking = order.start(SOON).order
        assert effective_events(cooking.bump(SOON).order.undo(SOON).order.events) == effective_events(cooking.events)

    def test_tap_after_an_undo_can_be_undone(self, order):
        undone = order.start(SOON, "1").order.undo(SOON).order
        again = undone.start(SOON, "2").order.undo(SOON).order
        assert [item.state for item in again.items] == [ItemState.QUEUED] * 3
