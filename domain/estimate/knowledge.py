"""All that a kitchen's tickets have taught: a frozen value, and how the next ticket changes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from domain.estimate import calibration, dishes, mood, opening
from domain.estimate.calibration import LONGEST, SHORTEST, Calibration, Way
from domain.estimate.dishes import Dishes
from domain.estimate.mood import Mood
from domain.estimate.opening import Opening
from domain.estimate.queue import PACKING, work_of
from domain.estimate.written import Damaged, clipped, number, numbers, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from domain.estimate.ticket import Look, Ticket
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
class Knowledge:
    """What is known of the kitchen; `tapping` is the fading count of orders with "start" tapped, and of all."""

    calibrations: Mapping[Way, Calibration] = field(
        default_factory=lambda: {way: calibration.fresh(way) for way in Way}
    )
    dishes: Dishes = field(default_factory=Dishes)
    opening: Opening = field(default_factory=Opening)
    mood: Mood = field(default_factory=Mood)
    tapping: tuple[float, float] = (1.0, 2.0)
    forgotten: int = 0

    @property
    def taps_start(self) -> bool:
        """Whether this kitchen says when it begins an item, more often than not."""
        return self.tapping[0] > self.tapping[1] / 2

    def learned(self, order: Order, ticket: Ticket, ready_at: datetime, menu: Menu) -> Knowledge:
        """Return the knowledge after an order became ready at `ready_at` (UTC)."""
        took = (ready_at - order.placed_at).total_seconds()
        if took < SHORTEST:
            return self
        opened = self.opening if took > SAME_SERVICE else self._opened(order, ticket, ready_at, menu)
        forgotten = self.forgotten + 1 if ready_at > ticket.forgotten_at else 0
        known = self if 0 < forgotten <= FORGOTTEN_IN_A_ROW else self._calibrated(order, ticket, ready_at, menu)
        return replace(known, opening=opened, forgotten=forgotten)

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {
            "version": VERSION,
            "calibrations": {way.value: one.learnt() for way, one in self.calibrations.items()},
            "dishes": self.dishes.learnt(),
            "opening": self.opening.learnt(),
            "mood": self.mood.learnt(),
            "tapping": list(self.tapping),
        }

    def _opened(self, order: Order, ticket: Ticket, ready_at: datetime, menu: Menu) -> Opening:
        work = (work_of(order, menu, self.dishes).longest + PACKING) / 60
        waited = (ready_at - order.placed_at).total_seconds() / 60 - work
        return self.opening.learned(ready_at, ticket.wait, waited)

    def _calibrated(self, order: Order, ticket: Ticket, ready_at: datetime, menu: Menu) -> Knowledge:
        started = any(item.started_at is not None for item in order.items)
        first = next(iter(ticket.looks.items()))
        return replace(
            self,
            calibrations={**self.calibrations, **self._looked_back(ticket, ready_at)},
            dishes=self.dishes.learned(order, menu),
            mood=self.mood.learned(self._surprise(*first, ready_at), ready_at),
            tapping=(self.tapping[0] * MEMORY + started, self.tapping[1] * MEMORY + 1),
        )

    def _looked_back(self, ticket: Ticket, ready_at: datetime) -> dict[Way, Calibration]:
        return {
            way: self.calibrations[way].learned(look.features, look.expected, look.said, _took(look, ready_at))
            for way, look in ticket.looks.items()
        }

    def _surprise(self, way: Way, look: Look, ready_at: datetime) -> float:
        took = calibration.log_minutes(_took(look, ready_at))
        return took - self.calibrations[way].expected(look.features)


def restored(written: object) -> Knowledge:
    """Return the knowledge that was written; a part that is unknown or damaged is begun anew."""
    try:
        kept = parts(written)
        number(kept.get("version"), VERSION, VERSION)
    except Damaged:
        return Knowledge()
    return Knowledge(
        {way: _or(calibration.fresh(way), partial(_calibration, kept, way)) for way in Way},
        _or(Dishes(), lambda: dishes.restored(kept.get("dishes"))),
        _or(Opening(), lambda: opening.restored(kept.get("opening"))),
        _or(Mood(), lambda: mood.restored(kept.get("mood"))),
        _or(Knowledge().tapping, lambda: _pair(kept.get("tapping"))),
    )


def _took(look: Look, ready_at: datetime) -> float:
    return clipped((ready_at - look.at).total_seconds(), SHORTEST_REST, LONGEST)


def _calibration(kept: Mapping[str, object], way: Way) -> Calibration:
    return calibration.restored(parts(kept.get("calibrations")).get(way.value))


def _pair(written: object) -> tuple[float, float]:
    total, weight = numbers(written, 0.0, 100.0, 2)
    return total, weight


def _or(instead: T, read: Callable[[], T]) -> T:
    try:
        return read()
    except Damaged:
        return instead
