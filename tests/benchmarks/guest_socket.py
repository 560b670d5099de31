"""A guest's page without a browser: NiceGUI's own handshake over a bare WebSocket, and the page kept as it is told."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import websockets

from tests.support.tracking_page import Shown, parse_elements, read, socket_query, write_elements

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx

# What Engine.IO and Socket.IO put before their messages.
_OPENED, _PING, _JOINED, _REFUSED, _EVENT = "0", "2", "40", "44", "42"
_ACK_EVERY = 50


class NotLetIn(Exception):
    """The server did not take the socket."""


@dataclass
class GuestSocket:
    """One open page. `elements` are NiceGUI's, by id, as the server last said them."""

    elements: dict[str, Any]
    client_id: str
    on_change: Callable[[GuestSocket, float], None] | None = None
    heard: int = 0
    _socket: Any = field(default=None, repr=False)

    @property
    def html(self) -> str:
        """The page as its first answer would write it: its texts in the order they stand."""
        return write_elements(self.elements)

    @property
    def shown(self) -> Shown:
        """What a guest reads on the page at this moment."""
        return read(self.html)

    async def listen(self) -> None:
        """Hear the server until it, or we, leave."""
        async for frame in self._socket:
            at = time.time()
            if frame == _PING:
                await self._socket.send("3")
            elif frame.startswith(_EVENT):
                await self._take(*json.loads(frame[2:]), at=at)

    async def _take(self, kind: str, said: dict[str, Any], *, at: float) -> None:
        number = said.pop("_id")
        self.heard += 1
        if self.heard % _ACK_EVERY == 0:
            await self._send("ack", {"next_message_id": number + 1})
        if kind == "update":
            self.elements.update(said)
            if self.on_change:
                self.on_change(self, at)

    async def _send(self, kind: str, said: dict[str, Any]) -> None:
        await self._socket.send(_EVENT + json.dumps([kind, {"client_id": self.client_id} | said]))


@asynccontextmanager
async def guest(
    web: httpx.AsyncClient, path: str, on_change: Callable[[GuestSocket, float], None] | None = None
) -> AsyncIterator[GuestSocket]:
    """Open a page and its socket; raises NotLetIn. The page hears until the context ends."""
    answer = await web.get(path)
    answer.raise_for_status()
    query = socket_query(answer.text)
    page = GuestSocket(parse_elements(answer.text), query["client_id"], on_change)
    base = str(web.base_url).rstrip("/")
    address = f"{base.replace('http', 'ws', 1)}/_nicegui_ws/socket.io/?{urlencode(query)}"
    cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in web.cookies.items())} if web.cookies else {}
    # A browser sends no pings of its own.
    said = {"origin": base, "additional_headers": cookies, "compression": None, "ping_interval": None}
    async with websockets.connect(address, **said) as socket:
        page._socket = socket
        await _join(socket)
        hearing = asyncio.create_task(page.listen())
        try:
            yield page
        finally:
            hearing.cancel()


async def _join(socket: Any) -> None:
    if not (await socket.recv()).startswith(_OPENED):
        raise NotLetIn("no Engine.IO server")
    await socket.send(_JOINED)
    while (answer := await socket.recv()) == _PING:  # a loaded server pings before it answers
        await socket.send("3")
    if not answer.startswith(_JOINED):
        raise NotLetIn(answer.removeprefix(_REFUSED))
