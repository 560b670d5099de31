"""State machine of the kitchen: after any taps, database, board and timeline agree."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from domain.amendment import Amendment, ItemAmendment
from domain.commands import Part, Tap, TapCommand
from domain.errors import CallTooSoon, IntakeConflict, StaleTap, TapRefused
from domain.events import EventKind, unseen_changes
from domain.item import DraftItem, create_item
from domain.order import Order
from domain.replay import replay
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, MENU, Restaurant, draft, restaurant_on, settings_in

SEQUENCES, QUICK_SEQUENCES = 30, 10
VERBS = (Tap.START, Tap.BUMP, Tap.RECALL, Tap.HAND_OVER, Tap.CANCEL, Tap.RUSH, Tap.REOPEN, Tap.FIRE, Tap.HOLD, Tap.CALL)
ITEM_VERBS = (Tap.START, Tap.BUMP, Tap.RECALL, Tap.VOID, Tap.RESTORE, Tap.FIRE, Tap.HOLD)
QUANTITIES = (0.5, 1, 2, 7)
DISHES = ("Garlic Naan", "Lamb Biryani", "Soup of the day")


QUANTITY = st.sampled_from(QUANTITIES)
DISH = st.sampled_from(DISHES)


def unestimated(order: Order) -> Order:
    return replace(order, estimate=None, fires_at=None, looks=0)


def kept(order: Order) -> tuple[Order, tuple[object, ...]]:
    """What the database keeps of an order: of its estimate the times, not the moment and mood of the latest look."""
    told = order.estimate
    return unestimated(order), (told.earliest, told.likely, told.latest, told.promise) if told else ()


def portions(order: Order) -> float:
    return round(sum(item.quantity for item in order.items if item.state is not ItemState.VOIDED), 3)


class KitchenMachine(RuleBasedStateMachine):
    """Staff, tills and the clock, acting at random on a real kitchen with a real database."""

    orders = Bundle("orders")
    taps = Bundle("taps")

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.opening = restaurant_on(settings_in(Path(self.folder.name)))
        self.restaurant: Restaurant = self.do(self.opening.__aenter__())
        self.versions: dict[str, int] = {}

    def do(self, command):
        return self.loop.run_until_complete(command)

    def stands(self, order_id: str) -> Order:
        live = self.restaurant.board.watch(order_id)
        assert live is not None
        return live.order

    @initialize(target=orders)
    def first_order(self):
        return self.do(self.restaurant.order()).id

    @rule(target=orders, dishes=st.lists(st.sampled_from(DISHES), min_size=1, max_size=3), key=st.integers(0, 3))
    def place(self, dishes, key):
        """A till sends an order, perhaps again, perhaps another one under the same reference."""
        try:
            order, is_new = self.do(self.restaurant.kitchen.place(draft(*dishes, external_ref=f"pos-{key}")))
        except IntakeConflict:
            assert any(o.external_ref == f"pos-{key}" for o in self.restaurant.board.orders())
            return multiple()
        assert is_new == (order.id not in self.versions)
        assert not is_new or [item.name for item in order.items] == dishes
        return order.id

    @rule(
        target=taps,
        order_id=orders,
        verb=st.sampled_from(VERBS),
        behind=st.sampled_from([0, 0, 0, 1, 2]),
    )
    def tap_order(self, order_id, verb, behind):
        return self._tap(order_id, (verb,), behind)

    @rule(
        target=taps,
        order_id=orders,
        verb=st.sampled_from(ITEM_VERBS),
        item=st.integers(0, 2),
        behind=st.sampled_from([0, 0, 0, 1, 2]),
    )
    def tap_item(self, order_id, verb, item, behind):
        items = self.stands(order_id).items
        return self._tap(order_id, (verb, items[item % len(items)].id), behind)

    @rule(order_id=orders, verb=st.sampled_from([Tap.BUMP, Tap.VOID]), item=st.integers(0, 5), quantity=QUANTITY)
    def split(self, order_id, verb, item, quantity):
        before = self.stands(order_id)
        line = before.items[item % len(before.items)]
        with suppress(TapRefused):
            after = self.do(self.restaurant.tap(verb, order_id, line.id, quantity=quantity))
            assert sum(item.quantity for item in after.items) == sum(item.quantity for item in before.items)
            assert len(after.items) - len(before.items) == (quantity < line.quantity)

    @rule(order_id=orders, item=st.integers(0, 5), quantity=QUANTITY, note=st.sampled_from(["", "mild"]), dish=DISH)
    def amend(self, order_id, item, quantity, note, dish):
        before = self.stands(order_id)
        line = before.items[item % len(before.items)]
        wanted = Amendment(
            note=note,
            items=(ItemAmendment(item_id=line.id, quantity=quantity, note=note),),
            add=(create_item(DraftItem(name=dish), MENU, "0"),),
        )
        with suppress(TapRefused):
            after = self.do(self.restaurant.tap(Tap.AMEND, order_id, amendment=wanted))
            assert unseen_changes(after.events) >= {after.items[-1].id}
            seen = self.do(self.restaurant.tap(Tap.ACKNOWLEDGE, order_id))
            assert not unseen_changes(seen.events)
            assert (after.note, after.items[-1].name) == (note, dish)

    @rule(order_id=orders, other=orders)
    def merge(self, order_id, other):
        """Two orders become one: no dish is lost, and the other's guest sees this one."""
        before = [self.stands(each) for each in (order_id, other)]
        with suppress(TapRefused):
            after = self.do(self.restaurant.tap(Tap.MERGE, order_id, other_id=other))
            moved = before[:1] if before[1].merged_into == order_id else before  # asked again, it has them already
            assert portions(after) == sum(map(portions, moved))
            assert self.stands(other).merged_into == order_id
            link = {"token": before[1].token, "language": before[1].language}
            assert self.restaurant.board.find(before[1].token).order == replace(self.stands(order_id), **link)

    @rule(target=orders, order_id=orders, item=st.integers(0, 5), quantity=st.none() | QUANTITY)
    def split_off(self, order_id, item, quantity):
        """A part becomes an order of its own: no dish is lost."""
        before = self.stands(order_id)
        part = Part(before.items[item % len(before.items)].id, quantity)
        try:
            after = self.do(self.restaurant.tap(Tap.SPLIT, order_id, parts=(part,)))
        except TapRefused:
            return multiple()
        new_id = next(e.other_id for e in reversed(after.events) if e.kind is EventKind.ITEM_MOVED)
        assert portions(after) + portions(self.stands(new_id)) == portions(before)
        return new_id

    @rule(target=orders, minutes=st.integers(1, 2000))
    def place_for_later(self, minutes):
        asked = self.restaurant.clock.now() + timedelta(minutes=minutes)
        order = self.do(self.restaurant.order(quoted_for=asked))
        assert (order.stage is Stage.SCHEDULED) == (order.fires_at is not None)
        return order.id

    @rule()
    def fire_due(self):
        self.do(self.restaurant.kitchen.fire_due())
        now = self.restaurant.clock.now()
        waiting = [o for o in self.restaurant.board.orders() if o.is_open and o.fires_at is not None]
        assert not [o for o in waiting if o.fires_at <= now]

    @rule(tap=taps)
    def tap_again(self, tap):
        """The network sends a tap a second time: it succeeds, and changes nothing."""
        order_id, (verb, *items), tap_id, seen = tap
        before = self.stands(order_id)
        again = TapCommand(verb, order_id, *items, tap_id=tap_id, seen_version=seen)
        assert self.do(self.restaurant.kitchen.tap(again)).version == before.version
        assert self.stands(order_id) == before

    @rule(order_id=orders, other=orders)
    def undo(self, order_id, other):
        before, kitchen = self.stands(order_id), self.restaurant.kitchen
        with suppress(TapRefused):
            undone = self.do(kitchen.tap(TapCommand(Tap.UNDO, order_id, seen_version=before.version)))
            previous = tuple(event for event in before.events if event.version != before.version)
            assert unestimated(replace(replay(before, previous), version=0, events=())) == unestimated(
                replace(undone, version=0, events=())
            )
        assert other == order_id or self.stands(other).version == self.versions[other]

    @rule(order_id=orders, minutes=st.integers(-30, 90))
    def requote(self, order_id, minutes):
        later = self.restaurant.clock.now() + timedelta(minutes=minutes)
        with suppress(TapRefused):
            assert self.do(self.restaurant.tap(Tap.REQUOTE, order_id, quoted_for=later)).quoted_for == later

    @rule(order_id=orders)
    def postpone(self, order_id):
        before = self.stands(order_id).quoted_for
        with suppress(TapRefused):
            assert self.do(self.restaurant.tap(Tap.POSTPONE, order_id, span=timedelta(minutes=5))).quoted_for > before

    @rule(seconds=st.sampled_from([1, 7, 14, 16, 60, 600, 4000]))
    def time_passes(self, seconds):
        self.restaurant.clock.move(seconds=seconds)
        self.do(self.restaurant.kitchen.refresh_estimates())

    @rule()
    def learn(self):
        self.do(self.restaurant.kitchen.learn())

    def _tap(self, order_id, said, behind):
        verb, *items = said
        before = self.stands(order_id)
        tap_id, seen = uuid4().hex, before.version - behind
        tap = self.restaurant.tap(verb, order_id, *items, tap_id=tap_id, seen_version=seen)
        try:
            after = self.do(tap)
        except (TapRefused, StaleTap, CallTooSoon) as error:
            refusal = error
        else:
            refusal = None
        assert isinstance(refusal, StaleTap) == (behind > 0)
        if refusal:
            assert self.stands(order_id) == before
            return multiple()
        assert after.version == before.version + 1
        assert after == self.stands(order_id)
        return order_id, said, tap_id, seen

    @invariant()
    def the_database_keeps_what_the_board_shows(self):
        written = self.do(self.restaurant.store.load_current(since=EVENING - timedelta(days=1)))
        shown = self.restaurant.board.orders()
        assert {order.id: kept(order) for order in written} == {order.id: kept(order) for order in shown}

    @invariant()
    def every_order_is_the_fold_of_its_timeline(self):
        for order in self.restaurant.board.orders():
            assert replay(order, order.events) == order

    @invariant()
    def versions_only_grow_and_none_is_missing(self):
        for order in self.restaurant.board.orders():
            assert order.version >= self.versions.get(order.id, 1)
            assert {event.version for event in order.events} == set(range(1, order.version + 1))
            self.versions[order.id] = order.version

    @invariant()
    def no_illegal_state_is_reached(self):
        orders = self.restaurant.board.orders()
        assert len({order.pickup_code for order in orders}) == len(orders)
        for order in orders:
            assert (order.closed is None) == (order.closed_at is None) == order.is_open
            assert order.stage is not Stage.COLLECTED or {i.state for i in order.items} <= {
                ItemState.DONE,
                ItemState.VOIDED,
            }
            for item in order.items:
                assert (item.state is ItemState.DONE) <= (item.done_at is not None)
                assert (item.state is ItemState.COOKING) <= (item.started_at is not None and item.done_at is None)
                assert (item.state is ItemState.QUEUED) <= (item.started_at is None and item.done_at is None)

    @invariant()
    def no_time_that_is_shown_is_in_the_past_or_out_of_order(self):
        for order in self.restaurant.board.orders():
            if order.stage in {Stage.RECEIVED, Stage.PREPARING}:
                e = order.estimate
                assert e.updated_at <= e.earliest <= e.likely <= e.latest

    def teardown(self):
        again = self.do(self.restaurant.reopened())
        assert {o.id: unestimated(o) for o in again.orders()} == {
            o.id: unestimated(o) for o in self.restaurant.board.orders()
        }
        assert again.live_menu.menu == MENU
        links = {o.token: o.merged_into for o in again.orders() if o.merged_into}
        assert {t: again.find(t).order.id for t in links} == {t: self.restaurant.board.find(t).order.id for t in links}
        self.do(self.opening.__aexit__(None, None, None))
        self.loop.close()
        self.folder.cleanup()


@pytest.mark.timeout(600)  # a failure is made small before it is told
@pytest.mark.long
def test_no_sequence_of_taps_breaks_a_rule(pytestconfig):
    run_state_machine_as_test(
        KitchenMachine,
        settings=settings(
            max_examples=SEQUENCES if pytestconfig.getoption("--whole") else QUICK_SEQUENCES,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
