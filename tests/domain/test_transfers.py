"""Orders that are merged, and parts of orders that become orders of their own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Part, Tap
from domain.errors import OrderNotFound, TapRefused
from domain.events import EventKind
from domain.guest_signals import NO_SIGNALS, SignalKind, signal
from domain.intake import MAX_NOTE_CHARS
from domain.notices import NoticeKind
from domain.replay import replay
from domain.stages import ItemState, Stage
from domain.transfers import find_split_off, merge, split
from tests.support.world import EVENING, order_of

QUEUED, COOKING, DONE, VOIDED = ItemState


def refused(function, *arguments):
    with pytest.raises(TapRefused) as refusal:
        function(*arguments, EVENING)
    return refusal.value


class TestMerge:
    def test_dishes_come_as_they_stand_and_the_other_ends(self):
        order, other = order_of(QUEUED, QUEUED), order_of(QUEUED, QUEUED)
        other = other.bump(EVENING, "1").order.void(EVENING, "2").order
        transfer = merge(order, other, EVENING)
        after, ended = transfer.change.order, transfer.merged.order
        assert [(item.id, item.state) for item in after.items] == [("1", QUEUED), ("2", QUEUED), ("3", DONE)]
        assert (after.stage, ended.stage, ended.merged_into) == (Stage.PREPARING, Stage.MERGED, order.id)
        assert (transfer.merged.notices, ended.is_open, ended.closed_at) == ((), False, EVENING)
        assert all(replay(one, one.events) == one for one in (after, ended))

    @pytest.mark.parametrize(
        ("state", "other", "kinds"),
        [
            (QUEUED, DONE, [NoticeKind.NOT_READY]),
            (DONE, QUEUED, [NoticeKind.NOT_READY]),
            (DONE, DONE, []),
            (COOKING, COOKING, []),
        ],
    )
    def test_who_was_told_ready_is_told_that_it_is_not(self, state, other, kinds):
        told = merge(order_of(state), order_of(other), EVENING).change.notices
        assert [notice.kind for notice in told] == kinds

    def test_the_expo_looks_at_what_comes_to_a_passed_order(self):
        passed = replace(order_of(QUEUED), by_expo=True).bump(EVENING).order.bump(EVENING, station="expo").order
        done = replace(order_of(QUEUED), by_expo=True).bump(EVENING, "1").order
        assert (passed.stage, done.stage) == (Stage.READY, Stage.PREPARING)
        change = merge(passed, done, EVENING).change
        assert (change.order.stage, change.order.passed_at) == (Stage.PREPARING, None)
        assert [notice.kind for notice in change.notices] == [NoticeKind.NOT_READY]
        assert replay(change.order, change.order.events) == change.order
        both = merge(passed, replace(passed, id="other"), EVENING).change.order
        assert (both.stage, both.passed_at) == (Stage.READY, EVENING)
        drink = replace(order_of(DONE).items[0], off_rail=True)
        drinks = replace(order_of(QUEUED), by_expo=True, items=(drink,))
        assert merge(passed, drinks, EVENING).change.order.stage is Stage.READY

    def test_ready_drinks_stay_ready_with_a_passed_order(self):
        drink = replace(order_of(DONE).items[0], off_rail=True)
        drinks = replace(order_of(QUEUED), by_expo=True, items=(drink,))
        passed = replace(order_of(QUEUED), by_expo=True).bump(EVENING).order.bump(EVENING, station="expo").order
        change = merge(drinks, passed, EVENING + timedelta(minutes=2)).change
        assert (change.order.stage, change.order.ready_at, change.notices) == (Stage.READY, EVENING, ())
        assert replay(change.order, change.order.events) == change.order
        assert merge(drinks, replace(drinks, id="other"), EVENING).change.order.passed_at is None

    def test_nobody_is_said_to_have_begun_what_comes_to_drinks(self):
        passed = replace(order_of(QUEUED, DONE), by_expo=True)
        drink = replace(passed.items[1], off_rail=True)
        passed = replace(passed, items=(passed.items[0], drink)).bump(EVENING).order.bump(EVENING, station="expo").order
        drinks = passed.void(EVENING, "1").order
        change = merge(drinks, replace(order_of(QUEUED), by_expo=True), EVENING).change
        assert (drinks.stage, change.order.stage, change.order.passed_at) == (Stage.READY, Stage.RECEIVED, None)
        assert EventKind.PREPARING not in {event.kind for event in change.events}

    def test_the_same_merge_once_more_changes_nothing(self):
        order, other = order_of(QUEUED), order_of(QUEUED)
        transfer = merge(order, replace(other, id="other"), EVENING)
        after, ended = transfer.change.order, transfer.merged.order
        assert merge(after, ended, EVENING).change.events == ()

    def test_names_notes_places_and_promise_hold_for_both(self):
        late = EVENING + timedelta(hours=1)
        order = order_of(QUEUED, guest_name="Ana", note="mild")
        other = order_of(QUEUED, guest_name="Bo", note="x" * MAX_NOTE_CHARS, table="5", quoted_for=late)
        after = merge(order, other, EVENING).change.order
        assert (after.guest_name, after.table, after.quoted_for) == ("Ana, Bo", "5", late)
        assert after.note.startswith("mild\nx")
        assert len(after.note) == MAX_NOTE_CHARS
        assert merge(order, replace(order, id="twin"), EVENING).change.order.guest_name == "Ana"

    def test_either_phone_and_language_is_kept(self):
        first, second = order_of(QUEUED, language="de"), order_of(QUEUED, phone="+34600", language="es")
        after = merge(first, second, EVENING).change.order
        assert (after.phone, after.language) == ("+34600", "de")
        after = merge(second, first, EVENING).change.order
        assert (after.phone, after.language) == ("+34600", "es")
        assert merge(order_of(QUEUED), first, EVENING).change.order.language == "de"

    def test_what_both_guests_told_holds(self):
        first = signal(order_of(QUEUED), SignalKind.ON_MY_WAY, EVENING)
        later = EVENING + timedelta(minutes=1)
        second = signal(order_of(QUEUED), SignalKind.HERE, later, place="4")
        after = merge(first, second, EVENING).change.order
        told = after.signals
        assert (told.on_my_way_at, told.here_at, told.place) == (EVENING, later, "4")
        again = signal(second, SignalKind.HERE, later + timedelta(minutes=1), place="5")
        assert merge(after, again, EVENING).change.order.signals.place == "4"

    @pytest.mark.parametrize("state", [QUEUED, DONE])
    def test_what_was_to_be_cooked_first_still_is(self, state):
        rushed = replace(order_of(state), rushed=True)
        after = merge(order_of(QUEUED), rushed, EVENING).change.order
        assert after.rushed is (state is QUEUED)
        assert replay(after, after.events) == after
        again = merge(after, rushed, EVENING).change.events
        assert EventKind.RUSHED not in {event.kind for event in again}

    def test_an_order_that_fits_no_other_is_refused(self):
        order = order_of(QUEUED)
        held = replace(order_of(QUEUED), held=True)
        closed = order_of(VOIDED, closed=Stage.CANCELLED, closed_at=EVENING)
        for pair in ((order, order), (order, held), (order, closed), (closed, order)):
            assert refused(merge, *pair).tap is Tap.MERGE

    def test_only_a_split_takes_it_back(self):
        transfer = merge(order_of(QUEUED), order_of(QUEUED), EVENING)
        for one in (transfer.change.order, transfer.merged.order):
            with pytest.raises(TapRefused):
                one.undo(EVENING)
        with pytest.raises(TapRefused):
            transfer.merged.order.reopen(EVENING)


class TestRepeatedSplit:
    def test_whole_items_are_split_off_once(self):
        after = split(order_of(QUEUED, QUEUED, QUEUED), [Part("1"), Part("2")], (), EVENING).change.order
        for parts in ([Part("1"), Part("2")], [Part("2", 1)]):
            again = split(after, parts, (), EVENING)
            assert (again.change.events, again.split_off) == ((), None)
        with pytest.raises(OrderNotFound):
            split(after, [Part("1"), Part("3")], (), EVENING)

    def test_it_is_known_by_its_version_else_by_its_items(self):
        order = order_of(QUEUED, QUEUED)
        order = replace(order, items=(replace(order.items[0], quantity=3), order.items[1]))
        assert find_split_off(order, [Part("1", 1)], None) is None
        made = []
        for part in (Part("1", 1), Part("1", 1), Part("1")):
            transfer = split(order, [part], (), EVENING)
            order = transfer.change.order
            made.append((order.version, transfer.split_off.id))
        assert [find_split_off(order, [Part("1", 1)], version) for version, _ in made] == [new for _, new in made]
        assert find_split_off(order, [Part("1")], None) == made[-1][1]
        assert find_split_off(order, [Part("2")], None) == made[-1][1]


class TestSplit:
    def split(self, order, *parts):
        return split(order, [Part(*part) for part in parts], ("A1",), EVENING)

    def test_a_dish_goes_as_it_stands(self):
        order = order_of(QUEUED, QUEUED, guest_name="Ana", table="5", external_ref="pos-1").bump(EVENING, "2").order
        transfer = self.split(order, ("2",))
        after, new = transfer.change.order, transfer.split_off
        assert ([item.id for item in after.items], after.stage) == (["1"], Stage.RECEIVED)
        assert (new.items[0].state, new.stage, new.guest_name, new.table) == (DONE, Stage.READY, "Ana", "5")
        assert (new.external_ref, new.version, new.quoted_for) == (None, 1, order.quoted_for)
        assert new.pickup_code != order.pickup_code
        assert all(replay(one, one.events) == one for one in (after, new))

    def test_a_part_of_a_quantity_goes(self):
        order = order_of(QUEUED)
        order = replace(order, items=(replace(order.items[0], quantity=5),)).start(EVENING).order
        transfer = self.split(order, ("1", 2))
        assert [item.quantity for item in transfer.change.order.items] == [3]
        assert transfer.split_off.stage is Stage.PREPARING
        assert [(item.id, item.quantity) for item in transfer.split_off.items] == [("1", 2)]
        again = self.split(transfer.change.order, ("1", 1)).change.order
        assert replay(again, again.events) == again

    def test_dishes_from_another_order_are_recalled(self):
        soon, later = EVENING + timedelta(minutes=1), EVENING + timedelta(minutes=2)
        ready = order_of(QUEUED, QUEUED, QUEUED).bump(EVENING, "1").order.bump(soon).order
        new = split(ready, [Part("1"), Part("2")], (), later).split_off
        merged = merge(order_of(QUEUED), ready, later).change.order
        for order, states in [(new, [DONE, COOKING]), (merged, [QUEUED, DONE, COOKING, COOKING])]:
            recalled = order.recall(later).order
            assert [item.state for item in recalled.items] == states
            assert replay(recalled, recalled.events) == recalled
        assert [item.state for item in new.recall(later).order.recall(later).order.items] == [COOKING, COOKING]

    def test_ready_order_says_since_when(self):
        later = EVENING + timedelta(minutes=5)
        order = order_of(QUEUED, QUEUED).bump(EVENING, "2").order
        transfer = split(order, [Part("1")], (), later)
        assert (transfer.change.order.stage, transfer.change.order.ready_at) == (Stage.READY, later)
        new = split(order, [Part("2")], (), later).split_off
        assert (new.stage, new.ready_at) == (Stage.READY, EVENING)
        latest = order_of(QUEUED).bump(later + timedelta(minutes=1)).order
        assert merge(new, latest, later + timedelta(minutes=2)).change.order.ready_at == latest.ready_at

    def test_times_of_a_scheduled_order_go_along(self):
        held = order_of(QUEUED, QUEUED).hold(EVENING).order
        assert self.split(held, ("1",)).split_off.stage is Stage.SCHEDULED
        fired = held.fire(EVENING).order
        assert self.split(fired, ("1",)).split_off.fired_at == fired.fired_at

    @pytest.mark.parametrize("parts", [(), (("1",), ("2",)), (("1",), ("1",)), (("3",),), (("1", 9),)])
    def test_what_leaves_nothing_or_is_not_there_is_refused(self, parts):
        with pytest.raises(TapRefused):
            self.split(order_of(QUEUED, QUEUED, VOIDED), *parts)

    def test_a_closed_order_or_an_unknown_dish_is_refused(self):
        with pytest.raises(TapRefused):
            self.split(order_of(DONE, DONE, closed=Stage.COLLECTED, closed_at=EVENING), ("1",))
        with pytest.raises(OrderNotFound):
            self.split(order_of(QUEUED, QUEUED), ("9",))

    def test_no_id_comes_twice(self):
        order = self.split(order_of(QUEUED, QUEUED), ("2",)).change.order
        after = merge(order, order_of(QUEUED), EVENING).change.order
        assert [item.id for item in after.items] == ["1", "3"]

    def test_new_order_begins_without_guest_signals(self):
        told = replace(signal(order_of(QUEUED, QUEUED), SignalKind.HERE, EVENING, place="P3"), looks=2)
        new = self.split(told, ("2",)).split_off
        assert (new.signals, new.looks) == (NO_SIGNALS, 0)
