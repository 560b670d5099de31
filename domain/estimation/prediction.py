"""The prediction of one order: derived once from what changes seldom, then evaluated at each moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.calibration import MEDIAN_SHARE, Calibration, clip_log_minutes
from domain.estimation.estimate import Estimate
from domain.estimation.features import WAITING, Features, build_features, log_queue_ratio
from domain.estimation.observation import Snapshot
from domain.estimation.opening_hours import hour_of
from domain.estimation.station_queue import PACKING_SECONDS

if TYPE_CHECKING:
    from domain.estimation.model import LearnedModel
    from domain.estimation.regression import QueueLine
    from domain.estimation.workload import Workload
    from domain.menu import Menu
    from domain.order import Order


class Moment(NamedTuple):
    """The kitchen at the moment `now` (UTC): `bias` is its drift in log minutes, `extra` what it adds while busy."""

    now: datetime
    menu: Menu
    model: LearnedModel
    bias: float
    extra: timedelta


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """What an order's prediction depends on apart from the clock, the queue and the drift.

    Times count from `began` (UTC). `own_seconds` is the time that the order would take with empty stations,
    `wait_seconds` the part of it until the kitchen opens. `queued` is the seconds from now until the order's last task
    is finished, by the schedule of the stations.
    """

    workload: Workload
    calibration: Calibration
    features: Features
    line: QueueLine
    began: datetime
    own_seconds: float
    wait_seconds: float
    is_waiting: bool

    @classmethod
    def derive(
        cls, order: Order, workload: Workload, *, began: datetime, wait_seconds: float, other_orders: int
    ) -> Prediction:
        """Derive the prediction of an order with this workload."""
        longest, total = workload.work
        calibration = workload.model.calibrations[workload.progress]
        own_seconds = longest + PACKING_SECONDS + wait_seconds
        features = build_features(
            work_minutes=own_seconds / 60,
            breadth=total / longest if longest else 1.0,
            other_orders=other_orders,
            hour=hour_of(order.queued_at),
        )
        return cls(
            workload=workload,
            calibration=calibration,
            features=features,
            line=calibration.regression.line(features),
            began=began,
            own_seconds=own_seconds,
            wait_seconds=wait_seconds,
            is_waiting=workload.progress in WAITING,
        )

    def take_snapshot(self, moment: Moment, queued: float) -> Snapshot:
        """Return the snapshot to learn from."""
        passed = max(0.0, (moment.now - self.began).total_seconds())
        features = self.features._replace(log_queue_ratio=self._log_queue_ratio(passed, queued))
        expected = self.expected(moment, passed, queued)
        return Snapshot(self.began, features, expected, self.calibration.interval(expected))

    def estimate(self, moment: Moment, queued: float, forgotten_at: datetime) -> Estimate:
        """Return the estimate of this moment; `forgotten_at` is UTC."""
        now, extra = moment.now, moment.extra
        began = min(self.began, now)
        passed = (now - began).total_seconds()
        interval = self.calibration.interval(self.expected(moment, passed, queued), passed)
        earliest, likely, promise, latest = (max(now, began + timedelta(seconds=s)) + extra for s in interval)
        return Estimate(
            earliest=earliest,
            likely=likely,
            latest=latest,
            promise=promise,
            updated_at=now,
            ask_if_ready=now >= forgotten_at + extra,
        )

    def likely(self, moment: Moment, queued: float) -> datetime:
        """Return the median of `estimate` alone, at a quarter of its cost."""
        now = moment.now
        began = min(self.began, now)
        passed = (now - began).total_seconds()
        seconds = self.calibration.quantile(MEDIAN_SHARE, self.expected(moment, passed, queued), passed)
        return max(now, began + timedelta(seconds=seconds)) + moment.extra

    def expected(self, moment: Moment, passed: float, queued: float) -> float:
        """Return the expected log minutes from `began` on, of which `passed` (seconds) are over."""
        return clip_log_minutes(self.line.predict(self._log_queue_ratio(passed, queued))) + moment.bias

    def _log_queue_ratio(self, passed: float, queued: float) -> float:
        if self.is_waiting and passed < self.wait_seconds:
            passed = self.wait_seconds
        return log_queue_ratio(passed + queued + PACKING_SECONDS, self.own_seconds)
