"""Staff changes of an order of a source, unknown to it: what it said itself, apart from what they have done since."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, NamedTuple

from domain.events import Details, Event, EventKind, effective_events
from domain.item import Item
from domain.sources import CHANGED_AT_SOURCE, REMOVED_AT_SOURCE
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.order import Order


class SourceItem(NamedTuple):
    """An item as it stands, the same as the source said it, and the order that it was split off to."""

    item: Item
    said: Item
    other_id: str | None = None


class SourceItems(NamedTuple):
    """The items that the source said: those the order has, those split off it, and those the staff struck or undid."""

    kept: list[SourceItem]
    split_off: list[SourceItem]
    struck: list[SourceItem]


def items_of_source(order: Order) -> SourceItems:
    """Return the items of an order that came from its source, as the staff left them and as it said them.

    What was split off and merged into it again is kept. All else that was merged into it came from other orders, and
    what was added otherwise the staff have written themselves.
    """
    said = _Said(order.events)
    merged = {event.other_id for event in effective_events(order.events) if event.kind is EventKind.ITEM_ADDED}
    own = [SourceItem(item, said.item(item)) for item in order.items if item.id not in said.foreign]
    # What the staff struck is not added again; what they restored is not struck again.
    changed = {one.item.id for one in own if (one.item.state is ItemState.VOIDED) != (one.item.id in said.removed)}
    return SourceItems(
        [one for one in own if one.item.state is not ItemState.VOIDED and one.item.id not in changed],
        [one for one in said.gone if one.other_id not in merged],
        [
            *(one for one in own if one.item.id in changed),
            *(one for one in said.gone if one.other_id in merged),
            *said.undone,
        ],
    )


class SaidDetails(NamedTuple):
    """The details of an order as its source said them: `latest`, and `standing` without those that the staff undid."""

    latest: Details
    standing: Details


def details_of_source(order: Order) -> SaidDetails:
    """Return the details of an order as its source said them last."""
    said = None
    undone = _undone_versions(order.events)
    for event in _events_that_count(order.events):
        if not isinstance(event.before, Details) or not isinstance(event.after, Details):
            continue
        said = said or SaidDetails(event.before, event.before)
        if event.reason == CHANGED_AT_SOURCE:
            change = _details_changed(event.before, event.after, said.standing.note)
            latest = replace(said.latest, **change)
            said = SaidDetails(latest, said.standing if event.version in undone else replace(said.standing, **change))
    now = Details(order.guest_name, order.note, order.table, order.service)
    return said or SaidDetails(now, now)


def _details_changed(before: Details, after: Details, said_note: str) -> dict[str, str]:
    own = note_of_staff(before.note, said_note)
    is_same_note = after.note == before.note
    note = said_note if is_same_note else after.note.removesuffix(own).removesuffix("\n")
    old, new = asdict(replace(before, note=said_note)), asdict(replace(after, note=note))
    return {name: new[name] for name in new if new[name] != old[name]}


def note_of_staff(note: str, said: str) -> str:
    """Return the part of a note that its source did not say."""
    return "" if note == said else note.removeprefix(f"{said}\n").strip("\n")


def promise_of_source(order: Order) -> datetime | None:
    """Return the time (UTC) that the source asked for last, or that it was promised when the order was placed."""
    said = [event.quoted_for for event in _events_that_count(order.events) if _is_promise_of_source(event)]
    return said[-1] if said else None


def orders_with_its_dishes(order: Order) -> set[str]:
    """Return the ids of the orders that dishes of this one went to."""
    moves = (event for event in order.events if event.kind is EventKind.ITEM_MOVED and event.before)
    return {event.other_id for event in moves if event.other_id} | ({order.merged_into} if order.merged_into else set())


def _is_promise_of_source(event: Event) -> bool:
    is_requoted = event.kind is EventKind.REQUOTED and event.reason == CHANGED_AT_SOURCE
    return event.kind is EventKind.PLACED or is_requoted


def _undone_versions(events: Iterable[Event]) -> set[int | None]:
    return {event.undoes for event in events}


# The source has said what the staff have undone, too, and need not say it again.
def _events_that_count(events: tuple[Event, ...]) -> list[Event]:
    undone = _undone_versions(events)
    by_source = {event.version for event in events if event.reason in {CHANGED_AT_SOURCE, REMOVED_AT_SOURCE}}
    return [event for event in events if event.version not in undone or event.version in by_source]


class _Said:
    """What the source said of the items: it only adds and strikes lines itself; all else the staff have changed.

    `foreign` are ids of items that it did not say, `removed` of those that it struck last, `gone` what was split off
    and has not come back, `undone` what it added or struck a part of, and the staff have undone.
    """

    def __init__(self, events: tuple[Event, ...]) -> None:
        self._first: dict[str, Item] = {}
        self._more: dict[str, float] = {}
        self.foreign: set[str | None] = set()
        self.removed: set[str | None] = set()
        self.gone: list[SourceItem] = []
        self.undone: list[SourceItem] = []
        undone = _undone_versions(events)
        for event in _events_that_count(events):
            (self._follow_undone if event.version in undone else self._follow)(event)

    def item(self, item: Item) -> Item:
        first = self._first.get(item.id, item)
        quantity = max(0.0, round(item.quantity - self._more.get(item.id, 0.0), 3))
        return replace(item, quantity=quantity, note=first.note, modifiers=first.modifiers)

    def _follow(self, event: Event) -> None:
        match event:
            case Event(kind=EventKind.ITEM_VOIDED):
                (self.removed.add if event.reason == REMOVED_AT_SOURCE else self.removed.discard)(event.item_id)
            case Event(kind=EventKind.ITEM_MOVED, before=Item() as gone) if gone.id not in self.foreign:
                self.gone.append(SourceItem(gone, self.item(gone), event.other_id))
            case Event(kind=EventKind.ITEM_ADDED, after=Item() as added) if event.reason != CHANGED_AT_SOURCE:
                self._add(added, event.other_id)
            case Event(kind=EventKind.ITEM_CHANGED, before=Item() as before, after=Item() as after):
                self._first.setdefault(before.id, before)
                more = after.quantity - before.quantity
                self._more[before.id] = round(self._more.get(before.id, 0.0) + more, 3)
            case Event(kind=EventKind.ITEM_SPLIT, before=Item() as before, after=Item() as part):
                self._split(before, part)

    def _follow_undone(self, event: Event) -> None:
        match event:
            case Event(kind=EventKind.ITEM_VOIDED):
                self.removed.add(event.item_id)
            case Event(kind=EventKind.ITEM_ADDED, after=Item() as added):
                self.undone.append(SourceItem(added, added))
            case Event(kind=EventKind.ITEM_SPLIT, before=Item() as before, after=Item() as part):
                said = replace(self.item(before), quantity=part.quantity)
                self.undone.append(SourceItem(part, said))  # it may say these portions again
                self._more[before.id] = round(self._more.get(before.id, 0.0) + part.quantity, 3)

    # Of portions that the staff wrote the line keeps as many as it can.
    def _split(self, before: Item, part: Item) -> None:
        for ids in (self.foreign, self.removed):
            if before.id in ids:
                ids.add(part.id)
        if before.id in self._first:
            self._first[part.id] = self._first[before.id]
        more, left = self._more.get(before.id, 0.0), before.quantity - part.quantity
        if more > left:
            self._more[before.id], self._more[part.id] = left, round(more - left, 3)

    # What was split off and merged again is the same dish; what was struck there is left in `gone`.
    def _add(self, added: Item, other_id: str | None) -> None:
        there = [one for one in self.gone if other_id and (one.other_id, one.item.name) == (other_id, added.name)]
        if not there:
            self.foreign.add(added.id)
            return
        same = min(there, key=lambda one: (one.item.note, one.item.modifiers) != (added.note, added.modifiers))
        back = min(added.quantity, same.said.quantity)
        self._first[added.id], self._more[added.id] = same.said, round(added.quantity - back, 3)
        self.gone.remove(same)
        if left := round(same.said.quantity - back, 3):
            self.gone.append(same._replace(said=replace(same.said, quantity=left)))
