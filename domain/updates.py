"""Updates: brings what other processes have committed, or what a restart finds, into the working set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.estimates import EstimateKeeper
    from domain.ports import Clock, OrderStore, PushGateway
    from domain.working_set import WorkingSet

# A guest's link ends this long after the order did.
LINK_LIFE = timedelta(hours=24)


class Announcement(NamedTuple):
    """A process has committed an order at this version, with its estimate written so many times."""

    order_id: str
    version: int
    looks: int


class Updates:
    """Reads what is new from the store. Late or repeated announcements do no harm: only newer states count."""

    def __init__(
        self, store: OrderStore, orders: WorkingSet, estimates: EstimateKeeper, clock: Clock, gateway: PushGateway
    ) -> None:
        self._store, self._orders, self._estimates = store, orders, estimates
        self._clock, self._gateway = clock, gateway

    async def read_all(self) -> None:
        """Read menu, notes and all current orders; what is no longer there is forgotten."""
        await self.read_menu()
        known = {order.id for order in self._orders}
        current = await self._store.load_current(since=self._clock.now() - LINK_LIFE)
        for order in current:
            self._orders.show(order)
        # Those that came in while the store was read are not among the known ones.
        self._orders.forget(known - {order.id for order in current})
        await self._estimates.read_notes()
        self._estimates.wake(*self._orders.open.values())
        self._gateway.wake()

    async def read_orders(self, announced: Collection[Announcement]) -> None:
        """Read the orders of these announcements, as far as they are newer than what is shown."""
        if not (ids := {one.order_id for one in announced if self._orders.is_older(*one)}):
            return
        before = [order for order_id in ids if (order := self._orders.get(order_id))]
        orders = await self._store.load(ids)
        for order in orders:
            self._orders.show(order)
        self._estimates.wake(*before, *orders)
        self._gateway.wake()

    async def read_link(self, token: str) -> None:
        """Read the order of a guest's link that another process may have placed a moment ago."""
        if self._store.max_writers == 1:
            return  # there is no other process
        if order := await self._store.load_by_token(token, since=self._clock.now() - LINK_LIFE):
            self._orders.show(order)

    async def read_menu(self) -> None:
        """Read the menu."""
        self._orders.show_menu(await self._store.read_menu())

    async def read_notes(self) -> None:
        """Read what was learned, and how busy the kitchen says it is, which moves every estimate."""
        before = self._orders.busy
        await self._estimates.read_notes()
        if self._orders.busy != before:
            self._estimates.wake(*self._orders.open.values())
