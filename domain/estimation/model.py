"""All that a kitchen's tickets have taught: a frozen value, and how the next ticket changes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from domain.estimation import calibration, dish_times, drift, opening_hours
from domain.estimation.calibration import LONGEST, SHORTEST, Calibration, Progress
from domain.estimation.decoding import CorruptState, clipped, number, numbers, parts
from domain.estimation.dish_times import DishTimes
from domain.estimation.drift import Drift
from domain.estimation.opening_hours import OpeningHours
from domain.estimation.station_queue import PACKING_SECONDS, work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from domain.estimation.observation import Observation, Snapshot
    from domain.menu import Menu
    from domain.order import Order

T = TypeVar("T")

VERSION = 1
# What is left of a ticket that has come far may be a moment.
SHORTEST_REST = 30.0
# A finish this long after the placing says nothing about when the kitchen works.
SAME_SERVICE = 14400.0
# So many forgotten tickets in a row were not forgotten: the kitchen has become that slow.
FORGOTTEN_IN_A_ROW = 3
MEMORY = 0.9


@dataclass(frozen=True, slots=True)
class LearnedModel:
    """What is known of the kitchen; `tapping` is the fading count of orders with "start" tapped, and of all."""

    calibrations: Mapping[Progress, Calibration] = field(
        default_factory=lambda: {way: calibration.fresh(way) for way in Progress}
    )
    dish_times: DishTimes = field(default_factory=DishTimes)
    opening_hours: OpeningHours = field(default_factory=OpeningHours)
    drift: Drift = field(default_factory=Drift)
    tapping: tuple[float, float] = (1.0, 2.0)
    forgotten: int = 0

    @property
    def taps_start(self) -> bool:
        """Whether this kitchen says when it begins an item, more often than not."""
        return self.tapping[0] > self.tapping[1] / 2

    def learned(self, order: Order, ticket: Observation, ready_at: datetime, menu: Menu) -> LearnedModel:
        """Return the knowledge after an order became ready at `ready_at` (UTC)."""
        took = (ready_at - order.placed_at).total_seconds()
        if took < SHORTEST:
            return self
        open_data_folder = self.opening_hours if took > SAME_SERVICE else self._opened(order, ticket, ready_at, menu)
        forgotten = self.forgotten + 1 if ready_at > ticket.forgotten_at else 0
        known = self if 0 < forgotten <= FORGOTTEN_IN_A_ROW else self._calibrated(order, ticket, ready_at, menu)
        return replace(known, opening_hours=open_data_folder, forgotten=forgotten)

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {
            "version": VERSION,
            "calibrations": {way.value: one.learnt() for way, one in self.calibrations.items()},
            "dishes": self.dish_times.learnt(),
            "opening": self.opening_hours.learnt(),
            "mood": self.drift.learnt(),
            "tapping": list(self.tapping),
        }

    def _opened(self, order: Order, ticket: Observation, ready_at: datetime, menu: Menu) -> OpeningHours:
        work = (work_of(order, menu, self.dish_times).longest + PACKING_SECONDS) / 60
        waited = (ready_at - order.placed_at).total_seconds() / 60 - work
        return self.opening_hours.learned(ready_at, ticket.wait, waited)

    def _calibrated(self, order: Order, ticket: Observation, ready_at: datetime, menu: Menu) -> LearnedModel:
        started = any(item.started_at is not None for item in order.items)
        first = next(iter(ticket.looks.items()))
        return replace(
            self,
            calibrations={**self.calibrations, **self._looked_back(ticket, ready_at)},
            dish_times=self.dish_times.learned(order, menu),
            drift=self.drift.learned(self._surprise(*first, ready_at), ready_at),
            tapping=(self.tapping[0] * MEMORY + started, self.tapping[1] * MEMORY + 1),
        )

    def _looked_back(self, ticket: Observation, ready_at: datetime) -> dict[Progress, Calibration]:
        return {
            way: self.calibrations[way].learned(look.features, look.expected, look.said, _took(look, ready_at))
            for way, look in ticket.looks.items()
        }

    def _surprise(self, way: Progress, look: Snapshot, ready_at: datetime) -> float:
        took = calibration.log_minutes(_took(look, ready_at))
        return took - self.calibrations[way].expected(look.features)


def restored(written: object) -> LearnedModel:
    """Return the knowledge that was written; a part that is unknown or damaged is begun anew."""
    try:
        kept = parts(written)
        number(kept.get("version"), VERSION, VERSION)
    except CorruptState:
        return LearnedModel()
    return LearnedModel(
        {way: _or(calibration.fresh(way), partial(_calibration, kept, way)) for way in Progress},
        _or(DishTimes(), lambda: dish_times.restored(kept.get("dishes"))),
        _or(OpeningHours(), lambda: opening_hours.restored(kept.get("opening"))),
        _or(Drift(), lambda: drift.restored(kept.get("mood"))),
        _or(LearnedModel().tapping, lambda: _pair(kept.get("tapping"))),
    )


def _took(look: Snapshot, ready_at: datetime) -> float:
    return clipped((ready_at - look.at).total_seconds(), SHORTEST_REST, LONGEST)


def _calibration(kept: Mapping[str, object], way: Progress) -> Calibration:
    return calibration.restored(parts(kept.get("calibrations")).get(way.value))


def _pair(written: object) -> tuple[float, float]:
    total, weight = numbers(written, 0.0, 100.0, 2)
    return total, weight


def _or(instead: T, read: Callable[[], T]) -> T:
    try:
        return read()
    except CorruptState:
        return instead
