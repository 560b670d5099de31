"""A guest without a browser: fetches the page, keeps its socket, and reconnects as the page's script does."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time

import aiohttp

from tests.support.server_process import cookie_header
from tests.support.tracking_page import socket_query

SILENCE = 12.5
PATIENCE = 2.5
ACK_EVERY = 3.0
_STAGE = re.compile(r'data-stage(?:&quot;|\\?")?\s*[:=]\s*(?:&quot;|\\?")(\w+)')
_MESSAGE = re.compile(r'"_id":(\d+)')


class NotWelcome(Exception):
    """The server does not know the page any more."""


class Watcher:
    """Watches one order; `stage` is what it shows, `came` when (monotonic) each stage came last."""

    def __init__(self, http: aiohttp.ClientSession, address: str, token: str) -> None:
        self._http, self._address, self._token = http, address, token
        self._query: dict[str, str] = {}
        self.stage, self.is_live, self.went = "", False, 0.0
        self.came: dict[str, float] = {}
        self.arrived = asyncio.Event()
        self._news = asyncio.Event()
        self.loads = 0
        self.cookies: dict[str, str] = {}  # its own, not the session's
        self._acknowledged = 0.0

    async def stay(self) -> None:
        """Watch until cancelled, whatever the network does."""
        while True:
            try:
                if not self._query:
                    await self.load()
                await self.listen()
            except NotWelcome:
                self._query = {}
            except (aiohttp.ClientError, OSError, TimeoutError, LookupError):
                pass
            if self.is_live:
                self.is_live, self.went = False, time.monotonic()
            await asyncio.sleep(0.3 + random.random() * 0.5)

    async def next(self, stage: str) -> float:
        """Wait until this stage comes; returns when it came (monotonic)."""
        news = self._news
        while True:
            await news.wait()
            news = self._news
            if self.stage == stage:
                return self.came[stage]

    async def load(self, patience: float = PATIENCE) -> None:
        """Fetch the page."""
        address = f"{self._address}/t/{self._token}"
        async with asyncio.timeout(patience), self._http.get(address, cookies=self.cookies) as answer:
            page = await answer.text()
        assert answer.status == 200, page[-300:]
        self.loads += 1
        self.cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
        self._query = socket_query(page)
        self._notice(page)

    async def listen(self, patience: float = PATIENCE) -> None:
        """Keep the socket until it ends, or falls silent."""
        path = f"{self._address}/_nicegui_ws/socket.io/"
        said = {"Cookie": cookie_header(self.cookies)} if self.cookies else {}
        connecting = self._http.ws_connect(path, params=self._query, headers=said, max_msg_size=0, autoclose=False)
        async with asyncio.timeout(patience):
            socket = await connecting
        try:
            while True:
                async with asyncio.timeout(SILENCE if self.is_live else PATIENCE * 2):
                    said = await socket.receive()
                if said.type is not aiohttp.WSMsgType.TEXT:
                    return
                await self._heard(socket, said.data)
        finally:
            # Closed without a word: the network may not carry one.
            if socket._response.connection:
                socket._response.connection.close()

    async def _heard(self, socket: aiohttp.ClientWebSocketResponse, said: str) -> None:
        if said.startswith("44"):
            raise NotWelcome
        if said.startswith("0"):
            await socket.send_str("40")
        elif said.startswith("2"):
            await socket.send_str("3")
        elif said.startswith("40"):
            self.is_live = True
            self.arrived.set()
        elif number := _MESSAGE.search(said):
            self._query["next_message_id"] = str(int(number[1]) + 1)
            self._notice(said)
            await self._acknowledge(socket)

    # The server keeps what it said until it is acknowledged, in case this page comes back and has missed it.
    async def _acknowledge(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        if time.monotonic() - self._acknowledged < ACK_EVERY:
            return
        self._acknowledged = time.monotonic()
        heard = {"client_id": self._query["client_id"], "next_message_id": int(self._query["next_message_id"])}
        await socket.send_str("42" + json.dumps(["ack", heard]))

    def _notice(self, page: str) -> None:
        if found := _STAGE.findall(page):
            self.stage = found[-1]
            self.came[self.stage] = time.monotonic()
            self._news.set()
            self._news = asyncio.Event()


def percentile(values: list[float], share: float) -> float:
    """Return the value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
