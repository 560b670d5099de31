"""Stale taps: which tap still means what its cook saw, though the order has changed since.

Two stations may finish within the same instant: neither tap changes what the other one is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import Tap
from domain.events import EventKind

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.kitchen.tap_schemas import KitchenTap

_ON_ITEMS = {Tap.START, Tap.BUMP, Tap.RECALL}


def still_holds(tap: KitchenTap, order: Order) -> bool:
    """Return whether all that has changed since this tap was seen are other items than those that it is about."""
    own = {item.id for item in order.items if _is_about(tap, item)}
    since = [event for event in order.events if event.version > tap.seen_version]
    changed = {event.item_id for event in since if event.kind is not EventKind.PREPARING}  # it only follows another
    return tap.tap in _ON_ITEMS and bool(own) and changed.isdisjoint({None, *own})


def _is_about(tap: KitchenTap, item: Item) -> bool:
    if tap.item_id:
        return tap.item_id == item.id
    return tap.station is not None and item.is_at(tap.station)
