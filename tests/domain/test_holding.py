"""Dishes and orders are held and fired."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import TapRefused
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, order_of

SOON = EVENING + timedelta(minutes=1)


@pytest.fixture
def order():
    placed = order_of(ItemState.QUEUED, ItemState.QUEUED)
    return replace(placed, items=tuple(replace(item, quantity=4) for item in placed.items))


class TestHolding:
    def test_a_held_dish_waits_while_the_others_are_begun(self, order):
        held = order.hold(EVENING, "2").order
        assert [item.state for item in held.start(SOON).order.items] == [ItemState.COOKING, ItemState.QUEUED]
        done = held.bump(SOON).order
        assert done.stage is Stage.PREPARING
        assert done.bump(SOON).order.stage is Stage.READY

    def test_who_taps_a_held_dish_fires_it(self, order):
        assert not order.hold(EVENING, "2").order.start(SOON, "2").order.item("2").held

    def test_a_scheduled_order_fires_onto_the_rail(self, order):
        held = order.hold(EVENING).order
        fired = held.fire(SOON).order
        assert (held.stage, fired.stage, fired.queued_at) == (Stage.SCHEDULED, Stage.RECEIVED, SOON)
        assert [event.kind.value for event in fired.events[1:]] == ["scheduled", "fired", "received"]

    def test_who_starts_a_scheduled_order_fires_it(self, order):
        held = order.hold(EVENING).order
        started = held.start(SOON, "1")
        assert [event.kind.value for event in started.events] == ["fired", "item_started", "preparing"]
        assert (started.order.stage, started.order.queued_at) == (Stage.PREPARING, SOON)
        assert started.order.undo(SOON).order.stage is Stage.SCHEDULED
        assert held.bump(SOON).order.stage is Stage.READY

    def test_scheduled_dishes_are_struck_and_held(self, order):
        held = order.hold(EVENING).order
        assert held.void(SOON, "1").order.hold(SOON, "2").order.stage is Stage.SCHEDULED
        assert held.void(SOON, "1").order.void(SOON, "2").order.stage is Stage.CANCELLED

    def test_the_placing_itself_is_not_undone(self, order):
        with pytest.raises(TapRefused):
            order.undo(EVENING)
