"""The rows of the fault matrix. A row inflicts one fault, and says what was measured and whether the promise held.

To add one: write a function that takes an empty folder and `long`, returns a Figure, and put it into ROWS.
"""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.killing import killed
from tests.faults.leaving import restart
from tests.faults.open_house import open_house
from tests.faults.outages import Outage, full, locked, outage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Figure(NamedTuple):
    """What was measured, in words with numbers, and whether what must hold did hold."""

    measured: str
    holds: bool


def kill_nine(_: Path, *, long: bool) -> Figure:
    """kill -9 in the midst of taps."""
    seen = killed(200 if long else 50)
    return Figure(str(seen), (seen.lost, seen.broken) == (0, 0))


def stop_and_start(folder: Path, *, long: bool) -> Figure:
    """SIGTERM with guests connected, then a start."""
    with open_house(folder) as house:
        seen = asyncio.run(restart(house, 100 if long else 20, signal.SIGTERM))
    return Figure(str(seen), seen.stopped <= 3 and seen.started <= 10 and seen.right <= 10 and not seen.lost)


def database_locked(folder: Path, *, long: bool) -> Figure:
    """The database locked by another connection."""
    with open_house(folder) as house:
        seen = asyncio.run(outage(house, locked, taps=4 if long else 1, together=1))
    return Figure(str(seen), _held(seen))


def disk_full(folder: Path, *, long: bool) -> Figure:
    """A full disk (RLIMIT_FSIZE), then space again."""
    with open_house(folder) as house:
        seen = asyncio.run(outage(house, full, taps=1000 if long else 20, together=4))
    return Figure(str(seen), _held(seen))


def _held(seen: Outage) -> bool:
    return set(seen.during) == {503} and not seen.lost and seen.lag <= 0.05


ROWS: tuple[Callable[..., Figure], ...] = (kill_nine, stop_and_start, database_locked, disk_full)
