"""Hostile clients, in a process of their own: made-up links, held connections, large bodies, sockets, a guessed PIN."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import aiohttp

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


@dataclass
class Mischief:
    """What was tried, and how it was answered."""

    links: Counter[int] = field(default_factory=Counter)
    bodies: Counter[int] = field(default_factory=Counter)
    guesses: Counter[int] = field(default_factory=Counter)
    packets: Counter[int] = field(default_factory=Counter)
    held: int = 0
    seconds: float = 0.0


class Hands:
    """Does mischief to the server at this address, `links` times, no faster than `pace` a second."""

    def __init__(self, port: int, links: int, pace: float) -> None:
        self._port, self._links, self._pace = port, links, pace
        self._address = f"http://127.0.0.1:{port}"
        self.done = Mischief()

    async def play(self) -> Mischief:
        begun = time.monotonic()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            beside = [asyncio.create_task(one) for one in self._beside(http)]
            await asyncio.gather(*(self._ask(http, begun, hand) for hand in range(20)))
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        self.done.seconds = time.monotonic() - begun
        return self.done

    def _beside(self, http: aiohttp.ClientSession) -> tuple[Coroutine[None, None, None], ...]:
        return self._hold(), self._send_bodies(http), self._guess(http), self._poll(http)

    # A socket that its page never joins, and a packet that is none.
    async def _poll(self, http: aiohttp.ClientSession) -> None:
        while True:
            async with http.get(self._address + ENGINE, params=POLLING) as answer:
                sid = json.loads((await answer.text())[1:])["sid"]
            async with http.post(self._address + ENGINE, params=POLLING | {"sid": sid}, data="bAAAA") as answer:
                self.done.packets[answer.status] += 1
            await asyncio.sleep(0.05)

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


if __name__ == "__main__":
    port, links, pace = sys.argv[1:]
    print(json.dumps(vars(asyncio.run(Hands(int(port), int(links), float(pace)).play()))))
