"""Idempotency: recognizes drafts and taps that were sent before, so that a retry is done once.

Without an id a retry of some changes cannot be told from a second change; those are done, and their sender is told.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from domain.errors import IntakeConflict
from domain.events import EventKind, effective_events
from domain.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from domain.commands import TapCommand
    from domain.events import Event
    from domain.intake import Draft
    from domain.order import Order
    from domain.ports import UnitOfWork

# An Idempotency-Key counts this long within its source.
KEY_LIFE = timedelta(hours=24)
# A sender that got no answer repeats its change within this time.
RETRY_SPAN = timedelta(minutes=2)
_COUNTED = {EventKind.ITEM_ADDED, EventKind.ITEM_SPLIT}


async def find_placed(work: UnitOfWork, draft: Draft, key: str | None, day: date, now: datetime) -> str | None:
    """Return the id of the order that this draft has made before, or None; raises IntakeConflict for another draft."""
    if not (known := await work.find_intake(draft, key, day, since=now - KEY_LIFE)):
        return None
    field, order_id = known
    if await work.read_fingerprint(order_id) != draft.fingerprint:
        raise IntakeConflict(field, order_id)
    return order_id


async def is_repeated(work: UnitOfWork, command: TapCommand) -> bool:
    """Whether the tap was done before; raises IntakeConflict when its id was of another tap, or on another order."""
    if command.tap_id is None or not (known := await work.find_tap(command.tap_id)):
        return False
    order_id, digest = known
    if order_id != command.order_id or digest not in {None, command.digest}:
        raise IntakeConflict("tap_id")
    return True


def find_same_change(order: Order) -> datetime | None:
    """Return when (UTC) an earlier change did what the order's latest change did once more, within RETRY_SPAN; or None.

    Only what counts twice is looked at: items that were added, parts that were struck, finished or split off.
    """
    changes = [list(events) for _, events in groupby(effective_events(order.events), lambda event: event.version)]
    latest = changes[-1]
    since, said = latest[0].at - RETRY_SPAN, _said(order, latest)
    if not said or latest[0].version != order.version:
        return None
    earlier = (one for one in reversed(changes[:-1]) if one[0].at >= since and any(e.kind in _COUNTED for e in one))
    return next((one[0].at for one in earlier if _said(order, one) == said), None)


# A part is named by the item that it was taken from, for that is what the sender named.
def _said(order: Order, events: Iterable[Event]) -> list[tuple[object, ...]]:
    quantities = {item.id: item.quantity for item in order.items}
    origins: dict[str | None, str | None] = {}
    said: list[tuple[object, ...]] = []
    for event in events:
        if event.kind is EventKind.ITEM_SPLIT and isinstance(event.after, Item):
            origins[event.after.id] = event.item_id
        elif event.kind is EventKind.ITEM_ADDED and event.other_id is None and isinstance(event.after, Item):
            added = event.after
            said.append((added.name, added.quantity, added.note, added.modifiers))
        elif event.item_id is not None:
            part = event.before.quantity if isinstance(event.before, Item) else quantities.get(event.item_id)
            said.append((event.kind, origins.get(event.item_id, event.item_id), part))
    return said
