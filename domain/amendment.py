"""Amendment: the changes to a placed order, and the events that record them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.commands import Tap
from domain.errors import TapRefused
from domain.events import Details, Event, EventKind, effective_events
from domain.item import MAX_QUANTITY, Item
from domain.modifiers import whole
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from domain.modifiers import Modifier
    from domain.order import Order

# The most items of an order, however they came into it: more is not one guest's order.
MAX_ITEMS_OF_ORDER = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAmendment:
    """Changes to an item; None leaves a field as it is. What is above MAX_QUANTITY becomes further lines."""

    item_id: str
    quantity: float | None = None
    note: str | None = None
    modifiers: tuple[Modifier, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """Changes to an order; None leaves a field as it is. Items to add get their ids when they are added.

    `reason` is kept with each change.
    """

    guest_name: str | None = None
    note: str | None = None
    table: str | None = None
    service: str | None = None
    quoted_for: datetime | None = None
    items: tuple[ItemAmendment, ...] = ()
    add: tuple[Item, ...] = ()
    reason: str = ""


def amendment_events(order: Order, amendment: Amendment, at: datetime) -> list[Event]:
    """Return the events of an amendment, none if all stands so already; raises TapRefused or OrderNotFound.

    More portions of a dish that is cooking or done become a line of their own, because they are still to be cooked; so
    do those above MAX_QUANTITY. Where the lines that were added for an item make up its quantity already, it stays,
    unless the amendment names these lines, too.
    """
    blank = Event(kind=EventKind.AMENDED, at=at, version=order.version + 1, reason=amendment.reason)
    events = list(_details_events(order, amendment, blank))
    ids = new_ids(order)
    named = {one.item_id for one in amendment.items}
    for one in amendment.items:
        events += _item_events(order, one, named, ids, blank)
    for item in amendment.add:
        added = replace(item, id=next(ids))
        events.append(replace(blank, kind=EventKind.ITEM_ADDED, item_id=added.id, after=added))
    if len(order.items) + sum(event.kind is EventKind.ITEM_ADDED for event in events) > MAX_ITEMS_OF_ORDER:
        raise TapRefused(order.stage, Tap.AMEND)
    return events


def split_event(order: Order, item: Item, quantity: float, tap: Tap, at: datetime) -> Event:
    """Return the event that makes a part of an item a line of its own; raises TapRefused when it has not so much."""
    if quantity >= item.quantity or len(order.items) >= MAX_ITEMS_OF_ORDER:
        raise TapRefused(item.state, tap)
    part = replace(item, id=next(new_ids(order)), quantity=whole(quantity))
    version = order.version + 1
    return Event(kind=EventKind.ITEM_SPLIT, at=at, version=version, item_id=item.id, before=item, after=part)


def new_ids(order: Order) -> Iterator[str]:
    """Yield ids that no item of the order has or ever had, also none that was undone."""
    used = [int(item.id) for item in order.items]
    used += [int(event.item_id) for event in order.events if event.item_id]
    used += [int(event.after.id) for event in order.events if event.after and not isinstance(event.after, Details)]
    latest = max(used)
    while True:
        latest += 1
        yield str(latest)


def _details_events(order: Order, amendment: Amendment, blank: Event) -> Iterator[Event]:
    before = Details(order.guest_name, order.note, order.table, order.service)
    after = Details(
        before.guest_name if amendment.guest_name is None else amendment.guest_name,
        before.note if amendment.note is None else amendment.note,
        before.table if amendment.table is None else amendment.table,
        before.service if amendment.service is None else amendment.service,
    )
    if after != before:
        yield replace(blank, before=before, after=after)
    if amendment.quoted_for not in {None, order.quoted_for}:
        yield replace(blank, kind=EventKind.REQUOTED, quoted_for=amendment.quoted_for)


def _item_events(
    order: Order, wanted: ItemAmendment, named: AbstractSet[str], ids: Iterator[str], blank: Event
) -> Iterator[Event]:
    item = order.item(wanted.item_id)
    if item.state is ItemState.VOIDED:
        raise TapRefused(item.state, Tap.AMEND)
    quantity = item.quantity if wanted.quantity is None else wanted.quantity
    if quantity == whole(item.quantity + _quantity_added_for(order, item, named)):
        quantity = item.quantity
    is_more_of_begun = quantity > item.quantity and item.state is not item.first_state
    after = replace(
        item,
        quantity=item.quantity if is_more_of_begun else min(quantity, MAX_QUANTITY),
        note=item.note if wanted.note is None else wanted.note,
        modifiers=item.modifiers if wanted.modifiers is None else wanted.modifiers,
    )
    if after != item:
        yield replace(blank, kind=EventKind.ITEM_CHANGED, item_id=item.id, before=item, after=after)
    fresh = replace(after, state=item.first_state, started_at=None, done_at=None)
    more = quantity - after.quantity
    while more > 0:
        fresh = replace(fresh, id=next(ids), quantity=whole(min(more, MAX_QUANTITY)))
        yield replace(blank, kind=EventKind.ITEM_ADDED, item_id=fresh.id, before=after, after=fresh)
        more = round(more - MAX_QUANTITY, 3)


# A sender that repeats an amendment, because it has got no answer, means the portions that it has asked for already.
# One that names the lines which were added has got the answer.
def _quantity_added_for(order: Order, item: Item, named: AbstractSet[str]) -> float:
    added: set[str] = set()
    for event in effective_events(order.events):
        if isinstance(event.before, Item) and isinstance(event.after, Item):
            is_added = event.kind is EventKind.ITEM_ADDED and event.before.id == item.id
            is_part = event.kind is EventKind.ITEM_SPLIT and event.before.id in added
            added |= {event.after.id} if is_added or is_part else set()
    unnamed = added - named
    return sum(one.quantity for one in order.items if one.id in unnamed and one.state is not ItemState.VOIDED)
