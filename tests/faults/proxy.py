"""A TCP proxy between guests and server, with the faults of a network: cuts, black holes, delays, losses, resets."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator

CHUNK = 65536


class Network:
    """Passes everything on, until told otherwise."""

    def __init__(self, to_port: int) -> None:
        self.port = 0
        self.delay = 0.0
        self.loss = 0.0
        self.refused = 0
        self._to_port = to_port
        self._is_cut = False
        self._open = asyncio.Event()
        self._open.set()
        self._ends: set[StreamWriter] = set()

    def cut(self) -> None:
        """Reset all connections, and refuse new ones."""
        self._is_cut = True
        self.reset()

    def swallow(self) -> None:
        """Let nothing through and say nothing: all connections stay, half open."""
        self._open.clear()

    def heal(self) -> None:
        """Work again, and well."""
        self._is_cut = False
        self.delay = self.loss = 0.0
        self._open.set()

    def reset(self) -> None:
        """Reset all connections, once."""
        for end in list(self._ends):
            end.transport.abort()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Network]:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, backlog=2048)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self.reset()
            self._open.set()

    # A lost packet is sent again when the sender's timer runs out, and all behind it waits: 200 ms in Linux, twice as
    # long each time (RFC 6298, section 5.5).
    def _lateness(self) -> float:
        late, timer = self.delay, 0.2 + 2 * self.delay
        while random.random() < self.loss:
            late, timer = late + timer, timer * 2
        return late

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        await self._open.wait()
        if self._is_cut or _has_left(reader, writer):
            self.refused += 1
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        except OSError:
            writer.transport.abort()
            return
        self._ends |= {writer, far_writer}
        await asyncio.gather(self._pass_on(reader, far_writer), self._pass_on(far_reader, writer))
        self._ends -= {writer, far_writer}

    async def _pass_on(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            while chunk := await reader.read(CHUNK):
                if not self._open.is_set():
                    await self._open.wait()
                    # Who hung up meanwhile has not been heard: a black hole passes nothing on afterwards.
                    if _has_left(reader, writer):
                        break
                if lateness := self._lateness():
                    await asyncio.sleep(lateness)
                writer.write(chunk)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.transport.abort() if _has_left(reader, writer) and not reader.at_eof() else writer.close()


def _has_left(reader: StreamReader, writer: StreamWriter) -> bool:
    return reader._eof or writer.is_closing()
