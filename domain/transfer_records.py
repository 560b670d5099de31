"""Transfer records: applies a tap, and writes what it did to a second order in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import Tap
from domain.transfers import Transfer, merge, split

if TYPE_CHECKING:
    from datetime import datetime

    from domain.commands import TapCommand
    from domain.order import Order
    from domain.order_planner import OrderPlanner
    from domain.ports import UnitOfWork
    from domain.working_set import WorkingSet


async def apply_tap(work: UnitOfWork, orders: WorkingSet, order: Order, command: TapCommand, now: datetime) -> Transfer:
    """Return what a tap does at this time (UTC); raises TapRefused or OrderNotFound."""
    if command.tap is Tap.MERGE:
        return merge(order, await orders.lock(work, command.other_id or ""), now)
    if command.tap is Tap.SPLIT:
        return split(order, command.parts, orders.codes, now)
    return Transfer(command.apply(order, now))


async def record_other(work: UnitOfWork, planner: OrderPlanner, transfer: Transfer, now: datetime) -> list[Order]:
    """Write what a transfer did to the other order; returns that one, if there is one.

    It is written before the order that is tapped, so that the phones which follow that one from now on hear of it.
    """
    if merged := transfer.merged:
        # What waits for a phone goes with it, and may be true of the other order, too.
        await work.move_subscriptions(merged.order.id, transfer.change.order.id)
        await work.record(merged, None)
        await work.write_signals(transfer.change.order)
        return [merged.order]
    if transfer.split_off is None:
        return []
    new = planner.plan_split_off(transfer.split_off, now)
    await work.add(new, new.id, None)
    return [new]
