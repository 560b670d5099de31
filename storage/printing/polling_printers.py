"""Polling printers: those that ask for their jobs over HTTP (Star CloudPRNT, Epson Server Direct Print)."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

from domain.connections import Connection, ConnectionType
from domain.paper import read_paper
from storage.outgoing.outbox import FAILED, SENT, ClaimedMessage, Settlement
from storage.printing.network_printer import UNCONFIRMED, NetworkPrinter
from storage.printing.raster import DOTS, draw_paper, to_bits, to_png

if TYPE_CHECKING:
    from PIL import Image

    from domain.ports import Clock
    from storage.database.connection_store import ConnectionStore
    from storage.outgoing.dispatcher import MessageDispatcher
    from storage.outgoing.outbox import MessageOutbox

# Once, and once more as a copy.
MAX_UNCONFIRMED_PRINTS = 2


class PollingPrinters:
    """Hands out jobs to printers that ask, each known by the token of its path.

    Old firmware does not name its job: an empty one is the job that the printer got last.
    """

    def __init__(
        self, outbox: MessageOutbox, connections: ConnectionStore, dispatcher: MessageDispatcher, clock: Clock
    ) -> None:
        self._outbox, self._connections, self._dispatcher, self._clock = outbox, connections, dispatcher, clock

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
        message, lease = claimed[0]
        if message.attempts > 1 and not message.problem and not read_paper(message.payload).again:
            await self.report(printer, UNCONFIRMED)
            if message.attempts > MAX_UNCONFIRMED_PRINTS:
                given_up = ClaimedMessage(message=message, lease=lease, connection=printer)
                await self._outbox.settle([Settlement(given_up, FAILED, UNCONFIRMED)], self._clock.now())
                return None
        return message.message_id

    async def report(self, printer: Connection, problem: str) -> None:
        """Say what a printer says of itself, or nothing when it is well. Raises NotSaved.

        What it did not confirm stays said until it has confirmed something.
        """
        if problem != printer.problem and (problem or printer.problem != UNCONFIRMED):
            await self._connections.record_state(printer.id, self._clock.now(), problem)

    async def png(self, printer: Connection, job: str) -> bytes | None:
        """Return a claimed job as PNG, or None."""
        picture = await self._hand_out(printer, job)
        return await asyncio.to_thread(to_png, picture) if picture else None

    async def bits(self, printer: Connection, job: str) -> tuple[int, int, bytes] | None:
        """Return a claimed job as width, height and dots (1 for black), or None."""
        picture = await self._hand_out(printer, job)
        return (picture.width, picture.height, to_bits(picture)) if picture else None

    async def settle(self, printer: Connection, job: str, problem: str) -> None:
        """Say that a job is printed, or what was wrong (it is kept then). Raises NotSaved."""
        claimed = await self._outbox.find_claimed(printer, job)
        if claimed is None:
            return
        tried = (
            self._dispatcher.defer(claimed, NetworkPrinter(self._outbox), problem, 0)
            if problem
            else Settlement(claimed, SENT)
        )
        await self._outbox.settle([tried], self._clock.now())

    # What is fetched once more may be on paper already, and says so.
    async def _hand_out(self, printer: Connection, job: str) -> Image.Image | None:
        claimed = await self._outbox.find_claimed(printer, job)
        if claimed is None:
            return None
        paper = read_paper(claimed.message.payload)
        await self._outbox.rewrite(claimed, paper.repeated().to_json())
        return await asyncio.to_thread(draw_paper, paper, DOTS[printer.options.get("width", "80")])
