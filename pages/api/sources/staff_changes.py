"""Staff changes of an order of a source, unknown to it: what it said itself, apart from what they have done since."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

from domain.events import Details, EventKind, effective_events
from domain.item import Item
from domain.sources import CHANGED_AT_SOURCE, REMOVED_AT_SOURCE
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.events import Event
    from domain.order import Order


class SourceItem(NamedTuple):
    """An item as it stands, the same as the source said it, and the order that it was split off to."""

    item: Item
    said: Item
    other_id: str | None = None


class SourceItems(NamedTuple):
    """The items that the source said: those the order has, those split off it, and those the staff struck."""

    kept: list[SourceItem]
    split_off: list[SourceItem]
    struck: list[SourceItem]


def items_of_source(order: Order) -> SourceItems:
    """Return the items of an order that came from its source, as the staff left them and as it said them.

    What was split off and merged into it again is kept. All else that was merged into it came from other orders, and
    what was added otherwise the staff have written themselves.
    """
    events = effective_events(order.events)
    moves = [(event.before, event.other_id) for event in events if event.kind is EventKind.ITEM_MOVED]
    added = [event for event in events if event.kind is EventKind.ITEM_ADDED]
    targets, origins = {other_id for _, other_id in moves}, {event.other_id for event in added}
    foreign = {event.item_id for event in added if not _is_of_source(event, targets)}
    for event in events:  # parts of a line are lines of their own
        if isinstance(event.before, Item) and isinstance(event.after, Item) and event.before.id in foreign:
            foreign.add(event.after.id)
    gone = [(item, other_id) for item, other_id in moves if isinstance(item, Item) and other_id not in origins]
    reasons = {event.item_id: event.reason for event in events if event.kind is EventKind.ITEM_VOIDED}
    said = _Said(events)
    own = [SourceItem(item, said.item(item)) for item in order.items if item.id not in foreign]
    voided = [one for one in own if one.item.state is ItemState.VOIDED]
    return SourceItems(
        [one for one in own if one.item.state is not ItemState.VOIDED],
        [SourceItem(item, said.item(item), other_id) for item, other_id in gone if item.id not in foreign],
        [one for one in voided if reasons.get(one.item.id) != REMOVED_AT_SOURCE],
    )


def details_of_source(order: Order) -> Details:
    """Return the details of an order as its source said them last."""
    said = None
    for event in effective_events(order.events):
        if not isinstance(event.before, Details) or not isinstance(event.after, Details):
            continue
        said = said or event.before
        if event.reason == CHANGED_AT_SOURCE:
            own = note_of_staff(event.before.note, said.note)
            after = asdict(replace(event.after, note=event.after.note.removesuffix(own).removesuffix("\n")))
            before = asdict(replace(event.before, note=said.note))
            said = replace(said, **{name: after[name] for name in after if after[name] != before[name]})
    return said or Details(order.guest_name, order.note, order.table, order.service)


def note_of_staff(note: str, said: str) -> str:
    """Return the part of a note that its source did not say."""
    return "" if note == said else note.removeprefix(f"{said}\n")


def promise_of_source(order: Order) -> datetime | None:
    """Return the time (UTC) that the source asked for last, or that it was promised when the order was placed."""
    said = [event.quoted_for for event in effective_events(order.events) if _is_promise_of_source(event)]
    return said[-1] if said else None


def orders_with_its_dishes(order: Order) -> set[str]:
    """Return the ids of the orders that dishes of this one went to."""
    moves = (event for event in order.events if event.kind is EventKind.ITEM_MOVED and event.before)
    return {event.other_id for event in moves if event.other_id} | ({order.merged_into} if order.merged_into else set())


def _is_of_source(event: Event, targets: set[str | None]) -> bool:
    return event.other_id in targets if event.other_id else event.reason == CHANGED_AT_SOURCE


def _is_promise_of_source(event: Event) -> bool:
    is_requoted = event.kind is EventKind.REQUOTED and event.reason == CHANGED_AT_SOURCE
    return event.kind is EventKind.PLACED or is_requoted


class _Said:
    """What the source said of the items that the staff have changed: it only adds and strikes lines itself."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._first: dict[str, Item] = {}
        self._more: dict[str, float] = {}
        for event in events:
            if not isinstance(event.before, Item) or not isinstance(event.after, Item):
                continue
            if event.kind is EventKind.ITEM_CHANGED:
                self._first.setdefault(event.before.id, event.before)
                more = event.after.quantity - event.before.quantity
                self._more[event.before.id] = self._more.get(event.before.id, 0.0) + more
            elif event.kind is EventKind.ITEM_SPLIT and event.before.id in self._first:
                self._first[event.after.id] = self._first[event.before.id]

    def item(self, item: Item) -> Item:
        first = self._first.get(item.id, item)
        quantity = max(0.0, round(item.quantity - self._more.get(item.id, 0.0), 3))
        return replace(item, quantity=quantity, note=first.note, modifiers=first.modifiers)
