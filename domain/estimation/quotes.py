"""Quotes: schedules each new order onto the queue that the last estimation pass left, without scanning open orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.station_queue import StationQueue

if TYPE_CHECKING:
    from datetime import datetime

    from domain.estimation.prediction import Moment
    from domain.estimation.workload import Workload


class QuoteQueue:
    """The queue behind which a new order is scheduled, and the orders added since the latest look began.

    Its cost depends on the stations and the new order only. It is as old as the latest complete look: taps since then
    count with the next one.
    """

    def __init__(self) -> None:
        self._begun = self._finished = 0
        self._stations: StationQueue | None = None
        self._awaited = 0
        self._quoted: list[_QuotedOrder] = []

    def begin_look(self) -> int:
        """Return the number of the look. The orders quoted before are among its orders."""
        self._begun += 1
        self._quoted = []
        return self._begun

    def finish_look(self, number: int, stations: StationQueue, awaited: int) -> None:
        """Take over the free times of a look, unless one that began later has finished before it."""
        if number < self._finished:
            return
        for order in self._quoted:
            _schedule(order, stations)
        self._finished, self._stations, self._awaited = number, stations, awaited + len(self._quoted)

    def quote(self, workload: Workload, placed_at: datetime, moment: Moment, *, is_kept: bool) -> tuple[float, int]:
        """Schedule a new order; return the seconds until it is finished, and the number of other open orders.

        The next one is behind it if it is kept.
        """
        stations = self._stations = self._stations or StationQueue(moment.menu.slots, moment.now)
        stations.advance(moment.now)
        order = _QuotedOrder(workload, placed_at)
        if not is_kept:
            return _schedule(order, stations.copy()), self._awaited
        self._quoted.append(order)
        self._awaited += 1
        return _schedule(order, stations), self._awaited - 1


class _QuotedOrder(NamedTuple):
    """What is scheduled again behind the next look's orders."""

    workload: Workload
    placed_at: datetime


def _schedule(order: _QuotedOrder, stations: StationQueue) -> float:
    return max(stations.run_order(order.workload), stations.queue_order(order.workload, order.placed_at))
