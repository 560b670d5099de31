"""One order's outlook: what was known of it at its latest step, and what the clock and the queue say since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation.calibration import Calibration, Progress
from domain.estimation.estimate import Estimate
from domain.estimation.observation import Observation, Snapshot, features, progress_of
from domain.estimation.opening_hours import hour_of
from domain.estimation.station_queue import PACKING_SECONDS, work_of

if TYPE_CHECKING:
    from domain.estimation.model import LearnedModel
    from domain.menu import Menu
    from domain.order import Order

# An order that is first seen later than this after its placing (a restart) is no example to learn from.
FRESH = timedelta(minutes=2)

WAITING = {Progress.TAPPED, Progress.UNTAPPED}


@dataclass(frozen=True, slots=True)
class Prediction:
    """An order in its kitchen at a moment: `now` is UTC, `queued` the seconds until its last task is done."""

    order: Order
    menu: Menu
    known: LearnedModel
    now: datetime
    queued: float

    @property
    def way(self) -> Progress:
        """How the order is looked at."""
        return progress_of(self.order, taps_start=self.known.taps_start)

    def first_seen(self, others: int) -> Observation:
        """Return the ticket of an order that is seen for the first time, beside `others` open ones."""
        wait = self.known.opening_hours.wait(self.order.placed_at)
        is_fresh = timedelta() <= self.now - self.order.placed_at < FRESH
        ticket = Observation(wait=wait, others=others, is_fresh=is_fresh, forgotten_at=self.order.placed_at)
        # An order that the kitchen lets wait until it opens was not forgotten by then.
        expected = self._expected(self._features(self.order.placed_at, wait * 60, others))
        longest = self._calibration.forgotten_after(expected)
        return replace(ticket, forgotten_at=self.order.placed_at + timedelta(seconds=longest))

    def looked(self, ticket: Observation) -> Observation:
        """Return the ticket with a look at where the order stands now, if it has come there only now."""
        if self.way in ticket.looks:
            return ticket
        at = min(self.now, self.order.placed_at) if self.way in WAITING else self.now
        seen = self._features(at, self._wait(ticket), ticket.others)
        expected = self._expected(seen)
        look = Snapshot(at, seen, expected, self._calibration.spread(expected))
        return replace(ticket, looks={**ticket.looks, self.way: look})

    def estimate(self, ticket: Observation, extra: timedelta) -> Estimate:
        """Return the estimate of a ticket that was looked at, `extra` added for a kitchen that says it is busy."""
        began = min(ticket.looks[self.way].at, self.now)
        expected = self._expected(self._features(began, self._wait(ticket), ticket.others))
        spread = self._calibration.spread(expected, (self.now - began).total_seconds())
        forgotten = self.now >= ticket.forgotten_at + extra
        times = (spread.earliest, spread.likely, spread.latest, spread.promise)
        earliest, likely, latest, promise = (
            max(self.now, began + timedelta(seconds=seconds)) + extra for seconds in times
        )
        return Estimate(
            earliest=earliest,
            likely=likely,
            latest=latest,
            promise=promise,
            updated_at=self.now,
            ask_if_ready=forgotten,
        )

    @property
    def _calibration(self) -> Calibration:
        return self.known.calibrations[self.way]

    def _wait(self, ticket: Observation) -> float:
        return ticket.wait * 60 * self.known.opening_hours.share

    def _expected(self, seen: tuple[float, ...]) -> float:
        return self._calibration.expected(seen) + self.known.drift.now(self.now)

    def _features(self, began: datetime, wait: float, others: int) -> tuple[float, ...]:
        """Return what the expectation rests on; `wait` is the seconds until the kitchen opens."""
        work = work_of(self.order, self.menu, self.known.dish_times)
        alone = work.longest + PACKING_SECONDS + wait
        breadth = work.total / work.longest if work.longest else 1.0
        return features(alone / 60, self._base(began, wait) / alone, breadth, others, hour_of(self.order.placed_at))

    def _base(self, began: datetime, wait: float) -> float:
        """Return the seconds from `began` until the work is done, if all goes as it is known to go."""
        passed = max(0.0, (self.now - began).total_seconds())
        return (max(passed, wait) if self.way in WAITING else passed) + self.queued + PACKING_SECONDS
