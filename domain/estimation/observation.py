"""The observation of an order: what was predicted for it and shown of it, until it is ready and can be learned from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.calibration import Interval
from domain.estimation.decoding import CorruptState, mapping, moment, moments, number, numbers
from domain.estimation.features import Features, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.estimation.estimate import Estimate
    from domain.order import Order

# Bounds of what is read back. Nothing that `to_json` writes lies beyond them.
MAX_COUNT = 1e6
MAX_WAIT_MINUTES = 1440.0
MAX_FEATURE = 50.0
MAX_SECONDS = timedelta(days=3).total_seconds()


class ShownTimes(NamedTuple):
    """The times of an estimate that a guest sees (UTC)."""

    earliest: datetime
    likely: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The prediction when an order reached a progress: `interval` counts from `at` (UTC), `expected` is log minutes."""

    at: datetime
    features: Features
    expected: float
    interval: Interval

    @classmethod
    def from_json(cls, value: object) -> Snapshot:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        return cls(
            moment(members.get("at")),
            Features(*numbers(members.get("features"), -MAX_FEATURE, MAX_FEATURE, len(Features._fields))),
            number(members.get("expected"), -MAX_FEATURE, MAX_FEATURE),
            Interval(*numbers(members.get("interval"), 0.0, MAX_SECONDS, len(Interval._fields))),
        )

    def to_json(self) -> dict[str, object]:
        """Return the snapshot for JSON."""
        return {
            "at": self.at.isoformat(),
            "features": list(self.features),
            "expected": self.expected,
            "interval": list(self.interval),
        }


@dataclass(frozen=True, slots=True)
class Observation:
    """What the estimator remembers of one order: one snapshot for each progress that it went through.

    `wait_minutes` is the time until the kitchen opened when the order was placed, `other_orders` the open orders then.
    `is_fresh` tells that the order was seen at its placing, so that it may be learned from. From `forgotten_at` (UTC)
    on its ticket may be forgotten. `late_at` (UTC) is the end of the first range shown, `shown` the times that were
    shown at the latest look, and `changes` how often they had changed by then. `promised` (UTC) is the promise at that
    look; it `is_foretold` when its guest is told that it will be missed, if it will, before it passes.
    """

    wait_minutes: float
    other_orders: int
    is_fresh: bool
    forgotten_at: datetime
    snapshots: Mapping[Progress, Snapshot] = field(default_factory=dict)
    changes: int = 0
    late_at: datetime | None = None
    shown: ShownTimes | None = None
    promised: datetime | None = None
    is_foretold: bool = False

    @classmethod
    def from_json(cls, value: object) -> Observation:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        late_at, shown, promised = members.get("late_at"), members.get("shown"), members.get("promised")
        return cls(
            wait_minutes=number(members.get("wait_minutes"), 0.0, MAX_WAIT_MINUTES),
            other_orders=int(number(members.get("other_orders"), 0.0, MAX_COUNT)),
            is_fresh=members.get("is_fresh") is True,
            forgotten_at=moment(members.get("forgotten_at")),
            snapshots=_read_snapshots(members.get("snapshots")),
            changes=int(number(members.get("changes"), 0.0, MAX_COUNT)),
            late_at=None if late_at is None else moment(late_at),
            shown=None if shown is None else ShownTimes(*moments(shown, len(ShownTimes._fields))),
            promised=None if promised is None else moment(promised),
            is_foretold=members.get("is_foretold") is True,
        )

    def to_json(self) -> dict[str, object]:
        """Return the observation for JSON; times are ISO 8601."""
        return {
            "wait_minutes": self.wait_minutes,
            "other_orders": self.other_orders,
            "is_fresh": self.is_fresh,
            "forgotten_at": self.forgotten_at.isoformat(),
            "snapshots": [{"progress": progress.value, **one.to_json()} for progress, one in self.snapshots.items()],
            "changes": self.changes,
            "late_at": self.late_at and self.late_at.isoformat(),
            "shown": self.shown and [at.isoformat() for at in self.shown],
            "promised": self.promised and self.promised.isoformat(),
            "is_foretold": self.is_foretold,
        }

    def with_snapshot(self, progress: Progress, snapshot: Snapshot) -> Observation:
        """Return the observation with a snapshot of one more progress."""
        return replace(self, snapshots={**self.snapshots, progress: snapshot})

    def with_shown(self, order: Order, shown: Estimate) -> Observation:
        """Return the observation with what the guest sees now; counts the change if the times are others."""
        before, after = self.shown, self._with_promise(order, shown)
        if before and (before.likely, before.earliest, before.latest) == (shown.likely, shown.earliest, shown.latest):
            return after
        times = ShownTimes(shown.earliest, shown.likely, shown.latest)
        changes = self.changes + (before is not None)
        return replace(after, shown=times, changes=changes, late_at=self.late_at or shown.latest)

    def _with_promise(self, order: Order, shown: Estimate) -> Observation:
        promised = order.quoted_for
        if promised == self.promised:
            is_foretold = self.is_foretold
        elif self.promised is None:  # an order that fires is told at once; a part that was split off has version 1
            is_foretold = order.fired_at is not None and order.version > 1
        else:  # one that is moved before the estimate is told at once, too
            is_foretold = not shown.is_late(self.promised)
        is_foretold = is_foretold or not shown.is_late(promised)
        is_same = (promised, is_foretold) == (self.promised, self.is_foretold)
        return self if is_same else replace(self, promised=promised, is_foretold=is_foretold)


def _read_snapshots(value: object) -> dict[Progress, Snapshot]:
    if not isinstance(value, list) or not value:
        raise CorruptState
    return dict(_read_snapshot(mapping(one)) for one in value)


def _read_snapshot(members: Mapping[str, object]) -> tuple[Progress, Snapshot]:
    progress = {one.value: one for one in Progress}.get(str(members.get("progress")))
    if progress is None:
        raise CorruptState
    return progress, Snapshot.from_json(members)
