"""The first hour: an order that comes in before the kitchen works waits for it, as far as earlier ones did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.estimation.decoding import clipped, number, numbers, parts

if TYPE_CHECKING:
    from datetime import datetime

DAY = 24.0
KEPT = 300
# Fewer finishes, or a shorter night, say nothing about when a kitchen opens; nor does an order of long before it wait.
# LEAD is shorter than NIGHT: a kitchen that works is always further than that from its next first finish.
FEWEST = 6
NIGHT = 5.0
LEAD = 3.0
# A kitchen that nobody has seen waiting is believed to wait 30 % of the time, with the weight of two orders.
BELIEF = (0.6, 2.0)
MEMORY = 0.9
WORTH_LEARNING = 10.0


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The latest finishes as hours of the UTC day, and how much of their wait early orders really waited."""

    finishes: tuple[float, ...] = ()
    waited: tuple[float, float] = BELIEF
    _first: float | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the first finish of the day once: it is asked for far more often than a finish comes."""
        object.__setattr__(self, "_first", _first_of_day(self.finishes))

    @property
    def share(self) -> float:
        """How much of the time until the first finish of the day an early order is expected to wait, 0 to 1."""
        return self.waited[0] / self.waited[1]

    def wait(self, at: datetime) -> float:
        """Return the minutes from `at` (UTC) until the kitchen's first finish of the day; 0 while it works."""
        if self._first is None:
            return 0.0
        ahead = (self._first - hour_of(at)) % DAY
        return 0.0 if ahead > LEAD else ahead * 60

    def learned(self, ready_at: datetime, wait: float, waited: float) -> OpeningHours:
        """Return the opening after an order: its finish, and how many of the `wait` minutes it `waited`."""
        kept = replace(self, finishes=(*self.finishes, hour_of(ready_at))[-KEPT:])
        if wait < WORTH_LEARNING:
            return kept
        total, weight = self.waited
        return replace(kept, waited=(total * MEMORY + clipped(waited / wait, 0.0, 1.0), weight * MEMORY + 1))

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {"finishes": [round(hour, 3) for hour in self.finishes], "waited": list(self.waited)}


def restored(written: object) -> OpeningHours:
    """Return the opening that was written; raises Damaged."""
    kept = parts(written)
    total, weight = numbers(kept.get("waited"), 0.0, 100.0, 2)
    return OpeningHours(
        numbers(kept.get("finishes"), 0.0, DAY)[-KEPT:], (min(total, weight), number(weight, 0.1, 100.0))
    )


def hour_of(at: datetime) -> float:
    """Return the hour of the day, with its fraction, in the zone of `at`."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return (at - midnight) / timedelta(hours=1)


def _first_of_day(finishes: tuple[float, ...]) -> float | None:
    """Return the first finish after the longest gap of the day's round, if that is long enough for a night."""
    if len(finishes) < FEWEST:
        return None
    day = sorted(finishes)
    gaps = [(after - before) % DAY for before, after in zip(day, (*day[1:], day[0]), strict=True)]
    night = max(range(len(day)), key=gaps.__getitem__)
    if gaps[night] < NIGHT:
        return None
    # One finish in fifty may be a slip of the finger before the kitchen worked.
    return (day[night + 1 :] + day[: night + 1])[len(day) // 50]
