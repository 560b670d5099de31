"""Several processes' kitchens in one process, on one PostgreSQL: each with its board, its listener and its leader."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from domain.estimation import Estimator
from domain.kitchen import Kitchen
from storage.cluster.cluster import Cluster
from storage.database.dialect import Topic
from storage.database.engine import Database
from tests.support.clocks import ManualClock
from tests.support.world import EVENING, Restaurant

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from domain.ports import Clock
    from storage.settings import Settings


class SharedRestaurant(Restaurant):
    """La Campana as one of several processes serves it."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.cluster = Cluster(settings)
        super().__init__(Database(settings.database), clock)
        self.kitchen = Kitchen(
            self.store, self.board, self.clock, self.gateway, Estimator(), leadership=self.cluster.leadership
        )

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[SharedRestaurant]:
        """Open the kitchen, and follow the others until the block ends."""
        await self.kitchen.open()
        updates = self.kitchen.updates
        readers = {
            Topic.MENU: updates.read_menu,
            Topic.NOTES: updates.read_notes,
            Topic.BELL: self.board.quiet_bells,
            Topic.SOURCES: self.outgoing.map_waiting,
        }
        working = [
            asyncio.create_task(self.cluster.run(updates, readers, self.kitchen, self.outgoing)),
            asyncio.create_task(self.kitchen.keep_estimates()),
        ]
        try:
            yield self
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            await self.kitchen.close()
            await self.database.aclose()


@asynccontextmanager
async def shared_restaurants(settings: Settings, clock: Clock | None = None) -> AsyncIterator[list[SharedRestaurant]]:
    """Open two processes' restaurants on one database; the first leads."""
    first, second = (SharedRestaurant(settings, clock or ManualClock(EVENING)) for _ in range(2))
    async with first.opened():
        while not first.cluster.leadership.is_held:  # noqa: ASYNC110  a state, not an event
            await asyncio.sleep(0.01)
        async with second.opened():
            yield [first, second]
