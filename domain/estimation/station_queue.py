"""Station queue: list scheduling of the open tasks over each station's slots, first come, first served."""

from __future__ import annotations

import math
from heapq import heapreplace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from domain.estimation.workload import RunningTask, Workload

# A task that runs over its time is expected to need this share of it: nobody taps "done" in advance.
OVERRUN_SHARE = 0.18
PACKING_SECONDS = 60.0


class StationQueue:
    """The free times of all stations' slots, in seconds from the moment `at` (UTC).

    List scheduling (Graham, Bounds on Multiprocessing Timing Anomalies, 1969): each task in turn takes the slot of its
    station that is free first. Add the running tasks of all orders, then the waiting ones in the order of the queue.
    Free times start at -inf, so that a task may have started in the past. `slots` tells how many slots a station has.
    """

    def __init__(self, slots: Callable[[str], int], at: datetime) -> None:
        self._slots, self.at = slots, at
        self._free: dict[str, list[float]] = {}

    def copy(self) -> StationQueue:
        """Return a queue with the same free times: what is added to it is not added here."""
        copied = StationQueue(self._slots, self.at)
        copied._free = {station: times.copy() for station, times in self._free.items()}
        return copied

    def run_order(self, workload: Workload) -> float:
        """Add an order's running tasks; return the seconds until the last of them is finished, 0 without any."""
        finish = 0.0
        for task in workload.running:
            left = left_seconds(task, self.at)
            self.run(task.station, left)
            finish = max(finish, left)
        return finish

    def queue_order(self, workload: Workload, placed_at: datetime) -> float:
        """Add an order's waiting tasks; return the seconds until the last of them is finished, 0 without any.

        Where nobody taps "start", a task is taken to run since its order was placed and a slot was free.
        """
        if not workload.waiting:
            return 0.0
        if workload.model.taps_start:
            return max([self.wait(station, seconds) for station, seconds in workload.waiting])
        ready_from = -max(0.0, (self.at - placed_at).total_seconds())
        return max(
            [self.wait(station, seconds, ready_from, OVERRUN_SHARE * seconds) for station, seconds in workload.waiting]
        )

    def run(self, station: str, seconds: float) -> None:
        """Add a running task with so many seconds left. It holds its slot already, even if there are too few."""
        free = self._free.get(station) or self._open_station(station)
        heapreplace(free, max(seconds, free[0] + seconds))

    def wait(self, station: str, seconds: float, ready_from: float = 0.0, min_seconds: float = 0.0) -> float:
        """Add a waiting task; return the seconds until it is finished.

        It can start from `ready_from` on (negative: in the past) and is finished after `min_seconds` at the earliest.
        """
        free = self._free.get(station) or self._open_station(station)
        start = free[0]
        end = (max(ready_from, start)) + seconds
        end = max(end, min_seconds)
        heapreplace(free, end)
        return end

    def backlog(self, station: str) -> float:
        """Return for how many seconds all slots of a station are occupied by what was added, 0 when one is free."""
        return max(0.0, self._free.get(station, [0.0])[0])

    def advance(self, now: datetime) -> None:
        """Move `at` to now (UTC). Of a clock that was set back nothing is known: the free times stay what they are."""
        passed = max(0.0, (now - self.at).total_seconds())
        self.at = now
        # Subtraction keeps the order, so the lists stay heaps.
        self._free = {station: [free - passed for free in times] for station, times in self._free.items()}

    def _open_station(self, station: str) -> list[float]:
        free = self._free[station] = [-math.inf] * max(1, self._slots(station))
        return free


def left_seconds(task: RunningTask, now: datetime) -> float:
    """Return the seconds that a running task still needs at `now` (UTC)."""
    passed = (now - (task.started_at or now)).total_seconds()
    return max(task.seconds - max(0.0, passed), OVERRUN_SHARE * task.seconds)
