"""Soak: a month of visits in minutes, while the kitchen taps; measures memory, descriptors and tasks afterwards."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import psutil

from tests.support.server_process import ServerProcess
from tests.support.tracking_page import socket_query
from tests.support.world import API_KEY, PIN

if TYPE_CHECKING:
    from pathlib import Path

    from aiohttp import ClientSession, ClientWebSocketResponse

VISITS, ORDERS = 30_000, 3_000
# By then a server has met all kinds of visits at once, which takes memory once.
MIN_WARM_VISITS = 800
MAX_GROWTH = 0.05
# The pools of the database open one more now and then.
MAX_MORE_DESCRIPTORS = 3
# Of a month; a day of use is a thirtieth.
MAX_LOG_BYTES = 30e6
MAX_TRIES = 3
ENGINE = "/_nicegui_ws/socket.io/"
KEY = {"Authorization": f"Bearer {API_KEY}"}


@dataclass(frozen=True)
class Left:
    """What a server holds after a rest. Memory in bytes."""

    memory: int
    descriptors: int
    pages: int
    tasks: int

    def __str__(self) -> str:
        return f"{self.memory / 1e6:.0f} MB, {self.descriptors} descriptors, {self.pages} pages, {self.tasks} tasks"


@dataclass(frozen=True)
class Soak:
    """What was left after the first tenth and after all of it; `log` in bytes, `refused` are answers that failed."""

    visits: int
    orders: int
    seconds: float
    first: Left
    last: Left
    log: int
    refused: Counter[str]

    @property
    def is_tidy(self) -> bool:
        """Whether no page, task or descriptor is left."""
        more = self.last.descriptors - self.first.descriptors
        return self.last.pages == 0 and self.last.tasks <= self.first.tasks and more <= MAX_MORE_DESCRIPTORS

    @property
    def is_flat(self) -> bool:
        """Whether nothing is left, memory included."""
        return self.is_tidy and self.last.memory <= self.first.memory * (1 + MAX_GROWTH)

    @property
    def grown_a_visit(self) -> float:
        """Bytes of memory that each visit after the first ones has left."""
        return (self.last.memory - self.first.memory) / (self.visits - MIN_WARM_VISITS)

    def __str__(self) -> str:
        return (
            f"{self.visits} visits, {self.orders} orders in {self.seconds:.0f} s: {self.first} after a tenth,"
            f" {self.last} after all, log {self.log / 1e6:.2f} MB, refused {dict(self.refused)}"
        )


async def soak(folder: Path, share: float, seconds: float) -> Soak:
    """Let this share of a month's visits come within so many seconds, or as soon as the machine can."""
    server = ServerProcess(folder)
    server.surroundings = {"TESTS_PREPARE": "tests.faults.short_memory"}
    begun = time.monotonic()
    try:
        await asyncio.to_thread(server.start)
        async with aiohttp.ClientSession(server.address, connector=aiohttp.TCPConnector(limit=0)) as http:
            visitors = _Visitors(server, http)
            tenth = max(0.1, MIN_WARM_VISITS / (VISITS * share))
            first = await visitors.visited(share * tenth, seconds * tenth)
            last = await visitors.visited(share * (1 - tenth), seconds * (1 - tenth))
        log = server.log.stat().st_size
        return Soak(
            int(VISITS * share), int(ORDERS * share), time.monotonic() - begun, first, last, log, visitors.refused
        )
    finally:
        await asyncio.to_thread(server.stop)


class _Visitors:
    def __init__(self, server: ServerProcess, http: ClientSession) -> None:
        self._server, self._http = server, http
        self._orders: list[dict[str, Any]] = []
        self._chance = random.Random(7)
        self.refused: Counter[str] = Counter()

    async def play(self, visits: int, orders: int, seconds: float) -> None:
        """Have guests come and the kitchen tap."""
        begun, going = time.monotonic(), asyncio.Semaphore(60)
        async with asyncio.TaskGroup() as group:
            for n in range(visits):
                await asyncio.sleep(max(0.0, begun + seconds * n / visits - time.monotonic()))
                if n % max(1, visits // orders) == 0:
                    await self._serve_one()
                if n % 100 == 0:
                    group.create_task(self._sign_in())
                await going.acquire()
                task = group.create_task(self._visit(n))
                task.add_done_callback(lambda _: going.release())
        for order in self._orders:
            await self._api(f"/orders/{order['id']}/cancel", {})
        self._orders.clear()

    async def visited(self, share: float, seconds: float) -> Left:
        """Have this share of a month come; returns what is left of it."""
        await self.play(int(VISITS * share), int(ORDERS * share), seconds)
        return await self.rest()

    async def rest(self) -> Left:
        """Wait until nobody is left and memory stands still; returns what the server holds then."""
        process, seen = psutil.Process(self._server.pid), None
        for _ in range(40):
            await asyncio.sleep(3)
            metrics = (await asyncio.to_thread(self._server.ask, "GET", "/metrics"))[2].decode()
            pages, tasks = (_gauge(metrics, name) for name in ("orderbell_pages", "orderbell_tasks"))
            left = Left(process.memory_info().rss, process.num_fds(), pages, tasks)
            if pages == 0 and seen and abs(left.memory - seen.memory) < 1e5 and left.tasks == seen.tasks:
                break
            seen = left
        return left

    async def _serve_one(self) -> None:
        items = [{"name": name, "prep_minutes": 12} for name in ("Garlic Naan", "Chicken Tikka Masala")]
        if not (placed := await self._api("/orders", {"items": items})):
            return
        self._orders.append(placed | {"token": placed["tracking_url"].rsplit("/", 1)[1]})
        if len(self._orders) > 20:
            ended = self._orders.pop(0)
            for verb in ("start", "bump", "hand_over"):
                await self._api(f"/orders/{ended['id']}/{verb}", {})

    # As a till does, which is told when to try again.
    async def _api(self, path: str, said: dict[str, Any]) -> dict[str, Any]:
        for _ in range(MAX_TRIES):
            async with self._http.post(f"/api/v1{path}", json=said, headers=KEY) as answer:
                if answer.status < 300:
                    return await answer.json()
                refusal = f"{answer.status} {path.rsplit('/', 1)[1]}: {await answer.text()}"
                if answer.status != 503:
                    break
                await asyncio.sleep(float(answer.headers["Retry-After"]))
        self.refused[refusal] += 1
        return {}

    async def _sign_in(self) -> None:
        async with aiohttp.ClientSession(self._server.address) as tablet:
            async with tablet.post("/login", data={"pin": PIN}) as answer:
                await answer.read()
            async with tablet.post("/logout") as answer:
                await answer.read()

    # As phones do: most stay for a moment, some never join or only half, some sleep without a word, some reload.
    async def _visit(self, n: int) -> None:
        path = "/board" if n % 10 == 0 else f"/t/{self._chance.choice(self._orders)['token']}"
        async with self._http.get(path) as answer:
            page = await answer.text()
        kind = self._chance.choice(("joins", "joins", "joins", "half", "never", "sleeps", "polls"))
        if kind == "never" or "String.raw" not in page:  # at the limit a page is served without its life
            return
        query = socket_query(page)
        with suppress(aiohttp.ClientError, TimeoutError):
            if kind == "polls":
                async with self._http.get(ENGINE, params=query | {"transport": "polling"}) as answer:
                    await answer.read()
                return
            async with self._http.ws_connect(ENGINE, params=query, origin=self._server.address) as socket:
                await socket.receive(5)
                if kind != "half":
                    await self._stay(socket)
                if kind == "sleeps" and (connection := socket._response.connection):
                    connection.transport.abort()

    async def _stay(self, socket: ClientWebSocketResponse) -> None:
        await socket.send_str("40")
        with suppress(TimeoutError):
            async with asyncio.timeout(self._chance.random()):
                async for said in socket:
                    if said.data == "2":
                        await socket.send_str("3")


def _gauge(metrics: str, name: str) -> int:
    return int(float(re.search(rf"^{name} (\S+)$", metrics, re.MULTILINE)[1]))
