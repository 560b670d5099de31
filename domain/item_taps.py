"""Item taps: the events of a tap on one item, on a part of it, or on every item of an order that can take it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.amendment import split_event
from domain.commands import Tap
from domain.dish_names import fold_name
from domain.errors import TapRefused
from domain.events import Event, EventKind
from domain.order_stage import is_all_done
from domain.stages import NEXT, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from domain.item import Item
    from domain.order import Order

_EVENTS = {
    Tap.START: EventKind.ITEM_STARTED,
    Tap.BUMP: EventKind.ITEM_DONE,
    Tap.RECALL: EventKind.ITEM_RECALLED,
    Tap.VOID: EventKind.ITEM_VOIDED,
    Tap.RESTORE: EventKind.ITEM_RESTORED,
    Tap.FIRE: EventKind.ITEM_FIRED,
    Tap.HOLD: EventKind.ITEM_HELD,
}
# The station of the view that says when an order is ready, as `fold_name` writes it.
EXPO = "expo"
# A cook who begins a scheduled order has put it onto the rail by that.
_FIRING = {Tap.START, Tap.BUMP}


def item_events(  # noqa: PLR0913  a tap, and what goes with it
    order: Order,
    tap: Tap,
    at: datetime,
    item_id: str | None = None,
    *,
    reason: str = "",
    quantity: float | None = None,
    station: str | None = None,
) -> list[Event]:
    """Return the events of a tap on an item, or on every fired item of the order or of one station.

    Raises TapRefused or OrderNotFound.
    """
    if order.closed is not None:
        raise TapRefused(order.stage, tap)
    is_expo = station is not None and fold_name(station) == EXPO
    blank = Event(kind=_EVENTS[tap], at=at, version=order.version + 1, reason=reason)
    is_firing = order.stage is Stage.SCHEDULED and tap in _FIRING
    fired = [replace(blank, kind=EventKind.FIRED, reason="")] if is_firing else []
    if item_id is None and tap is Tap.BUMP and order.by_expo and (is_expo or is_all_done(order)):
        done = [replace(blank, item_id=each.id) for each in order.items if _takes(each, tap)]
        if order.stage is Stage.READY or (station is not None and not is_expo and is_all_done(order)):
            raise TapRefused(order.stage, tap)
        return [*fired, *done, replace(blank, kind=EventKind.READY)]
    if item_id is None:
        return fired + [replace(blank, item_id=each) for each in _tappable(order, tap, station)]
    item = order.item(item_id)
    if not _takes(item, tap):
        raise TapRefused(item.state, tap)
    if quantity is None or quantity == item.quantity:
        return [*fired, replace(blank, item_id=item_id)]
    split = split_event(order, item, quantity, tap, at)
    return [*fired, split, replace(blank, item_id=split.after.id if isinstance(split.after, type(item)) else None)]


# What is held waits, unless nothing else is left.
def _tappable(order: Order, tap: Tap, station: str | None) -> list[str]:
    fitting = [item for item in order.items if _takes(item, tap) and (station is None or item.is_at(station))]
    fired = [item for item in fitting if not item.held]
    if not fitting:
        raise TapRefused(order.stage, tap)
    return [item.id for item in fired or fitting]


def _takes(item: Item, tap: Tap) -> bool:
    is_second = (tap is Tap.HOLD and item.held) or (tap is Tap.FIRE and not item.held)
    is_uncooked = tap is Tap.RECALL and item.off_rail
    return (item.state, tap) in NEXT and not is_second and not is_uncooked
