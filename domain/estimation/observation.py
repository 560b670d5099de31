"""What is remembered of a ticket until it is ready: what was known and said of it, and when."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.estimation.calibration import Progress
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from domain.estimation.calibration import Spread
    from domain.order import Order


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was foretold when a ticket came this far: seconds count from `at` (UTC), `expected` is log minutes."""

    at: datetime
    features: tuple[float, ...]
    expected: float
    said: Spread


@dataclass(frozen=True, slots=True)
class Observation:
    """The looks at one order, by the way it was looked at.

    `wait` is the minutes until the kitchen opened when the order came in; `is_fresh` tells that it was seen at its
    placing, so that it may be learnt from. `forgotten_at` (UTC) is when it may have been forgotten. `changes` counts
    how often its shown times were changed, and `late_at` (UTC) is the end of the first range that was shown.
    """

    wait: float
    others: int
    is_fresh: bool
    forgotten_at: datetime
    looks: Mapping[Progress, Snapshot] = field(default_factory=dict)
    changes: int = 0
    late_at: datetime | None = None


def progress_of(order: Order, *, taps_start: bool) -> Progress:
    """Return how an order is to be looked at."""
    states = {item.state for item in order.items}
    if ItemState.DONE in states:
        return Progress.TAPPED_PARTLY if taps_start else Progress.UNTAPPED_PARTLY
    if ItemState.COOKING in states:
        return Progress.TAPPED_STARTED if taps_start else Progress.UNTAPPED_STARTED
    return Progress.TAPPED if taps_start else Progress.UNTAPPED


def features(work: float, queue: float, breadth: float, others: int, hour: float) -> tuple[float, ...]:
    """Return the regression's features.

    `work` is minutes, `queue` what the minutes until the finish are to those, `breadth` total against longest work,
    `others` the open orders beside this one, `hour` that of the UTC day.
    """
    turn = hour / 24 * math.tau
    return (
        1.0,
        math.log(max(work, 0.5)),
        math.log(max(queue, 0.01)),
        math.log(max(breadth, 1.0)),
        math.log1p(others),
        math.sin(turn),
        math.cos(turn),
    )
