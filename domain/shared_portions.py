"""Shared portions: orders of which each has a part of the same portion, after a part of it was split off."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from domain.commands import TRANSFERS, Tap
from domain.errors import OrderNotFound
from domain.portions import portions_between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.order import Order
    from domain.ports import UnitOfWork
    from domain.working_set import WorkingSet


async def portions_of_tap(
    work: UnitOfWork, orders: WorkingSet, before: Order, after: Order, tap: Tap
) -> Mapping[str, int]:
    """Return by dish how many portions more are taken after a tap; what moves between orders was taken already."""
    if tap in TRANSFERS:
        return {}
    return portions_between(before, after, await _load_sharing(work, orders, before, after))


# Whole portions are not shared.
async def _load_sharing(work: UnitOfWork, orders: WorkingSet, before: Order, after: Order) -> list[Order]:
    if all(float(item.quantity).is_integer() for item in (*before.items, *after.items)):
        return []
    seen, found = {before.id}, [after]
    for order in found:
        for other_id in {event.other_id for event in order.events if event.other_id} - seen:
            seen.add(other_id)
            with suppress(OrderNotFound):  # its days are over
                found.append(orders.get(other_id) or await work.load(other_id))
    return found[1:]
