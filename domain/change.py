"""Change: what one command does to an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.events import Event, EventKind
from domain.notices import Notice, notices_of_change
from domain.replay import apply_events, replay

if TYPE_CHECKING:
    from domain.order import Order
    from domain.stages import Stage


@dataclass(frozen=True, slots=True)
class Change:
    """The result of a command: the new order, its events, the notices for the guest, and the stage before.

    Without events nothing has changed: the order was already as requested.
    """

    order: Order
    events: tuple[Event, ...]
    notices: tuple[Notice, ...]
    before: Stage


def change_by(order: Order, events: list[Event]) -> Change:
    """Return the change that these events make, with the stage that they lead to."""
    if not events:
        return Change(order, (), (), order.stage)
    is_undo = events[0].kind is EventKind.UNDONE
    after = replay(order, (*order.events, *events)) if is_undo else apply_events(order, events)
    # An undo is the last word of its change: the stage it leads back to was told before, and still stands.
    is_told = is_undo or after.stage.value in {event.kind.value for event in events}
    if after.stage is not order.stage and not is_told:
        reached = Event(kind=EventKind(after.stage.value), at=events[0].at, version=events[0].version)
        events = [*events, reached]
        after = apply_events(after, [reached])
    return Change(after, tuple(events), notices_of_change(order.stage, after.stage), order.stage)
