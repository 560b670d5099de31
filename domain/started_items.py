"""Started items: the dishes of an order of which is known when a cook began them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.item import Item

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order


def started_items(order: Order) -> list[Item]:
    """Return the items of an order with the time of a "start".

    A dish that is recalled without one counts as cooking from the recall on, but it may have been begun long before.
    """
    unsure: set[datetime | None] = {event.at for event in order.events if event.kind is EventKind.ITEM_RECALLED}
    # A recall before a dish came from another order is among the events of that one.
    unsure |= {event.after.started_at for event in order.events if event.other_id and isinstance(event.after, Item)}
    return [item for item in order.items if item.started_at is not None and item.started_at not in unsure]
