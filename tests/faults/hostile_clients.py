"""Hostile clients, in a process of their own: made-up links, held connections, large bodies, sockets, a guessed PIN,
pages that nobody joins, one guest's link in a flood, and all that writes to the log.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

from tests.support.tracking_page import socket_query

if TYPE_CHECKING:
    from collections.abc import Coroutine

BODY = b"x" * (64 * 1024 + 1)
ENGINE = "/_nicegui_ws/socket.io/"
POLLING = {"EIO": "4", "transport": "polling"}
# What is said on a line that is then held: nothing, halves, more than was asked, other spellings of a big file, noise.
LEFT_LYING = (
    b"",
    b"GET /t/",
    b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\npin=",
    b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\nx",
    b"GET /_nicegui/3.18.0/static/x/../sass.dart.js HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n",
    b"\0\r\n",
)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BROKEN_FORM = {"Content-Type": "multipart/form-data; boundary=a; charset=undefined"}
BROKEN_BODY = b'--a\r\nContent-Disposition: form-data; name="pin"\r\n\r\n1\r\n--a--\r\n'


@dataclass
class Mischief:
    """What was tried, and how it was answered."""

    links: Counter[int] = field(default_factory=Counter)
    bodies: Counter[int] = field(default_factory=Counter)
    guesses: Counter[int] = field(default_factory=Counter)
    packets: Counter[int] = field(default_factory=Counter)
    pages: Counter[int] = field(default_factory=Counter)
    changes: Counter[int] = field(default_factory=Counter)
    forms: Counter[int] = field(default_factory=Counter)
    ended_sockets: int = 0
    held: int = 0
    seconds: float = 0.0


class Hands:
    """Does mischief to the server at this address, `links` times, no faster than `pace` a second.

    `token` is of the link of one hostile guest.
    """

    def __init__(self, port: int, links: int, pace: float, token: str) -> None:
        self._port, self._links, self._pace, self._token = port, links, pace, token
        self._address = f"http://127.0.0.1:{port}"
        self.done, self._all_held = Mischief(), asyncio.Event()

    async def play(self) -> Mischief:
        begun = time.monotonic()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            beside = [asyncio.create_task(one) for one in self._beside(http)]
            await asyncio.gather(self._all_held.wait(), *(self._ask(http, begun, hand) for hand in range(20)))
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        self.done.seconds = time.monotonic() - begun
        return self.done

    def _beside(self, http: aiohttp.ClientSession) -> tuple[Coroutine[None, None, None], ...]:
        plain = self._hold(), self._send_bodies(http), self._guess(http), self._poll(http)
        return *plain, self._open_pages(http), self._unsubscribe(http), self._send_forms(http), self._babble(http)

    # A socket that its page never joins, and a packet that is none.
    async def _poll(self, http: aiohttp.ClientSession) -> None:
        while True:
            async with http.get(self._address + ENGINE, params=POLLING) as answer:
                sid = json.loads((await answer.text())[1:])["sid"]
            async with http.post(self._address + ENGINE, params=POLLING | {"sid": sid}, data="bAAAA") as answer:
                self.done.packets[answer.status] += 1
            await asyncio.sleep(0.05)

    # Pages of the board that are never joined: 600 a minute.
    async def _open_pages(self, http: aiohttp.ClientSession) -> None:
        while True:
            async with http.get(f"{self._address}/board") as answer:
                await answer.read()
                self.done.pages[answer.status] += 1
            await asyncio.sleep(0.1)

    # Twenty at once end a subscription that there is not, by one guest's link.
    async def _unsubscribe(self, http: aiohttp.ClientSession) -> None:
        async def end() -> None:
            async with http.delete(f"{self._address}/t/{self._token}/subscriptions", json={"endpoint": "x"}) as answer:
                self.done.changes[answer.status] += 1

        while True:
            await asyncio.gather(*(end() for _ in range(20)))
            await asyncio.sleep(1)

    async def _send_forms(self, http: aiohttp.ClientSession) -> None:
        while True:
            async with http.post(f"{self._address}/login", data=BROKEN_BODY, headers=BROKEN_FORM) as answer:
                self.done.forms[answer.status] += 1
            await asyncio.sleep(0.05)

    # A page that is joined, and then sends what no page sends, until it is hung up.
    async def _babble(self, http: aiohttp.ClientSession) -> None:
        while True:
            async with http.get(f"{self._address}/t/{self._token}") as answer:
                page = await answer.text()
            if "String.raw" in page:  # at the limit a page is served without its life
                await self._send_malformed(http, socket_query(page))
            await asyncio.sleep(0.5)

    async def _send_malformed(self, http: aiohttp.ClientSession, query: dict[str, str]) -> None:
        event = ["event", {"client_id": query["client_id"], "id": 0, "args": 5}]
        async with http.ws_connect(self._address + ENGINE, params=query, origin=self._address) as socket:
            await socket.receive(5)
            await socket.send_str("40")
            await socket.receive(5)
            with contextlib.suppress(ConnectionError):
                for _ in range(100):
                    await socket.send_str("42" + json.dumps(event))
            async for _ in socket:
                pass
        self.done.ended_sockets += 1

    async def _ask(self, http: aiohttp.ClientSession, begun: float, hand: int) -> None:
        for n in range(hand, self._links, 20):
            await asyncio.sleep(max(0.0, begun + n / self._pace - time.monotonic()))
            async with http.get(f"{self._address}/t/{secrets.token_urlsafe(16)}") as answer:
                await answer.read()
                self.done.links[answer.status] += 1

    async def _hold(self) -> None:
        lines = []
        try:
            for n in range(500):
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.write(LEFT_LYING[n % len(LEFT_LYING)])
                lines.append(writer)
                self.done.held += 1
                await asyncio.sleep(0.004)
            self._all_held.set()
            await asyncio.sleep(3600)
        finally:
            for writer in lines:
                writer.transport.abort()

    async def _send_bodies(self, http: aiohttp.ClientSession) -> None:
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with http.post(f"{self._address}/api/v1/orders", data=BODY) as answer:
                    self.done.bodies[answer.status] += 1
            await asyncio.sleep(0.05)

    async def _guess(self, http: aiohttp.ClientSession) -> None:
        while True:
            said = f"pin={secrets.randbelow(10**6):06}"
            async with http.post(f"{self._address}/login", data=said, headers=FORM) as answer:
                self.done.guesses[answer.status] += 1
            await asyncio.sleep(0.02)


# The attackers of a real siege have cores of their own. Here they share the server's, so that goes first.
def yield_cores() -> None:
    os.nice(19)
    if hasattr(os, "SCHED_BATCH"):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


if __name__ == "__main__":
    yield_cores()
    port, links, pace, token = sys.argv[1:]
    print(json.dumps(vars(asyncio.run(Hands(int(port), int(links), float(pace), token).play()))))
