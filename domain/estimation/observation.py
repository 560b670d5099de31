"""The observation of an order: what was predicted for it and shown of it, until it is ready and can be learned from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.estimation.calibration import Interval
    from domain.estimation.features import Features, Progress


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The prediction when an order reached a progress: `interval` counts from `at` (UTC), `expected` is log minutes."""

    at: datetime
    features: Features
    expected: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Observation:
    """What the estimator remembers of one order: one snapshot for each progress that it went through.

    `wait_minutes` is the time until the kitchen opened when the order was placed, `other_orders` the open orders then.
    `is_fresh` tells that the order was seen at its placing, so that it may be learned from. From `forgotten_at` (UTC)
    on its ticket may be forgotten. `changes` counts the changes of its shown times; `late_at` (UTC) is the end of the
    first range shown.
    """

    wait_minutes: float
    other_orders: int
    is_fresh: bool
    forgotten_at: datetime
    snapshots: Mapping[Progress, Snapshot] = field(default_factory=dict)
    changes: int = 0
    late_at: datetime | None = None
