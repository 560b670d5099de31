"""Transfers: items that move between orders, when one becomes part of another or a part becomes an order of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.amendment import MAX_ITEMS_OF_ORDER, Amendment, amendment_events, new_ids, split_event
from domain.change import Change, change_by
from domain.commands import Tap
from domain.errors import TapRefused
from domain.events import Event, EventKind
from domain.guest_signals import NO_SIGNALS, join_signals
from domain.intake import MAX_NOTE_CHARS, new_identity
from domain.menu import MAX_NAME_CHARS
from domain.notices import Notice, NoticeKind
from domain.replay import apply_events
from domain.stages import UNREADY, ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from domain.commands import Part
    from domain.item import Item
    from domain.order import Order


@dataclass(frozen=True, slots=True)
class Transfer:
    """A change of one order, with what became of the other: `merged` has ended in it, `split_off` came from it."""

    change: Change
    merged: Change | None = None
    split_off: Order | None = None


def merge(order: Order, other: Order, at: datetime) -> Transfer:
    """Move all items of another order into this one; the other ends with it. Raises TapRefused.

    The later promise holds for both, and so do both notes and names, what either guest told, and that one of them is
    to be cooked first. Who was told that the other is ready is told that it is not, while this one cooks. To merge it
    once more changes nothing.
    """
    if other.merged_into == order.id:
        return Transfer(change_by(order, []))
    fits = order.is_open and other.is_open and order.held == other.held and order.id != other.id
    moved = [item for item in other.items if item.state is not ItemState.VOIDED]
    if not fits or len(order.items) + len(moved) > MAX_ITEMS_OF_ORDER:
        raise TapRefused(order.stage, Tap.MERGE)
    blank = Event(kind=EventKind.ITEM_ADDED, at=at, version=order.version + 1, other_id=other.id)
    ids = new_ids(order)
    added = [replace(item, id=next(ids)) for item in moved]
    events = [replace(blank, item_id=item.id, after=item) for item in added]
    if order.by_expo and not order.passed_at and order.stage is other.stage is Stage.READY and other.passed_at:
        # These drinks were ready by themselves, and the expo has looked at all that is cooked.
        events.insert(0, replace(blank, kind=EventKind.READY, at=other.passed_at))
    if other.rushed and not order.rushed and other.stage in UNREADY:
        events.append(replace(blank, kind=EventKind.RUSHED))
    is_begun = other.stage is not Stage.RECEIVED  # else the stage changes by itself
    if order.passed_at and not other.passed_at and is_begun and any(not item.off_rail for item in moved):
        events.append(replace(blank, kind=EventKind.PREPARING))  # the expo has not looked at these yet
    details = [replace(event, other_id=other.id) for event in amendment_events(order, _joined(order, other), at)]
    end = Event(kind=EventKind.MERGED, at=at, version=other.version + 1, other_id=order.id)
    joined = replace(
        order,
        signals=join_signals(order.signals, other.signals),
        phone=order.phone or other.phone,
        language=order.language or other.language,
    )
    change = change_by(joined, [*events, *details])
    if other.stage is Stage.READY and change.order.stage in UNREADY and not change.notices:
        change = replace(change, notices=(Notice(NoticeKind.NOT_READY),))
    return Transfer(change, merged=change_by(other, [end]))


def split(order: Order, parts: Collection[Part], taken: Collection[str], at: datetime) -> Transfer:
    """Move some items, or a part of their quantity, into an order of their own; raises TapRefused or OrderNotFound.

    It has its own pickup code, none of those `taken`, and its own link. Both orders must keep a dish. To split whole
    items off once more changes nothing.
    """
    if parts and split_off_to(order, parts):
        return Transfer(change_by(order, []))
    if not order.is_open or not parts or len({part.item_id for part in parts}) < len(parts):
        raise TapRefused(order.stage, Tap.SPLIT)
    new_id, token, code = new_identity(taken)
    before = order
    events: list[Event] = []
    moved: list[Item] = []
    for part in parts:
        step, item = _moving(before, part, new_id, at)
        before = replace(apply_events(before, step), version=order.version)
        events += step
        moved.append(item)
    if all(item.state is ItemState.VOIDED for item in before.items):
        raise TapRefused(order.stage, Tap.SPLIT)
    return Transfer(change_by(order, events), split_off=_split_off(order, (new_id, token, code), moved, at))


def split_off_to(order: Order, parts: Collection[Part]) -> str | None:
    """Return the id of the order to which all of these items were split off, or None."""
    moves = (event for event in order.events if event.kind is EventKind.ITEM_MOVED and event.before)
    targets = {event.item_id: event.other_id for event in moves}
    found = {targets.get(part.item_id) for part in parts}
    return found.pop() if len(found) == 1 else None


def find_split_off(order: Order, parts: Collection[Part], version: int | None) -> str | None:
    """Return the id of the order that a split has made, or None.

    Where the version that the split made is not known, it is the order that has all of these items, or else the latest.
    """
    moves = [event for event in order.events if event.kind is EventKind.ITEM_MOVED and event.before]
    made = {event.version: event.other_id for event in moves}
    return made.get(version or 0) or split_off_to(order, parts) or next(reversed(made.values()), None)


def _moving(order: Order, part: Part, new_id: str, at: datetime) -> tuple[list[Event], Item]:
    item = order.item(part.item_id)
    if item.state is ItemState.VOIDED:
        raise TapRefused(item.state, Tap.SPLIT)
    events = []
    if part.quantity not in {None, item.quantity}:
        events.append(split_event(order, item, part.quantity or 0, Tap.SPLIT, at))
        item = apply_events(order, events).item(next(new_ids(order)))
    version = order.version + 1
    gone = Event(kind=EventKind.ITEM_MOVED, at=at, version=version, item_id=item.id, before=item, other_id=new_id)
    return [*events, gone], item


def _split_off(order: Order, identity: tuple[str, str, str], moved: list[Item], at: datetime) -> Order:
    new_id, token, code = identity
    blank = replace(
        order, id=new_id, token=token, pickup_code=code, items=(), events=(), version=1, external_ref=None,
        rushed=False, held=False, fired_at=None, estimate=None, signals=NO_SIGNALS, looks=0,
    )  # fmt: skip
    after = apply_events(blank, list(_first_events(order, moved, at)))
    if after.stage in {Stage.RECEIVED, Stage.SCHEDULED}:
        return after
    # An order that the expo had passed was ready before it was split.
    reached = Event(kind=EventKind(after.stage.value), at=after.passed_at or at, version=1)
    return apply_events(after, [reached])


def _first_events(order: Order, moved: list[Item], at: datetime) -> Iterator[Event]:
    placed = Event(kind=EventKind.PLACED, at=at, version=1, quoted_for=order.quoted_for, other_id=order.id)
    yield placed
    if order.held:
        yield Event(kind=EventKind.SCHEDULED, at=at, version=1)
    if order.fired_at:
        yield Event(kind=EventKind.FIRED, at=order.fired_at, version=1)
    for number, item in enumerate(moved, 1):
        own = replace(item, id=str(number))
        yield replace(placed, kind=EventKind.ITEM_MOVED, quoted_for=None, item_id=own.id, after=own)


def _joined(order: Order, other: Order) -> Amendment:
    later = other.quoted_for if other.quoted_for > order.quoted_for else None
    return Amendment(
        guest_name=_both(order.guest_name, other.guest_name, ", ", MAX_NAME_CHARS),
        note=_both(order.note, other.note, "\n", MAX_NOTE_CHARS),
        table=order.table or other.table,
        service=order.service or other.service,
        quoted_for=later,
    )


def _both(first: str, second: str, between: str, max_chars: int) -> str:
    both = first if second in {"", first} else f"{first}{between}{second}" if first else second
    return both if len(both) <= max_chars else both[: max_chars - 1] + "…"
