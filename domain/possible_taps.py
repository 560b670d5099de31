"""Possible taps: which taps an order, or one of its items, takes as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import REST_ITEM_TAPS, REST_ORDER_TAPS, Tap, TapCommand
from domain.errors import KitchenError
from domain.order_reversal import reaches_back

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order


def possible_taps(order: Order, at: datetime, day_began: datetime, item_id: str | None = None) -> list[Tap]:
    """Return the taps that the order, or the item, takes at a time of the business day that began then (both UTC)."""
    offered = REST_ORDER_TAPS if item_id is None else REST_ITEM_TAPS
    return [tap for tap in Tap if tap in offered and _takes(order, tap, at, day_began, item_id)]


def _takes(order: Order, tap: Tap, at: datetime, day_began: datetime, item_id: str | None) -> bool:
    if reaches_back(order, tap, day_began):
        return False
    try:
        TapCommand(tap, order.id, item_id).apply(order, at)
    except KitchenError:
        return False
    return True
