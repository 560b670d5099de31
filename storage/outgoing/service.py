"""Outgoing service: owns connections, messages, their senders and the polling of sources."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.connections import Connection, ConnectionType, SentMessage
from domain.leadership import Alone
from domain.sources import NotReachable
from storage.database.connection_store import ConnectionStore
from storage.database.source_store import SqlSourceStore
from storage.outgoing.dispatcher import MessageDispatcher, Sender
from storage.outgoing.http import AddressRefused, GuardedHttp
from storage.outgoing.message_writer import MessageWriter
from storage.outgoing.outbox import MessageOutbox
from storage.outgoing.webhooks import WebhookSender
from storage.printing.network_printer import NetworkPrinter
from storage.printing.polling_printers import PollingPrinters
from storage.sources.api import reading_answers
from storage.sources.poller import SourcePoller
from storage.sources.registry import SourceClients

if TYPE_CHECKING:
    from domain.leadership import Leadership
    from domain.ports import Clock
    from storage.database.engine import Database
    from storage.outgoing.message_writer import PayloadWriter
    from storage.settings import Settings

_ALONE = Alone()
# A printer that asks for its jobs does so every few seconds.
MAX_PRINTER_SILENCE = timedelta(seconds=45)
NOT_ASKED = "the printer does not ask for its tickets: is it switched on?"


class OutgoingService:
    """Sends messages to the connected systems once it is open; `close` it.

    `write_payload` returns what a connection is told of an order.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Clock,
        write_payload: PayloadWriter,
        leadership: Leadership = _ALONE,
    ) -> None:
        self._clock, self._leadership = clock, leadership
        self._http = GuardedHttp(settings.webhook_extra_origins)
        self.connections, self.sources = ConnectionStore(database), SqlSourceStore(database)
        self._outbox = MessageOutbox(database)
        self.clients = SourceClients(self._http, self.connections, self.sources, clock)
        self._poller = SourcePoller(self.clients, self.connections, self.sources, clock)
        senders: dict[ConnectionType, Sender] = {
            ConnectionType.WEBHOOK: WebhookSender(self._http, clock),
            ConnectionType.SOURCE: self.clients,
            ConnectionType.PRINTER: NetworkPrinter(self._outbox),
        }
        self._dispatcher = MessageDispatcher(self._outbox, self.connections, clock, senders, leadership)
        self._settings = settings
        self.writer = MessageWriter(
            write_payload, lambda: timedelta(seconds=settings.ready_hold_seconds), self._dispatcher.wake
        )
        self.printing = PollingPrinters(self._outbox, self.connections, self._dispatcher, clock)
        self._work: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start to send."""
        self._work = asyncio.create_task(self._dispatcher.run())

    async def close(self) -> None:
        """Stop to send; unsent messages wait for the next start."""
        if self._work:
            self._dispatcher.stop()
            await self._work
        await self._http.close()

    async def poll(self) -> None:
        """Ask each source for orders that no webhook brought."""
        if self._leadership.is_held:
            await self._poller.poll()

    async def check_source(self, source: Connection) -> str:
        """Read at a source and change nothing; returns what is wrong, or an empty text."""
        try:
            with reading_answers():
                await self.clients.client_of(source).check(self._clock.now())
        except NotReachable as error:
            return str(error)
        return ""

    async def take_over(self) -> None:
        """Begin to send and to map in place of a process that no longer leads.

        What that one had claimed is taken when its lease ends.
        """
        self._dispatcher.wake()
        self.sources.wake()

    async def map_waiting(self) -> None:
        """Map what another process has received."""
        self.sources.wake()

    async def send_waiting(self) -> None:
        """Send what another process has written."""
        self._dispatcher.wake()

    async def send(self, connection: Connection, kind: str, payload: str) -> str:
        """Send a message that no order has caused, such as a test; returns its id. Raises NotSaved."""
        message_id = await self._outbox.add(connection.id, kind, payload, self._clock.now())
        self._dispatcher.wake()
        return message_id

    async def send_again(self, message_id: str) -> bool:
        """Send a message again under its id; False for one that is unknown or still waits. Raises NotSaved."""
        is_back = await self._outbox.send_again(message_id, self._clock.now())
        self._dispatcher.wake()
        return is_back

    async def find(self, message_id: str) -> SentMessage | None:
        """Return a message, or None."""
        return await self._outbox.find(message_id)

    async def read_log(self, connection_id: int | None, before: int | None, limit: int) -> list[SentMessage]:
        """Return the newest messages, to one connection or to all, below the id `before`."""
        return await self._outbox.read_log(connection_id, before, limit)

    def refuse(self, url: str) -> str:
        """Return why nothing may be sent to an address, or an empty text."""
        try:
            self._http.check(url)
        except AddressRefused as error:
            return str(error)
        return ""

    async def printer_problems(self) -> tuple[tuple[str, str], ...]:
        """Return the printers that cannot print at the moment, by name, each with what is wrong."""
        printers = await self.connections.read(ConnectionType.PRINTER)
        silent = await self._outbox.find_unclaimed(self._clock.now() - MAX_PRINTER_SILENCE)
        wrong = [(one, one.problem or (NOT_ASKED if one.id in silent else "")) for one in printers if one.is_on]
        return tuple((one.name, problem) for one, problem in wrong if problem)

    async def delete_old(self) -> None:
        """Delete messages that were settled as many days ago as orders are kept."""
        await self._outbox.delete_old(self._clock.now() - timedelta(days=self._settings.keep_days))
