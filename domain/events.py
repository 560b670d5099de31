"""What the timeline can say. An order is the fold of its events, so they are its memory."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """One kind a line of the timeline. The stage kinds record where the items' changes have brought the order."""

    PLACED = "placed"
    ITEM_STARTED = "item_started"
    ITEM_DONE = "item_done"
    ITEM_RECALLED = "item_recalled"
    ITEM_VOIDED = "item_voided"
    RECEIVED = "received"
    PREPARING = "preparing"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    REQUOTED = "requoted"
    RUSHED = "rushed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an order.

    `at` is UTC; `version` is the order's version that the change made; `item_id` only for the item kinds;
    `quoted_for` (UTC) for PLACED and REQUOTED; `undoes` is the version that an UNDONE event takes back.
    """

    kind: EventKind
    at: datetime
    version: int
    item_id: str | None = None
    reason: str = ""
    quoted_for: datetime | None = None
    undoes: int | None = None


def effective_events(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that still hold: those of undone changes, and the undoing itself, left out."""
    undone = {event.undoes for event in events}
    return tuple(event for event in events if event.version not in undone and event.kind is not EventKind.UNDONE)
