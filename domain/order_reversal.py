"""Reversals: the events that take back a bump, the end of an order, or its latest tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.commands import Tap
from domain.errors import TapRefused
from domain.events import Event, EventKind, effective_events, is_transfer
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from domain.order import Order

UNDO_WINDOW = timedelta(seconds=15)  # the page offers it for 8 seconds; the rest is for the network between


def recall_events(order: Order, at: datetime) -> list[Event]:
    """Return the events that take back the handing over, or what the latest bump finished; raises TapRefused."""
    if order.closed is Stage.COLLECTED:
        return reopen_events(order, at)
    # What nobody cooks is done from the first, without a time.
    done = {item.id: item.done_at for item in order.items if item.state is ItemState.DONE and item.done_at}
    if order.closed is not None or not done:
        raise TapRefused(order.stage, Tap.RECALL)
    bumps = [e for e in effective_events(order.events) if e.kind is EventKind.ITEM_DONE and e.item_id in done]
    latest = [event.item_id for event in bumps if event.version == bumps[-1].version]
    if not bumps:  # these dishes were done in another order
        latest = [item_id for item_id, done_at in done.items() if done_at == max(done.values())]
    blank = Event(kind=EventKind.ITEM_RECALLED, at=at, version=order.version + 1)
    return [replace(blank, item_id=item_id) for item_id in latest]


def reopen_events(order: Order, at: datetime) -> list[Event]:
    """Return the events that take back the end of an order; raises TapRefused."""
    if order.closed in {None, Stage.MERGED}:
        raise TapRefused(order.stage, Tap.REOPEN)
    version = order.version + 1
    events = [Event(kind=EventKind.REOPENED, at=at, version=version)]
    if all(item.state is ItemState.VOIDED for item in order.items):
        restored = EventKind.ITEM_RESTORED
        events += [Event(kind=restored, at=at, version=version, item_id=item.id) for item in order.items]
    return events


def reaches_back(order: Order, tap: Tap, day_began: datetime) -> bool:
    """Whether the tap would take back an end from before the business day that began then (UTC).

    What ended on another day is over for its guest, and in the reports.
    """
    return tap in {Tap.REOPEN, Tap.RECALL} and order.closed_at is not None and order.closed_at < day_began


def undo_events(order: Order, at: datetime) -> list[Event]:
    """Return the event that takes back the latest change; raises TapRefused once UNDO_WINDOW has passed."""
    latest = order.events[-1]
    is_tap = latest.version > 1 and latest.kind not in {EventKind.UNDONE, EventKind.CALLED}
    if not is_tap or is_transfer(order.events, latest.version) or at - latest.at > UNDO_WINDOW:
        raise TapRefused(order.stage, Tap.UNDO)
    return [Event(kind=EventKind.UNDONE, at=at, version=order.version + 1, undoes=latest.version)]
