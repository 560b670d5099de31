"""Hostile hands, in a process of their own: made-up links, half-open lines, large bodies, and a PIN that is guessed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import aiohttp

BODY = b"x" * (64 * 1024 + 1)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Mischief:
    """What was tried, and how it was answered."""

    links: Counter[int] = field(default_factory=Counter)
    bodies: Counter[int] = field(default_factory=Counter)
    guesses: Counter[int] = field(default_factory=Counter)
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
            beside = [asyncio.create_task(one) for one in (self._hold(), self._send_bodies(http), self._guess(http))]
            await asyncio.gather(*(self._ask(http, begun, hand) for hand in range(20)))
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
        self.done.seconds = time.monotonic() - begun
        return self.done

    async def _ask(self, http: aiohttp.ClientSession, begun: float, hand: int) -> None:
        for n in range(hand, self._links, 20):
            await asyncio.sleep(max(0.0, begun + n / self._pace - time.monotonic()))
            async with http.get(f"{self._address}/t/{secrets.token_urlsafe(16)}") as answer:
                await answer.read()
                self.done.links[answer.status] += 1

    async def _hold(self) -> None:
        lines = []
        halves = (b"", b"GET /t/", b"POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\npin=")
        try:
            for n in range(500):
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                writer.write(halves[n % 3])
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
