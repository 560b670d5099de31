"""Servers that `crowd` measures: OrderBell and a bare WebSocket as the floor, behind one interface."""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import time
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import httpx
import websockets

from tests.benchmarks.guest_socket import GuestSocket, guest
from tests.support.addresses import free_port
from tests.support.server_process import ServerProcess, running_server
from tests.support.started_process import ROOT
from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager

STATIONS = [{"name": f"station {n}", "slots": 4} for n in range(6)]
DISHES = [{"name": f"Dish {n}", "station": f"station {n % 6}", "minutes": 3 + n % 15} for n in range(40)]
ITEMS = 3
_ESTIMATE = re.compile(r'data-testid="estimate"[^>]*>(.*?)</div>')
# Taps of one item that can follow one another without end.
_TAPS = ("start", "bump", "recall")


@dataclass
class Seat:
    """One guest's page: `versions` says when (epoch seconds) it told of a version, `times` when it told a new time."""

    versions: dict[int, float] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    estimate: str = ""

    def note(self, page: GuestSocket, at: float) -> None:
        """Note what the page tells since a change."""
        for element in page.elements.values():
            content = element.get("props", {}).get("content", "")
            if told := re.search(r'id="event-(\d+)-', content):
                self.versions.setdefault(int(told[1]), at)
            elif (told := _ESTIMATE.search(content)) and told[1] != self.estimate:
                self.estimate = told[1]
                self.times.append(at)


class Host(Protocol):
    """A server whose guests watch orders."""

    name: str
    pid: int
    address: str

    async def open(self, web: httpx.AsyncClient) -> None:
        """Set the server up."""

    async def place(self, web: httpx.AsyncClient) -> str:
        """Place an order; returns what its guests and taps name it by."""

    async def tap(self, web: httpx.AsyncClient, order: str) -> int:
        """Tap an order; returns its version."""

    async def move_all(self, web: httpx.AsyncClient) -> float:
        """Change every order's time; returns when (epoch seconds)."""

    def watch(self, web: httpx.AsyncClient, order: str) -> AbstractAsyncContextManager[Seat]:
        """Open an order's page and its socket."""


class OrderBell:
    """The product, as its owner starts it."""

    name = "OrderBell"

    def __init__(self, server: ServerProcess) -> None:
        self.address, self.pid = server.address, server.pid
        self._chance, self._taps = random.Random(1), dict[str, int]()

    async def open(self, web: httpx.AsyncClient) -> None:
        web.headers["Authorization"] = f"Bearer {API_KEY}"
        await _ask(web, "PUT", "/menu", {"dishes": DISHES, "stations": STATIONS})

    async def place(self, web: httpx.AsyncClient) -> str:
        items = [{"name": dish["name"]} for dish in self._chance.sample(DISHES, ITEMS)]
        placed = await _ask(web, "POST", "/orders", {"items": items})
        return f"{placed['id']} {httpx.URL(placed['tracking_url']).path}"

    async def tap(self, web: httpx.AsyncClient, order: str) -> int:
        number = self._taps[order] = self._taps.get(order, -1) + 1
        verb = _TAPS[number] if number < len(_TAPS) else _TAPS[1 + (number - 1) % 2]
        return int((await _ask(web, "POST", f"/orders/{order.partition(' ')[0]}/items/1/{verb}", {}))["version"])

    async def move_all(self, web: httpx.AsyncClient) -> float:
        at = time.time()
        await _ask(web, "POST", "/busy", {"extra_minutes": 15, "span_minutes": 60})
        return at

    @asynccontextmanager
    async def watch(self, web: httpx.AsyncClient, order: str) -> AsyncIterator[Seat]:
        seat = Seat()
        async with guest(web, order.partition(" ")[2], seat.note) as page:
            seat.note(page, time.time())
            seat.times.clear()
            yield seat


class Floor:
    """A bare FastAPI WebSocket, see floor.py."""

    name = "floor"

    def __init__(self, port: int, pid: int) -> None:
        self.address, self.pid = f"http://127.0.0.1:{port}", pid

    async def open(self, web: httpx.AsyncClient) -> None:
        async with asyncio.timeout(30):
            while True:
                try:
                    await web.get("/t/1")
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
                else:
                    return

    async def place(self, web: httpx.AsyncClient) -> str:
        return str((await web.post("/orders")).raise_for_status().json())

    async def tap(self, web: httpx.AsyncClient, order: str) -> int:
        return int((await web.post(f"/orders/{order}/tap")).raise_for_status().json())

    async def move_all(self, web: httpx.AsyncClient) -> float:
        at = time.time()
        (await web.post("/busy")).raise_for_status()
        return at

    @asynccontextmanager
    async def watch(self, web: httpx.AsyncClient, order: str) -> AsyncIterator[Seat]:
        seat = Seat()
        (await web.get(f"/t/{order}")).raise_for_status()
        address = f"{self.address.replace('http', 'ws', 1)}/t/{order}"
        async with websockets.connect(address, compression=None, ping_interval=None) as socket:
            hearing = asyncio.create_task(_hear(socket, seat))
            yield seat
            hearing.cancel()


@contextmanager
def orderbell(folder: Path) -> Iterator[OrderBell]:
    """Serve the product from this folder."""
    ServerProcess.is_forked = False
    with running_server(folder) as server:
        yield OrderBell(server)


@contextmanager
def floor(folder: Path) -> Iterator[Floor]:
    """Serve the floor from this folder."""
    port = free_port()
    command = [sys.executable, "-m", "tests.benchmarks.floor", str(port), str(folder)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield Floor(port, process.pid)
        finally:
            process.terminate()


async def _hear(socket: websockets.ClientConnection, seat: Seat) -> None:
    async for frame in socket:
        at, version = time.time(), json.loads(frame)["version"]
        seat.versions.setdefault(version, at)
        if version == 0:
            seat.times.append(at)


async def _ask(web: httpx.AsyncClient, method: str, path: str, body: object) -> Any:
    return (await web.request(method, f"/api/v1{path}", json=body)).raise_for_status().json()
