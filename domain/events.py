"""Events: the timeline of an order, whose state is the fold of its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.item import Item


class EventKind(StrEnum):
    """Kind of an event. The stage kinds record the stage that follows from changes of items."""

    PLACED = "placed"
    ITEM_STARTED = "item_started"
    ITEM_DONE = "item_done"
    ITEM_RECALLED = "item_recalled"
    ITEM_VOIDED = "item_voided"
    ITEM_RESTORED = "item_restored"
    ITEM_ADDED = "item_added"
    ITEM_CHANGED = "item_changed"
    ITEM_SPLIT = "item_split"
    ITEM_MOVED = "item_moved"
    ITEM_HELD = "item_held"
    ITEM_FIRED = "item_fired"
    SCHEDULED = "scheduled"
    RECEIVED = "received"
    PREPARING = "preparing"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    MERGED = "merged"
    REOPENED = "reopened"
    FIRED = "fired"
    REQUOTED = "requoted"
    RUSHED = "rushed"
    AMENDED = "amended"
    ACKNOWLEDGED = "acknowledged"
    CALLED = "called"
    UNDONE = "undone"


AMENDING = {EventKind.AMENDED, EventKind.ITEM_ADDED, EventKind.ITEM_CHANGED, EventKind.ITEM_RESTORED}


@dataclass(frozen=True, slots=True)
class Details:
    """What an amendment can change of an order, apart from its items and its promise."""

    guest_name: str
    note: str
    table: str
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of an order.

    `at` is UTC; `version` is the order's version that the change made; `item_id` only for the item kinds;
    `quoted_for` (UTC) for PLACED and REQUOTED; `undoes` is the version that an UNDONE event takes back. `before`
    and `after` say what an amendment or a split changed: an item, or details of the order. `other_id` is the order that
    an item went to or came from.
    """

    kind: EventKind
    at: datetime
    version: int
    item_id: str | None = None
    reason: str = ""
    quoted_for: datetime | None = None
    undoes: int | None = None
    before: Item | Details | None = None
    after: Item | Details | None = None
    other_id: str | None = None


def effective_events(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that still hold: those of undone changes, and the undoing itself, left out."""
    undone = {event.undoes for event in events}
    return tuple(event for event in events if event.version not in undone and event.kind is not EventKind.UNDONE)


def is_transfer(events: tuple[Event, ...], version: int) -> bool:
    """Whether this version's change moved items to or from another order: only the opposite move takes it back."""
    return any(event.other_id is not None for event in events if event.version == version)


def unseen_changes(events: tuple[Event, ...]) -> frozenset[str | None]:
    """Return the ids of items that were amended and not looked at since; None stands for the order's details.

    A cook has seen a change once it is acknowledged or the item is tapped.
    """
    unseen: set[str | None] = set()
    for event in effective_events(events):
        if event.kind is EventKind.ACKNOWLEDGED:
            unseen.clear()
        elif event.kind in AMENDING:
            unseen.add(event.item_id)
        else:
            unseen.discard(event.item_id or "")
    return frozenset(unseen)
