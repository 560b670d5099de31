"""Portions: how much an order takes of the dishes whose portions are counted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.item import Item
    from domain.order import Order


def portions_of(order: Order) -> Mapping[str, float]:
    """Return by dish the portions that an order takes.

    What was sold out took none. What is struck or cancelled is there again, unless a cook had begun it.
    """
    taken: defaultdict[str, float] = defaultdict(float)
    for item in order.items:
        is_kept = item.state is not ItemState.VOIDED and order.closed is not Stage.CANCELLED
        if not item.sold_out and (is_kept or _is_begun(item)):
            taken[item.name] += item.quantity
    return taken


def portions_between(before: Order, after: Order) -> Mapping[str, float]:
    """Return by dish how many portions more an order takes after a change; negative ones are there again."""
    old, new = portions_of(before), portions_of(after)
    more = {name: round(new.get(name, 0) - old.get(name, 0), 3) for name in {**old, **new}}
    return {name: quantity for name, quantity in more.items() if quantity}


def _is_begun(item: Item) -> bool:
    return item.started_at is not None or item.done_at is not None
