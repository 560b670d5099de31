"""Network printer: sends ESC/POS over TCP, usually port 9100, and reads the status back.

A job counts as printed when the printer has answered after it (GS r): a printer that is switched off in the middle
takes the bytes and says nothing. The cook still needs the ticket then, and must see that it may hang there already. So
it is printed once more, under a heading that says so. If that one is not confirmed either, the kitchen is told to look.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from domain.paper import read_paper
from storage.outgoing.errors import SendDeferred, SendRejected
from storage.printing import escpos

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from domain.connections import Connection
    from storage.outgoing.outbox import ClaimedMessage, MessageOutbox

PORT = 9100
CONNECT_SECONDS = 3.0
STATUS_SECONDS = 3.0
# A printer that prints still answers real-time questions. Together they end before the lease of the message does.
ASK_SECONDS, SILENCE_SECONDS, PRINT_SECONDS = 2.0, 15.0, 90.0
_MINUTE = 60.0
ESCPOS = "escpos"
# Bits of the answers, by the ESC/POS reference.
_OFFLINE, _COVER_OPEN, _ERROR, _PAPER_END, _PRINTED_PAPER_END = 0x08, 0x04, 0x40, 0x60, 0x0C
# This bit is 1 in an answer to DLE EOT, and 0 in one to GS r.
_IS_REAL_TIME = 0x10
# Automatic status back (four bytes), and XON and XOFF.
_FIXED_BITS, _AUTOMATIC, _AUTOMATIC_BYTES, _FLOW_CONTROL = 0x93, 0x10, 4, (0x11, 0x13)
UNCONFIRMED, OUT_OF_PAPER = "the printer took the ticket and did not confirm it", "out of paper"


class _Unconfirmed(SendDeferred):
    """Nobody knows whether the ticket is printed."""

    def __init__(self) -> None:
        super().__init__(UNCONFIRMED)


class NetworkPrinter:
    """Prints on ESC/POS printers. A printer that fails is asked again for two hours."""

    pauses = (2.0, 5.0, *(10.0,) * 12, *(_MINUTE,) * 118)
    max_in_flight = 1  # a printer takes one connection at a time

    def __init__(self, outbox: MessageOutbox) -> None:
        self._outbox = outbox

    def sends(self, connection: Connection) -> bool:
        """Whether the printer is one that we call; others ask by themselves."""
        return connection.options.get("protocol", ESCPOS) == ESCPOS

    async def send(self, claimed: ClaimedMessage) -> None:
        """Print a message; raises SendDeferred or SendRejected with what is wrong with the printer."""
        options, paper = claimed.connection.options, read_paper(claimed.message.payload)
        printed = await asyncio.to_thread(escpos.encode, paper, options.get("width", "80"))
        async with _connected(*read_address(options["address"])) as (reader, writer):
            await _check(reader, writer)
            # Stored before the first byte: a server that is killed here prints the next one as a copy, too.
            await self._outbox.rewrite(claimed, paper.repeated().to_json())
            try:
                await _print(printed, reader, writer)
            except _Unconfirmed as error:
                if paper.again:
                    raise
                raise SendRejected(UNCONFIRMED) from error


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


async def _print(printed: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(printed + escpos.ASK_WHEN_PRINTED)
    asking = asyncio.create_task(_ask_again(writer))
    try:
        async with asyncio.timeout(PRINT_SECONDS):
            while (status := await _read_status(reader, SILENCE_SECONDS)) & _IS_REAL_TIME:
                if status & _PAPER_END:
                    raise SendDeferred(OUT_OF_PAPER)
    except (OSError, asyncio.IncompleteReadError) as error:  # a TimeoutError is an OSError
        raise _Unconfirmed from error
    finally:
        asking.cancel()
    if status & _PRINTED_PAPER_END:
        raise SendDeferred(OUT_OF_PAPER)


async def _ask_again(writer: asyncio.StreamWriter) -> None:
    while True:
        await asyncio.sleep(ASK_SECONDS)
        writer.write(escpos.ASK_PAPER)


async def _check(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    no_answer = "the printer does not say how it is"
    writer.write(escpos.ASK_PAPER)
    if await _answer(reader, STATUS_SECONDS, no_answer) & _PAPER_END:
        raise SendDeferred(OUT_OF_PAPER)
    writer.write(escpos.ASK_OFFLINE)
    status = await _answer(reader, STATUS_SECONDS, no_answer)
    if status & _COVER_OPEN:
        raise SendDeferred("the cover is open")
    writer.write(escpos.ASK_PRINTER)
    if await _answer(reader, STATUS_SECONDS, no_answer) & _OFFLINE or status & _ERROR:
        raise SendDeferred("the printer is offline")


async def _answer(reader: asyncio.StreamReader, seconds: float, problem: str) -> int:
    try:
        return await _read_status(reader, seconds)
    except (TimeoutError, asyncio.IncompleteReadError) as error:
        raise SendDeferred(problem) from error


# Some printers speak by themselves, too; the fixed bits of the first byte tell it from an answer.
async def _read_status(reader: asyncio.StreamReader, seconds: float) -> int:
    async with asyncio.timeout(seconds):
        while True:
            status = (await reader.readexactly(1))[0]
            if status & _FIXED_BITS == _AUTOMATIC:
                await reader.readexactly(_AUTOMATIC_BYTES - 1)
            elif status not in _FLOW_CONTROL:
                return status
