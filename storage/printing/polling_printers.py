"""Polling printers: those that ask for their jobs over HTTP (Star CloudPRNT, Epson Server Direct Print)."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

from domain.connections import Connection, ConnectionType
from domain.paper import read_paper
from storage.outgoing.outbox import SENT, Settlement
from storage.printing.network_printer import NetworkPrinter
from storage.printing.raster import DOTS, draw_paper, to_bits, to_png

if TYPE_CHECKING:
    from PIL import Image

    from domain.ports import Clock
    from storage.database.connection_store import ConnectionStore
    from storage.outgoing.dispatcher import MessageDispatcher
    from storage.outgoing.outbox import MessageOutbox


class PollingPrinters:
    """Hands out jobs to printers that ask, each known by the token of its path."""

    def __init__(
        self, outbox: MessageOutbox, connections: ConnectionStore, dispatcher: MessageDispatcher, clock: Clock
    ) -> None:
        self._outbox, self._connections, self._dispatcher, self._clock = outbox, connections, dispatcher, clock
        self._jobs: dict[int, str] = {}

    async def find(self, token: str) -> Connection | None:
        """Return the printer of a token, or None."""
        for printer in await self._connections.read(ConnectionType.PRINTER):
            known = printer.options.get("token", "")
            if printer.is_on and known and hmac.compare_digest(known.encode(), token.encode()):
                return printer
        return None

    async def next_job(self, printer: Connection) -> str | None:
        """Claim the printer's oldest job and return its id, or None without any. Raises NotSaved."""
        claimed = await self._outbox.claim(self._clock.now(), {printer.id: 1})
        if not claimed:
            return None
        self._jobs[printer.id] = claimed[0][0].message_id
        return self._jobs[printer.id]

    def current_job(self, printer: Connection) -> str:
        """Return the job that the printer got last: old firmware does not name it."""
        return self._jobs.get(printer.id, "")

    async def report(self, printer: Connection, problem: str) -> None:
        """Say what a printer says of itself, or nothing when it is well. Raises NotSaved."""
        if problem != printer.problem:
            await self._connections.record_poll(printer.id, self._clock.now(), problem)

    async def png(self, printer: Connection, job: str) -> bytes | None:
        """Return a claimed job as PNG, or None."""
        claimed = await self._outbox.find_claimed(job)
        if claimed is None or claimed.connection.id != printer.id:
            return None
        return await asyncio.to_thread(lambda: to_png(_drawn(claimed.message.payload, printer)))

    async def bits(self, printer: Connection, job: str) -> tuple[int, int, bytes] | None:
        """Return a claimed job as width, height and dots (1 for black), or None."""
        claimed = await self._outbox.find_claimed(job)
        if claimed is None or claimed.connection.id != printer.id:
            return None
        picture = await asyncio.to_thread(lambda: _drawn(claimed.message.payload, printer))
        return picture.width, picture.height, to_bits(picture)

    async def settle(self, printer: Connection, job: str, problem: str) -> None:
        """Say that a job is printed, or what was wrong (it is kept then). Raises NotSaved."""
        claimed = await self._outbox.find_claimed(job)
        if claimed is None or claimed.connection.id != printer.id:
            return
        tried = self._dispatcher.defer(claimed, NetworkPrinter(), problem, 0) if problem else Settlement(claimed, SENT)
        await self._outbox.settle([tried], self._clock.now())


def _drawn(payload: str, printer: Connection) -> Image.Image:
    return draw_paper(read_paper(payload), DOTS[printer.options.get("width", "80")])
