"""Source poller: asks each source for the orders that no webhook brought."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.connections import ConnectionType
from domain.errors import NotSaved
from domain.sources import POLLED, NotReachable, SourceDelivery
from storage.sources.api import reading_answers

if TYPE_CHECKING:
    from domain.connections import Connection
    from domain.ports import Clock
    from domain.sources import SourceStore
    from storage.database.connection_store import ConnectionStore
    from storage.sources.registry import SourceClients

log = logging.getLogger(__name__)

FIRST_POLL = timedelta(hours=24)
# Vendors' clocks differ from ours, and an order may be saved while it is polled.
POLL_OVERLAP = timedelta(minutes=10)


class SourcePoller:
    """Asks each source for the orders that no webhook brought."""

    def __init__(self, clients: SourceClients, connections: ConnectionStore, store: SourceStore, clock: Clock) -> None:
        self._clients, self._connections, self._store, self._clock = clients, connections, store, clock

    async def poll(self) -> None:
        """Poll all sources once. One that does not answer is asked again at the next call."""
        for connection in await self._connections.read(ConnectionType.SOURCE):
            if connection.is_on:
                await self._poll_one(connection)

    async def _poll_one(self, connection: Connection) -> None:
        now = self._clock.now()
        since = connection.polled_at - POLL_OVERLAP if connection.polled_at else now - FIRST_POLL
        problem = ""
        try:
            client = self._clients.client_of(connection)
            with reading_answers():
                found = await client.find_missed(since)
            for change, body in found:
                known = f"{POLLED}{change}"
                await self._store.receive(SourceDelivery(source=connection.name, delivery_id=known, at=now, body=body))
            with reading_answers():
                await client.acknowledge(found)
        except NotReachable as error:
            problem = str(error)
        try:
            await self._connections.record_poll(connection.id, now, problem)
        except NotSaved:
            log.warning("the poll of %s could not be recorded", connection.name)
