"""Opening hours, inferred: an order placed before the kitchen works waits for it, as far as earlier ones did."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.decoding import clip, mapping, number, numbers, time_zone

if TYPE_CHECKING:
    from datetime import datetime

DAY_HOURS = 24.0
MAX_FINISHES = 300
# Fewer finishes, or a shorter gap between them, do not tell when a kitchen opens. An order placed longer before the
# opening than MAX_LEAD_HOURS does not wait for it. That is less than MIN_NIGHT_HOURS, so that a kitchen at work is
# always further than that from its next first finish.
MIN_FINISHES = 6
MIN_NIGHT_HOURS = 5.0
MAX_LEAD_HOURS = 3.0
# A shorter wait says nothing about the share that was waited.
MIN_WAIT_MINUTES = 10.0
WAITED_DECAY = 0.9
MAX_WAITED = 100.0
MIN_WAITED_WEIGHT = 0.1


class Waited(NamedTuple):
    """Decayed sum of the waited shares of early orders, and of their number."""

    total: float
    weight: float


# 30 % is the share of a kitchen without history, with the weight of two orders.
PRIOR_WAITED = Waited(0.6, 2.0)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The latest finishes as hours of the day in `zone`, and the share of their wait that early orders really waited.

    A kitchen opens by its clock: in UTC, summer time would move its hours. It opens with the first finish after the
    longest gap of the 24-hour cycle. Each early order that was ready after `waited` of its `wait` minutes decays
    `waited.total` and `waited.weight` by WAITED_DECAY and adds clip(waited / wait, 0, 1) and 1.
    """

    finishes: tuple[float, ...] = ()
    waited: Waited = PRIOR_WAITED
    zone: tzinfo = UTC
    _first_hour: float | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the first finish of the day once: it is read far more often than a finish is added."""
        object.__setattr__(self, "_first_hour", _find_first_hour(self.finishes))

    @classmethod
    def from_json(cls, value: object) -> OpeningHours:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        total, weight = numbers(members.get("waited"), 0.0, MAX_WAITED, 2)
        finishes = numbers(members.get("finishes"), 0.0, DAY_HOURS)[-MAX_FINISHES:]
        waited = Waited(min(total, weight), number(weight, MIN_WAITED_WEIGHT, MAX_WAITED))
        # Earlier releases kept hours of the UTC day, and named no zone.
        return cls(finishes, waited, time_zone(members.get("zone", "UTC")))

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        finishes = [round(hour, 3) for hour in self.finishes]
        return {"finishes": finishes, "waited": list(self.waited), "zone": str(self.zone)}

    @property
    def share(self) -> float:
        """The share of the time until the opening that an early order is expected to wait, 0 to 1."""
        return self.waited.total / self.waited.weight

    def wait_minutes(self, at: datetime) -> float:
        """Return the minutes from `at` (UTC) until the kitchen's first finish of the day; 0 while it works."""
        if self._first_hour is None:
            return 0.0
        ahead = (self._first_hour - hour_of(at.astimezone(self.zone))) % DAY_HOURS
        return 0.0 if ahead > MAX_LEAD_HOURS else ahead * 60

    def updated(
        self, ready_at: datetime, wait_minutes: float, waited_minutes: float, zone: tzinfo = UTC
    ) -> OpeningHours:
        """Return the opening hours in this zone after an order, ready at `ready_at` (UTC), that waited so long."""
        local = ready_at.astimezone(zone)
        shift = hour_of(local) - hour_of(ready_at.astimezone(self.zone))  # 0 unless the restaurant's zone was changed
        before = [(hour + shift) % DAY_HOURS for hour in self.finishes]
        after = replace(self, finishes=(*before, hour_of(local))[-MAX_FINISHES:], zone=zone)
        if wait_minutes < MIN_WAIT_MINUTES:
            return after
        share = clip(waited_minutes / wait_minutes, 0.0, 1.0)
        waited = Waited(self.waited.total * WAITED_DECAY + share, self.waited.weight * WAITED_DECAY + 1)
        return replace(after, waited=waited)


def hour_of(at: datetime) -> float:
    """Return the hour of the day, with its fraction, in the zone of `at`."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return (at - midnight) / timedelta(hours=1)


def _find_first_hour(finishes: tuple[float, ...]) -> float | None:
    """Return the hour of the first finish after the longest gap of the 24-hour cycle; None if no gap is a night."""
    if len(finishes) < MIN_FINISHES:
        return None
    day = sorted(finishes)
    gaps = [(after - before) % DAY_HOURS for before, after in zip(day, (*day[1:], day[0]), strict=True)]
    night = max(range(len(day)), key=gaps.__getitem__)
    if gaps[night] < MIN_NIGHT_HOURS:
        return None
    # One finish in fifty may be a tap by mistake before the kitchen worked.
    return (day[night + 1 :] + day[: night + 1])[len(day) // 50]
