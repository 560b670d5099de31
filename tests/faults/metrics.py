"""Rows of the fault matrix. Each inflicts one fault, measures it, and says whether the requirement holds.

To add one: write a function that takes an empty folder and `long`, returns a Figure, and put it into ROWS.
"""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.faults.clocks import clocks_set, daylight_saved
from tests.faults.crowd import Return, crowd
from tests.faults.dead_zone import dead_zone
from tests.faults.killing import killed
from tests.faults.leaving import restart
from tests.faults.malformed import all_malformed
from tests.faults.networks import black_hole, cut, flap, lose
from tests.faults.networks import restart as restart_under
from tests.faults.outages import CannotMount, Outage, filled, full, locked, outage, small_disk
from tests.faults.pushing import pushing
from tests.faults.retries import ORDERS, another_body, retried
from tests.faults.rivals import rivalry
from tests.faults.siege import is_unharmed, siege
from tests.support.server_process import running_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Figure(NamedTuple):
    """What was measured, in words with numbers, and whether what must hold did hold."""

    measured: str
    holds: bool


def kill_nine(_: Path, *, long: bool) -> Figure:
    """kill -9 during taps."""
    seen = killed(200 if long else 50)
    return Figure(str(seen), (seen.lost, seen.broken) == (0, 0))


def stop_and_start(folder: Path, *, long: bool) -> Figure:
    """SIGTERM with guests connected, then a start."""
    with running_server(folder) as server:
        seen = asyncio.run(restart(server, 100 if long else 20, signal.SIGTERM))
    return Figure(str(seen), seen.stopped <= 3 and seen.started <= 10 and seen.right <= 10 and not seen.lost)


def database_locked(folder: Path, *, long: bool) -> Figure:
    """The database locked by another connection."""
    with running_server(folder) as server:
        seen = asyncio.run(outage(server, locked, taps=4 if long else 1, together=1))
    return Figure(str(seen), _held(seen))


def disk_full(folder: Path, *, long: bool) -> Figure:
    """A full disk, a small one of its own and by RLIMIT_FSIZE, then space again."""
    taps = 1000 if long else 400
    with running_server(folder / "limited") as server:
        limited = asyncio.run(outage(server, full, taps, together=4))
    try:
        with small_disk(folder / "small") as disk, running_server(disk) as server:
            small = asyncio.run(outage(server, filled, taps, together=4))
    except CannotMount as error:
        return Figure(f"by RLIMIT_FSIZE: {limited}; no disk could be mounted here ({error})", _held(limited))
    return Figure(f"tmpfs: {small}; RLIMIT_FSIZE: {limited}", _held(small) and _held(limited))


def network_cut(folder: Path, *, long: bool) -> Figure:
    """The network cut: for 2 s, in the long form for 30 s and 5 min as well."""
    seen = [asyncio.run(_before_guests(folder / str(span), cut, span)) for span in ((2, 30, 300) if long else (2,))]
    return Figure("; ".join(str(returned) for _, returned in seen), all(_returned(one) for _, one in seen))


def dead_zone_in_firefox(folder: Path, *, long: bool) -> Figure:
    """A dead zone in Firefox, whose sockets wait after sockets that failed: 20 s, in the long form 100 s as well."""
    seen = asyncio.run(dead_zone(folder / "zone", (20, 100) if long else (20,)))
    return Figure("; ".join(map(str, seen)), all(one.knew and one.returned <= 5 for one in seen))


def half_open(folder: Path, *, long: bool) -> Figure:
    """Links that are half open: noticed, then left behind."""
    knew, returned = asyncio.run(_before_guests(folder / "server", black_hole, 60 if long else 0))
    return Figure(f"noticed by {knew}; then {returned}", knew.share == 1 and knew.at(1) <= 15 and _returned(returned))


def flapping(folder: Path, *, long: bool) -> Figure:
    """A network that comes and goes."""
    returned = asyncio.run(_before_guests(folder / "server", flap, 5 if long else 1))
    return Figure(str(returned), _returned(returned))


def packets_lost(folder: Path, *, long: bool) -> Figure:
    """Every tenth packet lost, 150 ms away: from each tap to each guest."""
    seen = asyncio.run(_before_guests(folder / "server", lose, 50 if long else 5))
    return Figure(f"{seen}; half of them within {seen.at(0.5):.1f} s", seen.share == 1 and seen.at(0.95) <= 3)


def restarted(folder: Path, *, long: bool) -> Figure:
    """The server restarted under a hundred guests."""
    how = signal.SIGKILL if long else signal.SIGTERM
    ready, returned = asyncio.run(_before_guests(folder / "server", restart_under, how))
    return Figure(f"ready after {ready:.1f} s; right again {returned}", ready <= 10 and returned.share == 1)


def clock_set(folder: Path, *, long: bool) -> Figure:
    """The clock set by +1 h and by -1 h; the nights in which summer time begins and ends."""
    seen = clocks_set(folder, 10 if long else 1) | daylight_saved(folder)
    said = ", ".join(f"{one.refreshed:.1f} s ({change})" for change, one in seen.items())
    past = sum(len(one.past) for one in seen.values())
    return Figure(f"estimates followed within {said}; {past} times in the past", all(o.is_right for o in seen.values()))


def push_service(folder: Path, *, long: bool) -> Figure:
    """A push service that is slow, hangs, answers 404, 410, 413, 429 or 500, or resets."""
    seen = asyncio.run(pushing(folder / "server", 12 if long else 3))
    return Figure(str(seen), seen.is_right and seen.is_quick)


def two_tablets(folder: Path, *, long: bool) -> Figure:
    """Two tablets tap on the same ticket at once."""
    with running_server(folder) as server:
        seen = rivalry(server, 1000 if long else 200)
    return Figure(str(seen), seen.fair == seen.rounds)


def sent_again(folder: Path, *, long: bool) -> Figure:  # noqa: ARG001  it is short
    """The till sends each order ten times over."""
    with running_server(folder) as server:
        seen = retried(server, 1000)
        return Figure(str(seen), seen.made == seen.orders == ORDERS and another_body(server) == (409, 409))


def malformed_input(folder: Path, *, long: bool) -> Figure:
    """Malformed input: all that the description of the interface allows, and much that it does not."""
    with running_server(folder) as server:
        seen = all_malformed(server, 20 if long else 4)
    bad = (seen.errors, seen.unsaid, seen.let_in, seen.stored)
    return Figure(f"{seen}{seen.first and f' ({seen.first})'}", bad == (0, 0, 0, 0))


def hostile_clients(folder: Path, *, long: bool) -> Figure:
    """Made-up links, held lines, large bodies, guesses, polling, unjoined pages, one link's flood, fifty guests."""
    links = 10_000 if long else 2_500
    seen = asyncio.run(siege(folder / "server", links, 400))
    return Figure(str(seen), is_unharmed(seen, links) and seen.is_prompt)


async def _before_guests(folder: Path, fault: Callable[..., Any], how: object) -> Any:
    async with crowd(folder, 90, 10) as guests:
        return await fault(guests, how)


def _returned(seen: Return) -> bool:
    return seen.share == 1 and seen.at(1) <= 10 and seen.at(0.95) <= 5


def _held(seen: Outage) -> bool:
    return set(seen.during) == {503} and not seen.lost and seen.lag <= 0.05


ROWS: tuple[Callable[..., Figure], ...] = (
    kill_nine,
    stop_and_start,
    network_cut,
    dead_zone_in_firefox,
    half_open,
    flapping,
    packets_lost,
    restarted,
    database_locked,
    disk_full,
    clock_set,
    push_service,
    two_tablets,
    sent_again,
    malformed_input,
    hostile_clients,
)
