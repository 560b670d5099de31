"""The socket protocol of a page, written by hand: what an attacker could send."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import websockets

from tests.support.server_process import ServerProcess, cookie_header
from tests.support.tracking_page import socket_query

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

JOINED, REFUSED = "40", "44"
# A busy machine is slow; what never comes fails all the same.
MAX_WAIT_SECONDS = 30.0


class Socket:
    """An open socket; `joined` is what the server said to the page's introduction."""

    def __init__(self, line: websockets.ClientConnection, query: dict[str, str]) -> None:
        self._line, self.query, self.joined = line, query, ""

    async def introduce(self) -> None:
        assert (await self._line.recv()).startswith("0")
        await self._line.send("40")
        self.joined = (await self._line.recv())[:2]

    async def say(self, name: str, message: object) -> None:
        await self._line.send("42" + json.dumps([name, message]))

    async def send(self, frame: str | bytes) -> None:
        await self._line.send(frame)

    async def heard(self, seconds: float = 1.0, until: str | None = None) -> str:
        """Return all that is said within a time, until these words come, or until the socket ends."""
        said = [""]
        try:
            async with asyncio.timeout(seconds):
                while until is None or until not in said[-1]:
                    said.append(str(await self._line.recv()))
                return "\n".join(said)
        except (TimeoutError, websockets.ConnectionClosed):
            return "\n".join(said)

    async def is_closed(self, within: float = MAX_WAIT_SECONDS) -> bool:
        try:
            async with asyncio.timeout(within):
                while True:
                    await self._line.recv()
        except TimeoutError:
            return False
        except websockets.ConnectionClosed:
            return True


class OpenPage:
    """A page as a browser would have it, without one: how its socket introduces itself, and what it can say."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.query = socket_query(html)
        self.script = re.search(r"String\.raw`([^`]*)`\)", html)[1]
        raw = self.script
        for entity, sign in (("&#36;", "$"), ("&#96;", "`"), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")):
            raw = raw.replace(entity, sign)
        self.elements = json.loads(raw)

    def event(self, name: str, said: dict[str, Any]) -> dict[str, Any]:
        """Return the message by which the page's own script sends an event."""
        listener = next(one for one in self.elements["0"]["events"] if one["type"] == name)
        who = {"id": 0, "client_id": self.query["client_id"], "listener_id": listener["listener_id"]}
        return {**who, "args": [json.dumps(said)]}


def open_page(server: ServerProcess, path: str, jar: dict[str, str] | None = None) -> OpenPage:
    status, html = server.see(path, jar)
    assert status == 200, html[-300:]
    return OpenPage(html)


@asynccontextmanager
async def socket_of(
    server: ServerProcess,
    query: dict[str, str],
    jar: dict[str, str] | None = None,
    origin: str | None = None,
    host: str | None = None,
) -> AsyncIterator[Socket]:
    """Open the socket of a page, and introduce it."""
    address = f"ws://{host or f'127.0.0.1:{server.port}'}/_nicegui_ws/socket.io/?{urlencode(query)}"
    cookies = {"Cookie": cookie_header(jar)} if jar else {}
    async with websockets.connect(
        address, origin=origin, additional_headers=cookies, proxy=None, host="127.0.0.1"
    ) as line:
        opened = Socket(line, query)
        await opened.introduce()
        yield opened
