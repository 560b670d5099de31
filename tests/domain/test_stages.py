"""The whole product of states and taps, written out: a dash is a decision, not an omission."""

import itertools
from datetime import timedelta

import pytest

from domain.commands import Tap, TapCommand
from domain.errors import OrderNotFound, TapRefused
from domain.stages import NEXT, ItemState, Stage, stage_of
from tests.support.world import EVENING, order_of

ITEMS = """
           start    bump   recall   void
queued     cooking  done   -        voided
cooking    -        done   -        voided
done       -        -      cooking  -
voided     -        -      -        -
"""

# Two items stand for all: what two can be, more are no different.
ORDERS = """
                    start      bump   recall     hand_over  cancel     requote       rush       postpone
queued+queued       preparing  ready  -          -          cancelled  received      received   received
queued+cooking      preparing  ready  -          -          cancelled  preparing     preparing  preparing
queued+done         preparing  ready  preparing  -          cancelled  preparing     preparing  preparing
queued+voided       preparing  ready  -          -          cancelled  received      received   received
cooking+cooking     -          ready  -          -          cancelled  preparing     preparing  preparing
cooking+done        -          ready  preparing  -          cancelled  preparing     preparing  preparing
cooking+voided      -          ready  -          -          cancelled  preparing     preparing  preparing
done+done           -          -      preparing  collected  cancelled  -             -          -
done+voided         -          -      preparing  collected  cancelled  -             -          -
voided+voided       -          -      -          -          -          -             -          -
collected           -          -      ready      -          -          -             -          -
cancelled           -          -      -          -          -          -             -          -
"""


def product(table: str) -> list[tuple[str, str, str]]:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [(row[0], tap, after) for row in rows for tap, after in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "tap", "after"), product(ITEMS))
def test_each_tap_moves_an_item_on_or_is_refused(state, tap, after):
    order = order_of(ItemState(state), ItemState.COOKING)
    if after == "-":
        with pytest.raises(TapRefused) as refusal:
            getattr(order, tap)(EVENING, "1")
        assert (refusal.value.state, refusal.value.tap) == (state, tap)
    else:
        assert getattr(order_reaching(state), tap)(EVENING, "1").order.item("1").state == after


@pytest.mark.parametrize(("states", "tap", "after"), product(ORDERS))
def test_each_tap_moves_an_order_on_or_is_refused(states, tap, after):
    order = order_reaching(*states.split("+"))
    if after == "-":
        with pytest.raises(TapRefused) as refusal:
            tapped(order, tap)
        assert (refusal.value.state, refusal.value.tap) == (order.stage, tap)
    else:
        assert tapped(order, tap).order.stage == after


def test_the_tables_name_every_state_and_every_tap():
    assert {row[0] for row in product(ITEMS)} == set(ItemState)
    assert {row[1] for row in product(ITEMS)} == {tap for _, tap in NEXT}
    pairs = {"+".join(pair) for pair in itertools.combinations_with_replacement(ItemState, 2)}
    assert {row[0] for row in product(ORDERS)} == pairs | {"collected", "cancelled"}
    assert {row[1] for row in product(ORDERS)} == set(Tap) - {Tap.VOID, Tap.UNDO}


@pytest.mark.parametrize("tap", [Tap.START, Tap.BUMP, Tap.RECALL, Tap.VOID])
@pytest.mark.parametrize("ended", ["collected", "cancelled"])
def test_no_tap_reaches_an_item_of_an_order_that_has_ended(ended, tap):
    order = order_reaching(ended)
    with pytest.raises(TapRefused):
        getattr(order, tap)(EVENING, "1")


@pytest.mark.parametrize("tap", [Tap.START, Tap.BUMP, Tap.RECALL, Tap.VOID])
def test_a_tap_on_an_item_that_is_not_there_finds_nothing(tap):
    with pytest.raises(OrderNotFound):
        getattr(order_of(ItemState.QUEUED), tap)(EVENING, "99")


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        ((), Stage.CANCELLED),
        ((ItemState.VOIDED,), Stage.CANCELLED),
        ((ItemState.QUEUED, ItemState.VOIDED), Stage.RECEIVED),
        ((ItemState.QUEUED, ItemState.DONE), Stage.PREPARING),
        ((ItemState.COOKING,), Stage.PREPARING),
        ((ItemState.DONE, ItemState.VOIDED), Stage.READY),
    ],
)
def test_an_open_order_stands_where_its_items_have_brought_it(states, stage):
    assert stage_of(states) is stage


def tapped(order, tap):
    said = TapCommand(Tap(tap), order.id, quoted_for=EVENING, span=timedelta(minutes=5))
    return said.apply(order, EVENING)


def order_reaching(*states):
    """Bring an order to these states by taps alone."""
    if states in {("collected",), ("cancelled",)}:
        ready = order_of(ItemState.QUEUED, ItemState.QUEUED).bump(EVENING).order
        return (ready.hand_over(EVENING) if states == ("collected",) else ready.cancel(EVENING)).order
    order = order_of(*[ItemState.QUEUED] * len(states))
    taps = {"cooking": order.start, "done": order.bump, "voided": order.void}
    for number, state in enumerate(states, 1):
        if state in taps:
            order = getattr(order, taps[state].__name__)(EVENING, str(number)).order
    return order
