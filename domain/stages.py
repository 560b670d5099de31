"""Stages: the states of items and orders, and the transitions of items by taps."""

from collections.abc import Iterable
from enum import StrEnum

from domain.commands import Tap


class ItemState(StrEnum):
    """State of an item. Items are the authority; the order's stage is derived from them."""

    QUEUED = "queued"
    COOKING = "cooking"
    DONE = "done"
    VOIDED = "voided"


class Stage(StrEnum):
    """Stage of an order. A scheduled one waits for its time, or for somebody to fire it, before the rail.

    A merged order has become part of another.
    """

    SCHEDULED = "scheduled"
    RECEIVED = "received"
    PREPARING = "preparing"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    MERGED = "merged"


OPEN = frozenset({Stage.SCHEDULED, Stage.RECEIVED, Stage.PREPARING, Stage.READY})
ON_RAIL = OPEN - {Stage.SCHEDULED}
# On the rail and in the queue of the stations.
UNFINISHED = frozenset({Stage.RECEIVED, Stage.PREPARING})
UNREADY = UNFINISHED | {Stage.SCHEDULED}
PENDING = frozenset({ItemState.QUEUED, ItemState.COOKING})

# Each pair that is missing is a decision: the tap is refused there.
NEXT: dict[tuple[ItemState, Tap], ItemState] = {
    (ItemState.QUEUED, Tap.START): ItemState.COOKING,
    (ItemState.QUEUED, Tap.BUMP): ItemState.DONE,
    (ItemState.QUEUED, Tap.VOID): ItemState.VOIDED,
    (ItemState.QUEUED, Tap.HOLD): ItemState.QUEUED,
    (ItemState.QUEUED, Tap.FIRE): ItemState.QUEUED,
    (ItemState.COOKING, Tap.BUMP): ItemState.DONE,
    (ItemState.COOKING, Tap.VOID): ItemState.VOIDED,
    (ItemState.DONE, Tap.RECALL): ItemState.COOKING,
    (ItemState.DONE, Tap.VOID): ItemState.VOIDED,
    (ItemState.VOIDED, Tap.RESTORE): ItemState.QUEUED,
}


def stage_of(states: Iterable[ItemState]) -> Stage:
    """Derive an open order's stage from its items; voided items count for nothing, unless all are."""
    kept = {state for state in states if state is not ItemState.VOIDED}
    if not kept:
        return Stage.CANCELLED
    if kept == {ItemState.DONE}:
        return Stage.READY
    return Stage.RECEIVED if kept == {ItemState.QUEUED} else Stage.PREPARING
