"""A proxy that loses one file: every other request passes, and nothing stays in the browser's cache."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MAX_HEAD_BYTES = 64 * 1024
CHUNK_BYTES = 64 * 1024
# Kept nowhere: not by the cache, and not by the worker of the page.
_CACHE = re.compile(rb"(?i)\r\n(?:cache-control|etag|last-modified):[^\r]*")
# One request a connection, but a WebSocket.
_CONNECTION = re.compile(rb"(?i)\r\nconnection: *(?!upgrade)[^\r]*")
_IS_UPGRADE = re.compile(rb"(?i)\r\nconnection: *(?:keep-alive, *)?upgrade")
WORKER = "/sw.js"


@dataclass
class CuttingProxy:
    """`lost` is what the path of the lost file ends with; `asked` are the paths that were asked for."""

    port: int
    lost: str = ""
    address: str = ""
    asked: set[str] = field(default_factory=set)
    open: set[asyncio.Task[None]] = field(default_factory=set)

    def begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection in a task of its own, which ends with the proxy."""
        task = asyncio.create_task(self.serve(reader, writer))
        self.open.add(task)
        task.add_done_callback(self.open.discard)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one request on, or close the connection at one for the lost file."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = urlsplit(head.split(b" ", 2)[1].decode()).path
            self.asked.add(path)
            if not (self.lost and path.endswith(self.lost)) and path != WORKER:
                await self._pass_on(head, reader, writer)
        writer.close()

    async def _pass_on(self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, to = await asyncio.open_connection("127.0.0.1", self.port, limit=MAX_HEAD_BYTES)
        if not _IS_UPGRADE.search(head):
            head = _CONNECTION.sub(b"", head).replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        to.write(head)
        sending = asyncio.create_task(_pump(reader, to))
        try:
            answer = await there.readuntil(b"\r\n\r\n")
            writer.write(_CACHE.sub(b"", answer).replace(b"\r\n", b"\r\nCache-Control: no-store\r\n", 1))
            await _pump(there, writer)
        finally:
            sending.cancel()
            to.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(CHUNK_BYTES):
            writer.write(chunk)
            await writer.drain()


@asynccontextmanager
async def cutting_proxy(port: int, lost: str = "") -> AsyncIterator[CuttingProxy]:
    """Serve a proxy of the server at this port."""
    proxy = CuttingProxy(port, lost)
    server = await asyncio.start_server(proxy.begin, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)
    proxy.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()
        for task in proxy.open:
            task.cancel()
        await asyncio.gather(*proxy.open, return_exceptions=True)
