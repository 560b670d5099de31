"""A tap and a guest on another process: `python -m tests.benchmarks.cluster [--guests 500] [--seconds 20]`.

In one run: the single process on SQLite as the floor, then 1, 2 and 3 processes on one PostgreSQL. Each time so many
open orders, a guest each by NiceGUI's own handshake; an order is tapped at one process and watched at the next one.
The guests and taps are in this process, the servers in others. Milliseconds, unless a unit is said. Bounds that fail
the run, on two cores that do nothing else: see BOUNDS.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil

from tests.benchmarks.crowd import JOINING_AT_ONCE, TAPS_A_SECOND, quantile, until
from tests.benchmarks.crowd_hosts import OrderBell
from tests.support.cluster_process import running_processes
from tests.support.postgresql import Cluster
from tests.support.postgresql_binaries import find_binaries
from tests.support.server_process import ServerProcess, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.crowd_hosts import Seat

PROCESSES = 3
HANDS = 8
SETTLE_SECONDS = 3
# Of three processes, the largest share of the CPU time beside an equal one.
BOUNDS = {"tap -> guest p50": 25.0, "tap -> guest p99": 120.0, "largest share": 1.5}
ROWS = ("tap -> guest p50", "tap -> guest p99", "taps a second", "guests a process", "largest share")


class Crowd:
    """Guests and taps before one or several processes."""

    def __init__(self, servers: list[ServerProcess], stack: AsyncExitStack) -> None:
        self._stack = stack
        self._hosts = [OrderBell(server) for server in servers]
        limits = httpx.Limits(max_connections=JOINING_AT_ONCE * 2)
        self._webs = [httpx.AsyncClient(base_url=host.address, timeout=60, limits=limits) for host in self._hosts]
        self._orders: list[str] = []
        self._seats: list[Seat] = []

    async def measure(self, guests: int, seconds: float) -> dict[str, float]:
        """Return the figures by the names in ROWS."""
        for host, web in zip(self._hosts, self._webs, strict=True):
            await self._stack.enter_async_context(web)
            await host.open(web)
        self._orders = [await self._hosts[0].place(self._webs[0]) for _ in range(guests)]
        await self._come()
        await asyncio.sleep(SETTLE_SECONDS)
        before = self._work()
        took = await self._tap_steadily(seconds)
        work = [after - was for after, was in zip(self._work(), before, strict=True)]
        return {
            "tap -> guest p50": 1000 * quantile(took, 0.5),
            "tap -> guest p99": 1000 * quantile(took, 0.99),
            "taps a second": await self._tap_flat_out(seconds / 2),
            "guests a process": guests / len(self._hosts),
            "largest share": max(work) / (sum(work) / len(work)),
        }

    async def _come(self) -> None:
        turn = asyncio.Semaphore(JOINING_AT_ONCE)

        async def sit(number: int, order: str) -> Seat:
            place = (number + 1) % len(self._hosts)
            async with turn:
                return await self._stack.enter_async_context(self._hosts[place].watch(self._webs[place], order))

        self._seats = list(await asyncio.gather(*(sit(number, order) for number, order in enumerate(self._orders))))

    async def _tap_steadily(self, seconds: float) -> list[float]:
        """Tap at a steady rate; returns the seconds from each tap to its guest."""
        taps: list[tuple[int, int, float]] = []

        async def tap(number: int) -> None:
            at, order = time.time(), number * 7 % len(self._orders)
            taps.append((order, await self._tap(order), at))

        async with asyncio.TaskGroup() as group:
            begun = time.monotonic()
            for number in range(int(TAPS_A_SECOND * seconds)):
                await asyncio.sleep(max(0.0, begun + number / TAPS_A_SECOND - time.monotonic()))
                group.create_task(tap(number))
        await until(lambda: all(version in self._seats[order].versions for order, version, _ in taps))
        return [self._seats[order].versions.get(version, float("inf")) - at for order, version, at in taps]

    async def _tap_flat_out(self, seconds: float) -> float:
        """Have some hands tap without a pause, each its own orders; returns how many taps a second were answered."""
        ends, count = time.monotonic() + seconds, 0

        async def work(hand: int) -> None:
            nonlocal count
            number = hand
            while time.monotonic() < ends:
                await self._tap(number % len(self._orders))
                number, count = number + HANDS, count + 1

        await asyncio.gather(*(work(hand) for hand in range(HANDS)))
        return count / seconds

    # One host counts all taps of an order, so that each follows the one before.
    async def _tap(self, order: int) -> int:
        return await self._hosts[0].tap(self._webs[order % len(self._webs)], self._orders[order])

    def _work(self) -> list[float]:
        return [sum(psutil.Process(host.pid).cpu_times()[:2]) for host in self._hosts]


@contextmanager
def _on_postgresql(folder: Path, count: int) -> Iterator[list[ServerProcess]]:
    binaries = find_binaries()
    assert binaries is not None, "PostgreSQL is not installed"
    postgresql = Cluster(binaries)
    try:
        postgresql.execute("CREATE DATABASE orderbell_shared")
        with running_processes(folder, postgresql.url("orderbell_shared"), count) as servers:
            yield servers
    finally:
        postgresql.remove()


async def _measure(servers: list[ServerProcess], guests: int, seconds: float) -> dict[str, float]:
    async with AsyncExitStack() as stack:
        return await Crowd(servers, stack).measure(guests, seconds)


def main() -> int:
    """Print the table; return 1 when a bound was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.cluster", description=__doc__.splitlines()[0])
    parser.add_argument("--guests", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=20, help="how long is tapped, each time")
    said = parser.parse_args()
    ServerProcess.is_forked = False
    found = {}
    with tempfile.TemporaryDirectory(prefix="orderbell-cluster-") as folder:
        with running_server(Path(folder) / "alone") as server:
            found["SQLite"] = asyncio.run(_measure([server], said.guests, said.seconds))
        for count in range(1, PROCESSES + 1):
            with _on_postgresql(Path(folder) / str(count), count) as servers:
                found[str(count)] = asyncio.run(_measure(servers, said.guests, said.seconds))
    print(f"{said.guests} open orders, a guest each | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for name in ROWS:
        print(f"{name} | {' | '.join(f'{figures[name]:.1f}' for figures in found.values())} |")
    print(f"the machine: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    largest = found[str(PROCESSES)]
    missed = [f"{name} {largest[name]:.1f}, not {bound}" for name, bound in BOUNDS.items() if largest[name] > bound]
    print("passed" if not missed else f"MISSED: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
