"""An order can be changed after it was placed, and each change can be taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import amendment as amending
from domain.amendment import Amendment, ItemAmendment
from domain.errors import OrderNotFound, TapRefused
from domain.events import EventKind, unseen_changes
from domain.item import Item
from domain.modifiers import Modifier
from domain.replay import replay
from domain.retries import RETRY_SPAN, find_same_change
from domain.stages import ItemState, Stage
from tests.support.world import EVENING, order_of

SOON = EVENING + timedelta(minutes=1)
SOUP = Item(id="0", name="Soup")
CHEESE = (Modifier(name="extra cheese"),)


@pytest.fixture
def order():
    placed = order_of(ItemState.QUEUED, ItemState.QUEUED)
    return replace(placed, items=tuple(replace(item, quantity=4) for item in placed.items))


def amended(order, **said):
    return order.amend(SOON, Amendment(**said)).order


def item_amended(order, item_id="1", **said):
    return amended(order, items=(ItemAmendment(item_id=item_id, **said),))


def quantities(order):
    return [(item.id, item.quantity, item.state.value) for item in order.items]


def test_details_are_changed_and_the_others_stay(order):
    after = amended(order, guest_name="Bea", table="12")
    assert (after.guest_name, after.table, after.note, after.version) == ("Bea", "12", "", 2)
    assert amended(after, note="no salt", service="pickup").guest_name == "Bea"


def test_what_stands_already_is_no_change(order):
    change = order.amend(SOON, Amendment(guest_name="", items=(ItemAmendment(item_id="1", quantity=4),)))
    assert (change.order, change.events, change.notices) == (order, (), ())


def test_a_dish_is_added_with_an_id_of_its_own(order):
    after = amended(order, add=(SOUP, SOUP))
    assert [item.id for item in after.items] == ["1", "2", "3", "4"]
    undone = after.undo(SOON).order
    assert [item.id for item in undone.items] == ["1", "2"]
    assert amended(undone, add=(SOUP,)).items[-1].id == "5"


def test_promise_of_a_ready_order_may_be_repeated(order):
    ready = order.bump(EVENING).order
    after = ready.amend(SOON, Amendment(table="7", quoted_for=ready.quoted_for)).order
    assert (after.table, after.stage, after.quoted_for) == ("7", Stage.READY, ready.quoted_for)
    with pytest.raises(TapRefused):
        ready.amend(SOON, Amendment(quoted_for=ready.quoted_for + timedelta(minutes=1)))


def test_dish_added_to_a_ready_order_is_still_to_cook(order):
    ready = order.bump(EVENING).order
    change = ready.amend(SOON, Amendment(add=(SOUP,)))
    assert change.order.stage is Stage.PREPARING
    assert [notice.kind.value for notice in change.notices] == ["not_ready"]


def test_quantity_note_and_options_of_a_dish_change(order):
    after = item_amended(order, quantity=2.5, note="mild", modifiers=CHEESE)
    item = after.item("1")
    assert (item.quantity, item.note, item.modifiers) == (2.5, "mild", CHEESE)


@pytest.mark.parametrize("tap", ["start", "bump"])
def test_more_of_what_is_begun_is_a_line_of_its_own(order, tap):
    begun = getattr(order, tap)(EVENING, "1").order
    after = item_amended(begun, quantity=6, note="mild")
    state = begun.item("1").state.value
    assert quantities(after) == [("1", 4, state), ("2", 4, "queued"), ("3", 2, "queued")]
    assert after.item("3").note == "mild"
    assert quantities(item_amended(begun, quantity=1))[0] == ("1", 1, state)


def test_a_promise_moves_with_an_amendment(order):
    later = EVENING + timedelta(hours=1)
    assert amended(order, quoted_for=later).quoted_for == later
    with pytest.raises(TapRefused):
        amended(order.bump(EVENING).order, quoted_for=later)


@pytest.mark.parametrize("end", ["cancel", "hand_over"])
def test_what_has_ended_is_not_amended(order, end):
    ended = getattr(order.bump(EVENING).order, end)(EVENING).order
    with pytest.raises(TapRefused):
        amended(ended, note="x")


def test_what_is_struck_or_not_there_is_not_amended(order):
    with pytest.raises(TapRefused):
        item_amended(order.void(EVENING, "1").order, note="x")
    with pytest.raises(OrderNotFound):
        item_amended(order, "9", note="x")
    with pytest.raises(TapRefused):
        order.amend(SOON, None)


def test_an_order_does_not_grow_without_bounds(order, monkeypatch):
    monkeypatch.setattr(amending, "MAX_ITEMS_OF_ORDER", 3)
    full = amended(order, add=(SOUP,))
    with pytest.raises(TapRefused):
        amended(full, add=(SOUP,))
    with pytest.raises(TapRefused):
        full.void(SOON, "1", quantity=1)


class TestSplitting:
    def test_a_part_is_struck(self, order):
        after = order.void(SOON, "1", "sold out", 2).order
        assert quantities(after) == [("1", 2, "queued"), ("3", 2, "voided"), ("2", 4, "queued")]

    def test_a_part_is_done(self, order):
        cooking = order.start(EVENING).order
        after = cooking.bump(SOON, "2", 0.35).order
        assert quantities(after)[1:] == [("2", 3.65, "cooking"), ("3", 0.35, "done")]
        assert after.item("3").started_at == EVENING

    def test_the_whole_is_no_part(self, order):
        assert quantities(order.bump(SOON, "1", 4).order) == [("1", 4, "done"), ("2", 4, "queued")]

    def test_more_than_there_is_is_refused(self, order):
        with pytest.raises(TapRefused):
            order.bump(SOON, "1", 5)


class TestTakingBack:
    @pytest.mark.parametrize(
        "change",
        [
            lambda order: order.amend(SOON, Amendment(guest_name="Bea", add=(SOUP,))),
            lambda order: order.amend(SOON, Amendment(items=(ItemAmendment(item_id="1", quantity=1, note="x"),))),
            lambda order: order.void(SOON, "1", quantity=1),
            lambda order: order.hold(SOON, "1"),
            lambda order: order.hold(SOON),
        ],
    )
    def test_an_undo_leads_back_to_what_stood_before(self, order, change):
        before = amended(order, note="first")
        undone = change(before).order.undo(SOON).order
        assert replace(undone, events=(), version=0) == replace(before, events=(), version=0)

    def test_any_state_leads_to_any_other_by_its_timeline(self, order):
        states = [order]
        for change in (
            lambda o: o.void(SOON, "1", quantity=1),
            lambda o: o.amend(SOON, Amendment(note="x", add=(SOUP,))),
            lambda o: o.bump(SOON, "3", 0.5) if o.item("3").quantity > 1 else o.start(SOON, "2"),
            lambda o: o.amend(SOON, Amendment(items=(ItemAmendment(item_id="2", quantity=9),))),
            lambda o: o.restore(SOON, "3"),
            lambda o: o.cancel(SOON),
            lambda o: o.reopen(SOON),
        ):
            states.append(change(states[-1]).order)
        for before in states:
            for after in states[1:]:
                assert replay(before, after.events) == after


class TestUnseenChanges:
    def test_a_cook_reads_what_changed_until_it_was_seen(self, order):
        changed = item_amended(amended(order, note="x", add=(SOUP,)), "2", quantity=1)
        assert unseen_changes(changed.events) == {None, "2", "3"}
        assert unseen_changes(changed.start(SOON, "2").order.events) == {None, "3"}
        seen = changed.acknowledge(SOON).order
        assert unseen_changes(seen.events) == frozenset()
        assert seen.events[-1].kind is EventKind.ACKNOWLEDGED

    def test_what_was_undone_is_not_to_be_seen(self, order):
        assert unseen_changes(amended(order, note="x").undo(SOON).order.events) == frozenset()

    def test_where_nothing_changed_nothing_is_seen(self, order):
        with pytest.raises(TapRefused):
            order.acknowledge(SOON)


def test_order_with_all_dishes_struck_is_reopened(order):
    struck = order.void(EVENING, "1").order.void(EVENING, "2").order
    assert struck.stage is Stage.CANCELLED
    assert [item.state for item in struck.reopen(SOON).order.items] == [ItemState.QUEUED] * 2


class TestRepeatedQuantities:
    """A sender that got no answer sends its amendment once more: no portion is cooked twice by that."""

    @pytest.mark.parametrize("tap", ["start", "bump"])
    def test_more_of_what_is_begun_is_added_once(self, order, tap):
        more = item_amended(getattr(order, tap)(EVENING, "1").order, quantity=6)
        assert item_amended(more, quantity=6) == more
        seen = more.acknowledge(SOON).order
        assert item_amended(seen, quantity=6) == seen
        begun = seen.bump(SOON, "3", 1).order
        assert item_amended(begun, quantity=6) == begun

    def test_a_still_greater_quantity_counts(self, order):
        more = item_amended(order.start(EVENING, "1").order, quantity=6)
        assert quantities(item_amended(more, quantity=7))[2:] == [("3", 2, "queued"), ("4", 3, "queued")]

    def test_more_is_added_beside_what_is_named(self, order):
        more = item_amended(order.start(EVENING, "1").order, quantity=6)
        named = tuple(ItemAmendment(item_id=item_id, quantity=quantity) for item_id, quantity in (("1", 6), ("3", 2)))
        again = amended(more, items=named)
        assert quantities(again)[2:] == [("3", 2, "queued"), ("4", 2, "queued")]
        assert amended(again, items=named) == again

    def test_what_was_struck_or_undone_is_added_again(self, order):
        more = item_amended(order.start(EVENING, "1").order, quantity=6)
        for before in (more.void(SOON, "3").order, more.undo(SOON).order):
            assert quantities(item_amended(before, quantity=6))[-1] == ("4", 2, "queued")

    def test_more_than_a_line_may_have_is_added_once(self, order):
        many = item_amended(order, quantity=200.5, note="mild")
        assert quantities(many) == [
            ("1", 99, "queued"),
            ("2", 4, "queued"),
            ("3", 99, "queued"),
            ("4", 2.5, "queued"),
        ]
        assert {many.item(one).note for one in "134"} == {"mild"}
        assert item_amended(many, quantity=200.5, note="mild") == many
        assert replay(many, many.events) == many
        assert many.undo(SOON).order.items == order.items


class TestSameChange:
    def test_it_is_found_among_the_latest(self, order):
        assert find_same_change(order) is None
        once = amended(order, add=(SOUP,))
        assert find_same_change(once) is None
        twice = amended(once.acknowledge(SOON).order, add=(SOUP,))
        assert find_same_change(twice) == SOON
        assert find_same_change(twice.undo(SOON).order) is None
        assert find_same_change(amended(once, add=(replace(SOUP, note="hot"),))) is None

    def test_other_taps_on_a_part_are_no_retry(self, order):
        struck = order.void(EVENING, "1", quantity=1).order
        assert find_same_change(struck.bump(EVENING, "1", 1).order) is None
        assert find_same_change(struck.void(EVENING, "1", quantity=1).order) == EVENING
        assert find_same_change(struck.void(EVENING + RETRY_SPAN * 2, "1", quantity=1).order) is None
        assert find_same_change(struck.start(EVENING).order) is None
