"""Replay: rebuilds the state of an order as the fold of its events."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import reduce
from typing import TYPE_CHECKING

from domain.events import Details, Event, EventKind, effective_events
from domain.item import Item
from domain.modifiers import whole
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from domain.order import Order


def replay(order: Order, events: tuple[Event, ...]) -> Order:
    """Rebuild an order from its events alone; every stored order must be equal to it.

    Of `order` only what no event changes is used (names, prices, the code), so any version of it will do.
    """
    placed = reduce(_before, reversed(effective_events(order.events)), order)
    # What was moved to another order has lost its place, and lines are placed in the order of their ids.
    items = sorted(placed.items, key=lambda item: int(item.id))
    blank = replace(
        placed,
        items=tuple(replace(i, state=i.first_state, started_at=None, done_at=None, held=False) for i in items),
        events=events,
        version=events[-1].version,
        rushed=False,
        closed=None,
        closed_at=None,
        held=False,
        fired_at=None,
        passed_at=None,
    )
    return reduce(_after, effective_events(events), blank)


def apply_events(order: Order, events: Sequence[Event]) -> Order:
    """Return the order after some more events, none of them an undo: equal to a replay of all of them, but quicker."""
    after = reduce(_after, events, order)
    return replace(after, events=(*order.events, *events), version=events[-1].version)


# Amendments know what stood before them: taken back one after another, the latest first, they lead to what was placed.
def _before(order: Order, event: Event) -> Order:
    match event.before, event.after:
        case Details() as details, _:
            return replace(order, **asdict(details))
        case None, Item() as added:
            return replace(order, items=tuple(item for item in order.items if item.id != added.id))
        case Item() as moved, None:
            return replace(order, items=(*order.items, moved))
        case Item() as before, Item() as after:
            kept = (item for item in order.items if before.id == after.id or item.id != after.id)
            return replace(order, items=tuple(_amended(item, before) for item in kept))
        case _:
            return order


def _after(order: Order, event: Event) -> Order:
    match event.kind:
        case EventKind.COLLECTED | EventKind.CANCELLED | EventKind.MERGED:
            return replace(order, closed=Stage(event.kind.value), closed_at=event.at)
        case EventKind.REOPENED:
            return replace(order, closed=None, closed_at=None)
        case EventKind.RUSHED:
            return replace(order, rushed=True)
        case EventKind.SCHEDULED:
            return replace(order, held=True)
        case EventKind.FIRED:
            return replace(order, held=False, fired_at=event.at)
        case EventKind.PLACED | EventKind.REQUOTED if event.quoted_for:
            return replace(order, quoted_for=event.quoted_for)
        case EventKind.AMENDED if isinstance(event.after, Details):
            return replace(order, **asdict(event.after))
        case EventKind.ITEM_ADDED | EventKind.ITEM_MOVED if isinstance(event.after, Item):
            return replace(order, items=(*order.items, event.after))
        case _ if event.item_id is not None:
            return replace(order, items=tuple(_items_after(order.items, event)))
        case _:
            return replace(order, passed_at=_passed_at(order, event))


def _passed_at(order: Order, event: Event) -> datetime | None:
    if event.kind in {EventKind.PREPARING, EventKind.RECEIVED}:
        return None
    if event.kind is EventKind.READY and order.by_expo:
        return order.passed_at or event.at  # one that was handed over and came back was passed before
    return order.passed_at


def _items_after(items: tuple[Item, ...], event: Event) -> Iterable[Item]:
    for item in items:
        if item.id != event.item_id:
            yield item
        elif event.kind is EventKind.ITEM_MOVED:
            continue
        elif event.kind is EventKind.ITEM_SPLIT and isinstance(event.after, Item):
            part = event.after
            yield replace(item, quantity=whole(item.quantity - part.quantity))
            yield replace(item, id=part.id, quantity=part.quantity)
        else:
            yield _item_after(item, event)


def _item_after(item: Item, event: Event) -> Item:
    match event.kind:
        case EventKind.ITEM_STARTED:
            return replace(item, state=ItemState.COOKING, started_at=event.at, held=False)
        case EventKind.ITEM_DONE:
            return replace(item, state=ItemState.DONE, done_at=event.at, held=False)
        case EventKind.ITEM_RECALLED:
            return replace(item, state=ItemState.COOKING, done_at=None, started_at=item.started_at or event.at)
        case EventKind.ITEM_RESTORED:
            return replace(item, state=item.first_state, started_at=None, done_at=None)
        case EventKind.ITEM_HELD | EventKind.ITEM_FIRED:
            return replace(item, held=event.kind is EventKind.ITEM_HELD)
        case EventKind.ITEM_CHANGED if isinstance(event.after, Item):
            return _amended(item, event.after)
        case _:
            return replace(item, state=ItemState.VOIDED)


def _amended(item: Item, wanted: Item) -> Item:
    """Return the item with what an amendment can change of it."""
    if item.id != wanted.id:
        return item
    return replace(item, quantity=wanted.quantity, note=wanted.note, modifiers=wanted.modifiers)
