"""Signal keeper: takes what guests tell the kitchen, in transactions of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from domain.errors import OrderNotFound, SignalTooSoon
from domain.guest_signals import SignalKind, signal

if TYPE_CHECKING:
    from domain.command_queue import CommandQueue
    from domain.order import Order
    from domain.ports import Clock, OrderStore
    from domain.working_set import WorkingSet


class SignalKeeper:
    """Records and shows guests' signals. They leave the order's version as it is: no cook's tap becomes stale."""

    def __init__(self, store: OrderStore, orders: WorkingSet, queue: CommandQueue, clock: Clock) -> None:
        self._store, self._orders, self._queue, self._clock = store, orders, queue, clock
        self._taking: set[str] = set()

    async def take(self, order_id: str, kind: SignalKind, *, place: str = "", is_on: bool = True) -> Order:
        """Take what a guest tells, or takes back; returns the order as it stands afterwards.

        Raises OrderNotFound, SignalRefused, SignalTooSoon or NotSaved.
        """
        if not (known := self._orders.get(order_id)):
            raise OrderNotFound(order_id)
        # Before it queues: taps would wait behind a flood by one link.
        if order_id in self._taking:
            raise SignalTooSoon
        if signal(known, kind, self._clock.now(), place=place, is_on=is_on) is known:
            return known
        self._taking.add(order_id)
        try:
            return await self._queue.run(partial(self._take, order_id, kind, place, is_on=is_on))
        finally:
            self._taking.discard(order_id)

    async def _take(self, order_id: str, kind: SignalKind, place: str, *, is_on: bool) -> Order:
        async with self._store.transaction() as work:
            before = await self._orders.lock(work, order_id)
            after = signal(before, kind, self._clock.now(), place=place, is_on=is_on)
            if after is before:
                return before
            after = replace(after, looks=before.looks + 1)
            await work.write_signals(after)
        self._orders.show(after)
        return after
