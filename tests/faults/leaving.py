"""Stop and start with guests connected."""

from __future__ import annotations

import asyncio
import http.client
import signal
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.faults.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.server_process import ServerProcess


@dataclass
class Restart:
    """Seconds to stop with guests connected, to be ready again, and until every page showed the truth after that."""

    guests: int
    stopped: float
    started: float
    right: float
    lost: int

    def __str__(self) -> str:
        return (
            f"{self.guests} guests: stopped in {self.stopped:.1f} s, ready again in {self.started:.1f} s, "
            f"every page right {self.right:.1f} s later, {self.lost} acknowledged orders lost"
        )


async def restart(server: ServerProcess, guests: int, how: signal.Signals) -> Restart:
    """Stop during taps, start again, tap, and wait until each guest sees it without a reload by hand."""
    orders = [server.order() for _ in range(guests)]
    async with _watched(server, orders) as watchers:
        await _all_show(watchers, "received")
        tapping = asyncio.create_task(asyncio.to_thread(_place_until_closed, server))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        await asyncio.to_thread(server.stop, how)
        stopped = time.monotonic() - begun
        acknowledged = await tapping
        started = await asyncio.to_thread(server.start)
        begun = time.monotonic()
        for order in orders:
            await asyncio.to_thread(server.tap, order, "start")
        await _all_show(watchers, "preparing")
        right = time.monotonic() - begun
    kept = {found["external_ref"] for found in server.api("GET", "/orders?limit=500")}
    return Restart(guests, stopped, started, right, len(set(acknowledged) - kept))


@asynccontextmanager
async def _watched(server: ServerProcess, orders: list[dict[str, Any]]) -> AsyncIterator[list[Watcher]]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        watchers = [Watcher(http, server.address, order["token"]) for order in orders]
        staying = [asyncio.create_task(watcher.stay()) for watcher in watchers]
        try:
            yield watchers
        finally:
            for task in staying:
                task.cancel()
            await asyncio.gather(*staying, return_exceptions=True)


async def _all_show(watchers: list[Watcher], stage: str) -> None:
    async with asyncio.timeout(30):
        while not all(watcher.is_live and watcher.stage == stage for watcher in watchers):  # noqa: ASYNC110  no event has it all
            await asyncio.sleep(0.05)


def _place_until_closed(server: ServerProcess) -> list[str]:
    acknowledged: list[str] = []
    while True:
        reference = f"pos-{time.monotonic_ns()}"
        try:
            server.order(external_ref=reference)
        except (OSError, AssertionError, http.client.HTTPException):
            return acknowledged
        acknowledged.append(reference)
