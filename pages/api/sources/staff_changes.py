"""Staff changes of an order of a source: what they have struck, split off or merged into it, unknown to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.events import EventKind, effective_events
from domain.item import Item
from domain.sources import REMOVED_AT_SOURCE
from domain.stages import ItemState

if TYPE_CHECKING:
    from domain.order import Order


class SourceItems(NamedTuple):
    """The items that are not of another order: those it has, those split off it, and those the staff struck."""

    kept: list[Item]
    split_off: list[Item]
    struck: list[Item]


def items_of_source(order: Order) -> SourceItems:
    """Return the items of an order that are not of another one, as the staff left them.

    What was split off and merged into it again is kept; all else that was merged into it came from other orders.
    """
    events = effective_events(order.events)
    moves = [(event.before, event.other_id) for event in events if event.kind is EventKind.ITEM_MOVED]
    merges = [(event.item_id, event.other_id) for event in events if event.kind is EventKind.ITEM_ADDED]
    targets, origins = {other_id for _, other_id in moves}, {other_id for _, other_id in merges}
    foreign = {item_id for item_id, other_id in merges if other_id not in {None, *targets}}
    for event in events:  # parts of a line are lines of their own
        if isinstance(event.before, Item) and isinstance(event.after, Item) and event.before.id in foreign:
            foreign.add(event.after.id)
    gone = [item for item, other_id in moves if isinstance(item, Item) and other_id not in origins]
    reasons = {event.item_id: event.reason for event in events if event.kind is EventKind.ITEM_VOIDED}
    own = [item for item in order.items if item.id not in foreign]
    struck = [item for item in own if item.state is ItemState.VOIDED and reasons.get(item.id) != REMOVED_AT_SOURCE]
    kept = [item for item in own if item.state is not ItemState.VOIDED]
    return SourceItems(kept, [item for item in gone if item.id not in foreign], struck)


def orders_with_its_dishes(order: Order) -> set[str]:
    """Return the ids of the orders that dishes of this one went to."""
    moves = (event for event in order.events if event.kind is EventKind.ITEM_MOVED and event.before)
    return {event.other_id for event in moves if event.other_id} | ({order.merged_into} if order.merged_into else set())
