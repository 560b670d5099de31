"""The prediction of one order at a moment: its features, the snapshot to learn from, and the estimate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation.estimate import Estimate
from domain.estimation.features import WAITING, Features, Progress, build_features, progress_of
from domain.estimation.observation import Observation, Snapshot
from domain.estimation.opening_hours import hour_of
from domain.estimation.station_queue import PACKING_SECONDS, work_of

if TYPE_CHECKING:
    from domain.estimation.calibration import Calibration
    from domain.estimation.model import LearnedModel
    from domain.menu import Menu
    from domain.order import Order

# An order first seen later than this after its placing (after a restart) is not learned from.
MAX_FIRST_SEEN_AGE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Prediction:
    """One order in its kitchen: `now` is UTC, `queued` the seconds until its last task is finished."""

    order: Order
    menu: Menu
    model: LearnedModel
    now: datetime
    queued: float

    @property
    def progress(self) -> Progress:
        """The progress of the order, which selects the calibration."""
        return progress_of(self.order, taps_start=self.model.taps_start)

    def begin_observation(self, other_orders: int) -> Observation:
        """Return the observation of an order that is seen for the first time, with so many other open orders."""
        wait = self.model.opening_hours.wait_minutes(self.order.placed_at)
        is_fresh = timedelta() <= self.now - self.order.placed_at < MAX_FIRST_SEEN_AGE
        # The whole wait counts here: an order that waits until the kitchen opens was not forgotten by then.
        expected = self._expected(self._features(self.order.placed_at, wait * 60, other_orders))
        longest = self._calibration.forgotten_after(expected)
        return Observation(wait, other_orders, is_fresh, self.order.placed_at + timedelta(seconds=longest))

    def take_snapshot(self, observation: Observation) -> Observation:
        """Return the observation with a snapshot of the order's progress, if that has none yet."""
        if self.progress in observation.snapshots:
            return observation
        at = min(self.now, self.order.placed_at) if self.progress in WAITING else self.now
        features = self._features(at, self._wait_seconds(observation), observation.other_orders)
        expected = self._expected(features)
        snapshot = Snapshot(at, features, expected, self._calibration.interval(expected))
        return replace(observation, snapshots={**observation.snapshots, self.progress: snapshot})

    def estimate(self, observation: Observation, extra: timedelta) -> Estimate:
        """Return the estimate after `take_snapshot`; `extra` is what a busy kitchen adds."""
        began = min(observation.snapshots[self.progress].at, self.now)
        expected = self._expected(self._features(began, self._wait_seconds(observation), observation.other_orders))
        interval = self._calibration.interval(expected, (self.now - began).total_seconds())
        earliest, likely, promise, latest = (
            max(self.now, began + timedelta(seconds=seconds)) + extra for seconds in interval
        )
        return Estimate(
            earliest=earliest,
            likely=likely,
            latest=latest,
            promise=promise,
            updated_at=self.now,
            ask_if_ready=self.now >= observation.forgotten_at + extra,
        )

    @property
    def _calibration(self) -> Calibration:
        return self.model.calibrations[self.progress]

    def _wait_seconds(self, observation: Observation) -> float:
        return observation.wait_minutes * 60 * self.model.opening_hours.share

    def _expected(self, features: Features) -> float:
        return self._calibration.predict(features) + self.model.drift.bias(self.now)

    def _features(self, began: datetime, wait_seconds: float, other_orders: int) -> Features:
        work = work_of(self.order, self.menu, self.model.dish_times)
        alone = work.longest + PACKING_SECONDS + wait_seconds
        return build_features(
            work_minutes=alone / 60,
            queue_ratio=self._scheduled_seconds(began, wait_seconds) / alone,
            breadth=work.total / work.longest if work.longest else 1.0,
            other_orders=other_orders,
            hour=hour_of(self.order.placed_at),
        )

    def _scheduled_seconds(self, began: datetime, wait_seconds: float) -> float:
        """Return the seconds from `began` until the order is packed, by the schedule of the queue."""
        passed = max(0.0, (self.now - began).total_seconds())
        if self.progress in WAITING:
            passed = max(passed, wait_seconds)
        return passed + self.queued + PACKING_SECONDS
