"""An order as its timeline tells it: every state is the fold of its events."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from domain.events import Event, EventKind, effective_events
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.item import Item
    from domain.order import Order


def replay(order: Order, events: tuple[Event, ...]) -> Order:
    """Rebuild an order from its events alone: what any page shows is this, or it is wrong.

    Of `order` only what no event changes is used (names, quantities, the code), so any version of it will do.
    """
    blank = replace(
        order,
        items=tuple(replace(i, state=ItemState.QUEUED, started_at=None, done_at=None) for i in order.items),
        events=events,
        version=events[-1].version,
        rushed=False,
        closed=None,
        closed_at=None,
    )
    return reduce(_after, effective_events(events), blank)


def apply_events(order: Order, events: Sequence[Event]) -> Order:
    """Return the order after some more events, none of them an undo: equal to a replay of all of them, but quicker."""
    after = reduce(_after, events, order)
    return replace(after, events=(*order.events, *events), version=events[-1].version)


def _after(order: Order, event: Event) -> Order:
    match event.kind:
        case EventKind.ITEM_STARTED | EventKind.ITEM_DONE | EventKind.ITEM_RECALLED | EventKind.ITEM_VOIDED:
            return replace(order, items=tuple(_items_after(order.items, event)))
        case EventKind.COLLECTED | EventKind.CANCELLED:
            return replace(order, closed=Stage(event.kind.value), closed_at=event.at)
        case EventKind.REOPENED:
            return replace(order, closed=None, closed_at=None)
        case EventKind.RUSHED:
            return replace(order, rushed=True)
        case EventKind.PLACED | EventKind.REQUOTED if event.quoted_for:
            return replace(order, quoted_for=event.quoted_for)
        case _:
            return order


def _items_after(items: tuple[Item, ...], event: Event) -> Iterable[Item]:
    return (_item_after(item, event) if item.id == event.item_id else item for item in items)


def _item_after(item: Item, event: Event) -> Item:
    match event.kind:
        case EventKind.ITEM_STARTED:
            return replace(item, state=ItemState.COOKING, started_at=event.at)
        case EventKind.ITEM_DONE:
            return replace(item, state=ItemState.DONE, done_at=event.at)
        case EventKind.ITEM_RECALLED:
            return replace(item, state=ItemState.COOKING, done_at=None, started_at=item.started_at or event.at)
        case _:
            return replace(item, state=ItemState.VOIDED)
