"""The learned model: all state learned from finished orders, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from domain.estimation import calibration
from domain.estimation.calibration import Calibration
from domain.estimation.decoding import CorruptState, clip, mapping, number, numbers
from domain.estimation.dish_times import DishTimes
from domain.estimation.drift import Drift
from domain.estimation.features import Progress
from domain.estimation.opening_hours import OpeningHours
from domain.estimation.station_queue import PACKING_SECONDS
from domain.estimation.workload import work_of
from domain.started_items import started_items

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from domain.estimation.observation import Observation, Snapshot
    from domain.menu import Menu
    from domain.order import Order

T = TypeVar("T")

STATE_VERSION = 1
# An order that took less is not learned from; one that took more is learned from as if it took this.
MIN_ACTUAL_SECONDS, MAX_ACTUAL_SECONDS = 60.0, 5400.0
# The rest of an order that is partly done may be a moment.
MIN_REMAINING_SECONDS = 30.0
# An order that took longer says nothing about when the kitchen works.
MAX_SERVICE_SECONDS = 14400.0
# More forgotten tickets in a row were not forgotten: the kitchen has become that slow.
MAX_FORGOTTEN_IN_A_ROW = 3
TAPPING_DECAY = 0.9
MAX_TAPPING = 100.0


class Tapping(NamedTuple):
    """Decayed count of the orders with "start" tapped, and of all orders."""

    started: float = 1.0
    total: float = 2.0


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """What the estimator has learned of a kitchen; without arguments, the priors of one without history."""

    calibrations: Mapping[Progress, Calibration] = field(
        default_factory=lambda: {progress: Calibration.prior(progress) for progress in Progress}
    )
    dish_times: DishTimes = field(default_factory=DishTimes)
    opening_hours: OpeningHours = field(default_factory=OpeningHours)
    drift: Drift = field(default_factory=Drift)
    tapping: Tapping = field(default_factory=Tapping)
    forgotten_in_a_row: int = 0

    @classmethod
    def from_json(cls, value: object) -> LearnedModel:
        """Read what `to_json` wrote; a part that is unknown or corrupt starts from its prior."""
        try:
            members = mapping(value)
            number(members.get("version"), STATE_VERSION, STATE_VERSION)
        except CorruptState:
            return cls()
        return cls(
            {one: _read_or(Calibration.prior(one), partial(_read_calibration, members, one)) for one in Progress},
            _read_or(DishTimes(), lambda: DishTimes.from_json(members.get("dishes"))),
            _read_or(OpeningHours(), lambda: OpeningHours.from_json(members.get("opening"))),
            _read_or(Drift(), lambda: Drift.from_json(members.get("mood"))),
            _read_or(Tapping(), lambda: Tapping(*numbers(members.get("tapping"), 0.0, MAX_TAPPING, 2))),
        )

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON. The names are those of the databases that exist."""
        return {
            "version": STATE_VERSION,
            "calibrations": {progress.value: one.to_json() for progress, one in self.calibrations.items()},
            "dishes": self.dish_times.to_json(),
            "opening": self.opening_hours.to_json(),
            "mood": self.drift.to_json(),
            "tapping": list(self.tapping),
        }

    @property
    def taps_start(self) -> bool:
        """Whether this kitchen taps "start" on more than half of its orders."""
        return self.tapping.started > self.tapping.total / 2

    def updated(
        self, order: Order, observation: Observation, ready_at: datetime, menu: Menu, zone: tzinfo
    ) -> LearnedModel:
        """Return the model after an order became ready at `ready_at` (UTC) in a kitchen of this zone."""
        took = (ready_at - order.queued_at).total_seconds()
        if took < MIN_ACTUAL_SECONDS:
            return self
        forgotten = self.forgotten_in_a_row + 1 if ready_at > observation.forgotten_at else 0
        is_outlier = 0 < forgotten <= MAX_FORGOTTEN_IN_A_ROW
        after = self if is_outlier else self._update_times(order, observation, ready_at, menu)
        hours = self.opening_hours
        if took <= MAX_SERVICE_SECONDS:
            work = (work_of(order, menu, self.dish_times).longest + PACKING_SECONDS) / 60
            hours = hours.updated(ready_at, observation.wait_minutes, took / 60 - work, zone)
        return replace(after, opening_hours=hours, forgotten_in_a_row=forgotten)

    def _update_times(self, order: Order, observation: Observation, ready_at: datetime, menu: Menu) -> LearnedModel:
        started = bool(started_items(order))
        first = next(iter(observation.snapshots.items()))
        return replace(
            self,
            calibrations={**self.calibrations, **self._update_calibrations(observation, ready_at)},
            dish_times=self.dish_times.updated(order, menu),
            drift=self.drift.updated(self._residual(*first, ready_at), ready_at),
            tapping=Tapping(self.tapping.started * TAPPING_DECAY + started, self.tapping.total * TAPPING_DECAY + 1),
        )

    def _update_calibrations(self, observation: Observation, ready_at: datetime) -> dict[Progress, Calibration]:
        return {
            progress: self.calibrations[progress].updated(
                one.features, one.expected, one.interval, _actual_seconds(one, ready_at)
            )
            for progress, one in observation.snapshots.items()
        }

    def _residual(self, progress: Progress, snapshot: Snapshot, ready_at: datetime) -> float:
        actual = calibration.log_minutes(_actual_seconds(snapshot, ready_at))
        return actual - self.calibrations[progress].predict(snapshot.features)


def _actual_seconds(snapshot: Snapshot, ready_at: datetime) -> float:
    return clip((ready_at - snapshot.at).total_seconds(), MIN_REMAINING_SECONDS, MAX_ACTUAL_SECONDS)


def _read_calibration(members: Mapping[str, object], progress: Progress) -> Calibration:
    return Calibration.from_json(mapping(members.get("calibrations")).get(progress.value))


def _read_or(prior: T, read: Callable[[], T]) -> T:
    try:
        return read()
    except CorruptState:
        return prior
