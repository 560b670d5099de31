"""Network printer: sends ESC/POS over TCP, usually port 9100, and reads the status back.

A job counts as printed when the printer has answered after it (GS r): a printer that is switched off in the middle
takes the bytes and says nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from domain.paper import read_paper
from storage.outgoing.errors import SendDeferred
from storage.printing import escpos

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from domain.connections import Connection
    from storage.outgoing.outbox import ClaimedMessage

PORT = 9100
CONNECT_SECONDS = 3.0
STATUS_SECONDS = 3.0
# A long ticket on a slow printer.
PRINT_SECONDS = 20.0
_MINUTE = 60.0
ESCPOS = "escpos"
# Bits of the answers, by the ESC/POS reference.
_OFFLINE, _COVER_OPEN, _ERROR, _PAPER_END, _PRINTED_PAPER_END = 0x08, 0x04, 0x40, 0x60, 0x0C


class NetworkPrinter:
    """Prints on ESC/POS printers. A printer that fails is asked again for two hours."""

    pauses = (2.0, 5.0, *(10.0,) * 12, *(_MINUTE,) * 118)
    max_in_flight = 1  # a printer takes one connection at a time

    def sends(self, connection: Connection) -> bool:
        """Whether the printer is one that we call; others ask by themselves."""
        return connection.options.get("protocol", ESCPOS) == ESCPOS

    async def send(self, claimed: ClaimedMessage) -> None:
        """Print a message; raises SendDeferred with what is wrong with the printer."""
        options = claimed.connection.options
        printed = escpos.encode(read_paper(claimed.message.payload), options.get("width", "80"))
        host, _, port = (
            options["address"].rpartition(":") if ":" in options["address"] else (options["address"], "", "")
        )
        async with _connected(host.strip("[]"), int(port or PORT)) as (reader, writer):
            await _check(reader, writer)
            writer.write(printed + escpos.ASK_WHEN_PRINTED)
            status = await _answer(reader, PRINT_SECONDS, "the printer took the ticket and did not confirm it")
            if status & _PRINTED_PAPER_END:
                raise SendDeferred("out of paper")


def read_address(address: str) -> tuple[str, int]:
    """Return host and port of an address such as 192.168.1.50 or printer.lan:9100; raises ValueError."""
    parts = urlsplit(f"//{address}")
    if not parts.hostname or parts.path or parts.username:
        raise ValueError("write an address like 192.168.1.50")
    return parts.hostname, parts.port or PORT


@asynccontextmanager
async def _connected(host: str, port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            reader, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError) as error:
        raise SendDeferred("the printer does not answer: is it switched on?") from error
    try:
        yield reader, writer
    except OSError as error:
        raise SendDeferred("the printer closed the connection") from error
    finally:
        writer.close()


async def _check(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    no_answer = "the printer does not say how it is"
    writer.write(escpos.ASK_PAPER)
    if await _answer(reader, STATUS_SECONDS, no_answer) & _PAPER_END:
        raise SendDeferred("out of paper")
    writer.write(escpos.ASK_OFFLINE)
    status = await _answer(reader, STATUS_SECONDS, no_answer)
    if status & _COVER_OPEN:
        raise SendDeferred("the cover is open")
    writer.write(escpos.ASK_PRINTER)
    if await _answer(reader, STATUS_SECONDS, no_answer) & _OFFLINE or status & _ERROR:
        raise SendDeferred("the printer is offline")


async def _answer(reader: asyncio.StreamReader, seconds: float, problem: str) -> int:
    try:
        async with asyncio.timeout(seconds):
            said = await reader.readexactly(1)
    except (TimeoutError, asyncio.IncompleteReadError) as error:
        raise SendDeferred(problem) from error
    return said[0]
