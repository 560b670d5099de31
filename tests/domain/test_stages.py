"""The table of all states and taps; a dash means that the tap is refused."""

import itertools
from datetime import timedelta

import pytest

from domain.commands import TRANSFERS, Tap, TapCommand
from domain.errors import OrderNotFound, TapRefused
from domain.stages import NEXT, ItemState, Stage, stage_of
from tests.support.world import EVENING, order_of

ITEMS = """
           start    bump   recall   void    restore  fire    hold
queued     cooking  done   -        voided  -        -       queued
held       cooking  done   -        voided  -        queued  -
cooking    -        done   -        voided  -        -       -
done       -        -      cooking  voided  -        -       -
voided     -        -      -        -       queued   -       -
"""

# Two items stand for all: what two can be, more are no different.
ORDERS = """
                start     bump  recall    hand_over cancel    requote   rush      postpone  fire     hold      reopen   call
queued+queued   preparing ready -         -         cancelled received  received  received  -        scheduled -        -
queued+cooking  preparing ready -         -         cancelled preparing preparing preparing -        -         -        -
queued+done     preparing ready preparing -         cancelled preparing preparing preparing -        -         -        -
queued+voided   preparing ready -         -         cancelled received  received  received  -        scheduled -        -
cooking+cooking -         ready -         -         cancelled preparing preparing preparing -        -         -        -
cooking+done    -         ready preparing -         cancelled preparing preparing preparing -        -         -        -
cooking+voided  -         ready -         -         cancelled preparing preparing preparing -        -         -        -
done+done       -         -     preparing collected cancelled -         -         -         -        -         -        ready
done+voided     -         -     preparing collected cancelled -         -         -         -        -         -        ready
voided+voided   -         -     -         -         -         -         -         -         -        -         received -
scheduled       preparing ready -         -         cancelled scheduled -         scheduled received -         -        -
collected       -         -     ready     -         -         -         -         -         -        -         ready    -
cancelled       -         -     -         -         -         -         -         -         -        -         ready    -
"""  # noqa: E501  a row for each state


def product(table: str) -> list[tuple[str, str, str]]:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [(row[0], tap, after) for row in rows for tap, after in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize(("state", "tap", "after"), product(ITEMS))
def test_each_tap_moves_an_item_on_or_is_refused(state, tap, after):
    order = order_reaching(state, "cooking")
    if after == "-":
        with pytest.raises(TapRefused) as refusal:
            getattr(order, tap)(EVENING, "1")
        assert (refusal.value.state, refusal.value.tap) == (order.item("1").state, tap)
    else:
        assert getattr(order, tap)(EVENING, "1").order.item("1").state == after


@pytest.mark.parametrize(("states", "tap", "after"), product(ORDERS))
def test_each_tap_moves_an_order_on_or_is_refused(states, tap, after):
    order = order_reaching(*states.split("+"))
    if after == "-":
        with pytest.raises(TapRefused) as refusal:
            tapped(order, tap)
        assert (refusal.value.state, refusal.value.tap) == (order.stage, tap)
    else:
        assert tapped(order, tap).order.stage == after


# An undo takes back whatever was last, an amendment has its own tests.
NOT_IN_THE_TABLE = {Tap.VOID, Tap.RESTORE, Tap.UNDO, Tap.AMEND, Tap.ACKNOWLEDGE, *TRANSFERS}


def test_the_tables_name_every_state_and_every_tap():
    assert {row[0] for row in product(ITEMS)} == {*ItemState, "held"}
    assert {row[1] for row in product(ITEMS)} == {tap for _, tap in NEXT}
    pairs = {"+".join(pair) for pair in itertools.combinations_with_replacement(ItemState, 2)}
    assert {row[0] for row in product(ORDERS)} == pairs | {"scheduled", "collected", "cancelled"}
    assert {row[1] for row in product(ORDERS)} == set(Tap) - NOT_IN_THE_TABLE


@pytest.mark.parametrize("tap", sorted({tap for _, tap in NEXT}))
@pytest.mark.parametrize("ended", ["collected", "cancelled"])
def test_no_tap_reaches_an_item_of_an_ended_order(ended, tap):
    order = order_reaching(ended)
    with pytest.raises(TapRefused):
        getattr(order, tap)(EVENING, "1")


@pytest.mark.parametrize("tap", sorted({tap for _, tap in NEXT}))
def test_tap_on_a_missing_item_finds_nothing(tap):
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
def test_open_order_stands_where_its_items_are(states, stage):
    assert stage_of(states) is stage


def tapped(order, tap):
    said = TapCommand(Tap(tap), order.id, quoted_for=EVENING, span=timedelta(minutes=5))
    return said.apply(order, EVENING)


def order_reaching(*states):
    """Bring an order to these states by taps alone."""
    order = order_of(*[ItemState.QUEUED] * max(2, len(states)))
    match states:
        case ("scheduled",):
            return order.hold(EVENING).order
        case ("collected",):
            return order.bump(EVENING).order.hand_over(EVENING).order
        case ("cancelled",):
            return order.bump(EVENING).order.cancel(EVENING).order
    order = order_of(*[ItemState.QUEUED] * len(states))
    taps = {"cooking": "start", "done": "bump", "voided": "void", "held": "hold"}
    for number, state in enumerate(states, 1):
        if state in taps:
            order = getattr(order, taps[state])(EVENING, str(number)).order
    return order
