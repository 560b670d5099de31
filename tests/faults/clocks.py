"""A server whose clock is set while it runs, and what that does to what its guests are told.

The clock is really another one: Debian's libfaketime stands between the process and the system's, and reads from a file
how far they are apart. The monotonic clock stays the machine's own, as it does when somebody sets the date.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.support.browsers import faketime
from tests.support.server_process import ServerProcess, pick_day_start

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)
# At both moments it is one o'clock by UTC. A server opens some seconds before, and takes an order.
FORWARD, BACK = datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 10, 31, 1, tzinfo=UTC)
BEFORE = timedelta(seconds=8)
LONGEST = 60.0
# An answer is made before it is looked at.
INSTANT = timedelta(seconds=1)


@dataclass(frozen=True)
class Jump:
    """Seconds from a change of the clock until the guest's estimate was of the new time.

    `past` are times of it that had gone by; `tapped` is whether a tap then was noted down under the new time.
    """

    refreshed: float
    past: list[str]
    tapped: bool

    @property
    def is_right(self) -> bool:
        return self.refreshed <= 30 and self.tapped and not self.past


def clocks_set(folder: Path, rounds: int = 1) -> dict[str, Jump]:
    """Set the clocks of two servers, one forward, one back, then the other way round; returns the slowest of each."""
    with ThreadPoolExecutor() as together:
        forward = together.submit(_set, folder / "forward", HOUR, rounds)
        back = together.submit(_set, folder / "back", -HOUR, rounds)
        return {"+1 h": forward.result(), "-1 h": back.result()}


def daylight_saved(folder: Path) -> dict[str, Jump]:
    """Live through the two nights of a year in which the restaurant's own clocks change."""
    with ThreadPoolExecutor() as together:
        forward = together.submit(_over, folder / "spring", FORWARD)
        back = together.submit(_over, folder / "autumn", BACK)
        return {"summer time begins": forward.result(), "it ends": back.result()}


class FaketimeServer(ServerProcess):
    """A server in Berlin with a clock of its own, `ahead` of the machine's."""

    is_forked = False  # its library is loaded by a process that starts

    def __init__(self, folder: Path, ahead: timedelta = timedelta()) -> None:
        super().__init__(folder, TIMEZONE=ZONE.key, BUSINESS_DAY_STARTS=pick_day_start(datetime.now(ZONE) + ahead))
        self.ahead = ahead
        self._apart = folder / "apart"
        self.surroundings = {
            "LD_PRELOAD": faketime(),
            "FAKETIME_TIMESTAMP_FILE": str(self._apart),
            "FAKETIME_CACHE_DURATION": "1",  # seconds: to read the file at each look at the clock slows all down
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # with it Python's threads pass the turn on seven times as seldom
        }
        self._write()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def set(self, by: timedelta) -> None:
        """Set the clock, forward or back."""
        self.ahead += by
        self._write()

    def _write(self) -> None:
        fresh = self._apart.with_suffix(".new")
        fresh.write_text(f"{self.ahead.total_seconds():+.3f}\n")
        fresh.replace(self._apart)


def _set(folder: Path, by: timedelta, rounds: int) -> Jump:
    server = FaketimeServer(folder)
    try:
        server.start()
        seen = []
        for n in range(rounds):
            order = _cooking(server)
            server.set(-by if n % 2 else by)
            seen.append(_followed(server, order, server.now()))
        return Jump(
            max(one.refreshed for one in seen), [at for one in seen for at in one.past], all(one.tapped for one in seen)
        )
    finally:
        server.stop()


def _over(folder: Path, moment: datetime) -> Jump:
    server = FaketimeServer(folder, moment - BEFORE - datetime.now(UTC))
    try:
        server.start()
        order = _cooking(server)
        time.sleep(max(0.0, (moment - server.now()).total_seconds()))
        return _followed(server, order, moment)
    finally:
        server.stop()


def _cooking(server: FaketimeServer) -> dict[str, Any]:
    order = server.order("Lamb Biryani")
    server.tap(order, "start")
    return order


# Until the estimate is of this time, neither of one before nor of one far ahead. Then it is looked at, and tapped.
def _followed(server: FaketimeServer, order: dict[str, Any], since: datetime) -> Jump:
    begun = time.monotonic()
    while not since <= _at(server.status(order)["estimate"]["updated_at"]) <= server.now() + INSTANT:
        assert time.monotonic() - begun < LONGEST, "the estimate does not follow the clock"
        time.sleep(0.05)
    took, estimate, now = time.monotonic() - begun, server.status(order)["estimate"], server.now()
    past = [f"{name} {at}" for name, at in estimate.items() if name != "updated_at" and _at(at) < now]
    if f"{_at(estimate['latest']).astimezone(ZONE):%H:%M}" not in server.see(f"/t/{order['token']}")[1]:
        past.append("the page says another time")
    tapped = _at(server.tap(order, "bump")["events"][-1]["at"])
    return Jump(took, past, abs(tapped - server.now()) < 2 * INSTANT)


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)
