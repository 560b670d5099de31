"""Outages of the database: locked by another process, or on a full disk."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from storage.database.sqlite_file import open_database_file
from tests.support.world import API_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.support.server_process import ServerProcess

# The least that a log of SQLite grows by: one page, with its header.
FRAME = 4096 + 24
CALM = 0.02
# Of a real file system, in bytes: room for a few hundred orders.
SMALL = 8 * 1024**2


class CannotMount(Exception):
    """A file system cannot be mounted here: that is root's right, and not in every container."""


@dataclass
class Outage:
    """What taps were answered during an outage, and after it. Seconds; `lag` is the event loop's, during it."""

    during: list[int] = field(default_factory=list)
    retry_after: set[str] = field(default_factory=set)
    slowest_page: float = 0.0
    lag: float = 0.0
    recovered: float = 0.0
    lost: int = 0

    def __str__(self) -> str:
        return (
            f"{len(self.during)} taps: {self.during.count(503)} answered 503, {self.lost} acknowledged ones lost, "
            f"loop lag p99 {self.lag * 1000:.0f} ms, slowest page {self.slowest_page * 1000:.0f} ms, "
            f"tapping again after {self.recovered:.1f} s"
        )


async def outage(
    server: ServerProcess, inflict: Callable[[ServerProcess], AbstractContextManager[object]], taps: int, together: int
) -> Outage:
    """Tap while the database cannot be written, and look at a guest's page meanwhile; then count what was kept."""
    seen, order = Outage(), server.order()
    acknowledged: list[str] = []
    for _ in range(60):  # what the start has cost is no fault of the outage, and is forgotten after a minute
        if lag(server) <= CALM:
            break
        await asyncio.sleep(1)
    with inflict(server):
        await asyncio.sleep(0.1)
        rounds = [asyncio.to_thread(_tap, server, seen, acknowledged, so_many) for so_many in _shares(taps, together)]
        looking = asyncio.create_task(asyncio.to_thread(_look, server, order["token"], seen, until := [False]))
        await asyncio.gather(*rounds)
        until[0] = True
        await looking
        seen.lag = lag(server)
    begun = time.monotonic()
    while not await asyncio.to_thread(_is_taken, server):
        assert time.monotonic() - begun < 30, "it does not recover"
        await asyncio.sleep(0.1)
    seen.recovered = time.monotonic() - begun
    # Not by asking the server, which might show what it has not kept.
    with open_database_file(database(server)) as db:
        kept = {str(row[0]) for row in db.execute("SELECT external_ref FROM orders")}
    seen.lost = len(set(acknowledged) - kept)
    return seen


@contextmanager
def locked(server: ServerProcess) -> Iterator[None]:
    """Another connection holds the write lock."""
    with closing(sqlite3.connect(database(server), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(server: ServerProcess) -> Iterator[None]:
    """No file of the process can grow beyond what a log of SQLite takes at the least."""
    process = psutil.Process(server.pid)
    before = process.rlimit(psutil.RLIMIT_FSIZE)
    process.rlimit(psutil.RLIMIT_FSIZE, (FRAME, before[1]))
    try:
        yield
    finally:
        process.rlimit(psutil.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Give a folder with a disk of its own below it, where a server keeps its data; raises CannotMount."""
    disk = folder / "data"
    disk.mkdir(parents=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=700", "orderbell-tests", str(disk)]
    try:
        subprocess.run(mounting, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotMount(getattr(error, "stderr", "") or str(error)) from error
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def filled(server: ServerProcess) -> Iterator[None]:
    """Somebody else's file takes all that is left of the disk, to the last byte."""
    ballast = database(server).with_name("ballast")
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    assert shutil.disk_usage(ballast.parent).free == 0
    try:
        yield
    finally:
        ballast.unlink()


def database(server: ServerProcess) -> Path:
    """Return the database file of a server."""
    return server.folder / "data" / "orderbell.sqlite3"


def lag(server: ServerProcess) -> float:
    """Return the 99th percentile of the event loop's lateness in the last minute, in seconds."""
    metrics = server.ask("GET", "/metrics")[2].decode()
    found = re.search(r'^orderbell_loop_lag_seconds\{quantile="0.99"\} (\S+)$', metrics, re.MULTILINE)
    assert found, metrics
    return float(found[1])


def _tap(server: ServerProcess, seen: Outage, acknowledged: list[str], so_many: int) -> None:
    for _ in range(so_many):
        reference = f"pos-{time.monotonic_ns()}"
        status, headers = _place(server, reference)
        seen.during.append(status)
        seen.retry_after.add(headers.get("retry-after", ""))
        if status < 300:
            acknowledged.append(reference)


def _look(server: ServerProcess, token: str, seen: Outage, until: list[bool]) -> None:
    while not until[0]:
        begun = time.monotonic()
        status, _, _ = server.ask("GET", f"/t/{token}/status.json")
        assert status == 200
        seen.slowest_page = max(seen.slowest_page, time.monotonic() - begun)
        time.sleep(0.1)


def _is_taken(server: ServerProcess) -> bool:
    return _place(server, f"pos-{time.monotonic_ns()}")[0] == 201


def _place(server: ServerProcess, reference: str) -> tuple[int, dict[str, str]]:
    body = {"items": [{"name": "Garlic Naan"}], "external_ref": reference}
    status, headers, _ = server.ask("POST", "/api/v1/orders", body, Authorization=f"Bearer {API_KEY}")
    return status, headers


def _shares(taps: int, together: int) -> list[int]:
    return [taps // together] * together
