"""Features of the regression, and the progress of an order, which selects the regression that is used."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.stages import ItemState

if TYPE_CHECKING:
    from domain.order import Order

# Below these the logarithms would say more than the clock can: half a minute of work, a hundredth of it in the queue.
MIN_WORK_MINUTES = 0.5
MIN_QUEUE_RATIO = 0.01


class Features(NamedTuple):
    """Explanatory variables of log(minutes until ready), or one weight for each of them.

    `log_work` is the log minutes of the longest item, packing and the wait for the kitchen to open; `log_queue_ratio`
    the log of the scheduled finish over that; `log_breadth` the log of the sum of all items over the longest one;
    `log_other_orders` log(1 + open orders besides this one); `hour_sin` and `hour_cos` the hour of the UTC day.
    """

    intercept: float
    log_work: float
    log_queue_ratio: float
    log_breadth: float
    log_other_orders: float
    hour_sin: float
    hour_cos: float

    def dot(self, other: Features) -> float:
        """Return the inner product, added from left to right (from Python 3.12 on `sum` compensates rounding)."""
        total = 0.0
        for a, b in zip(self, other, strict=True):
            total += a * b
        return total


class Progress(StrEnum):
    """Progress of an order: whether this kitchen taps "start", and whether items are started or done.

    The values are keys of the stored state.
    """

    UNTAPPED = "untapped"
    UNTAPPED_STARTED = "untapped_started"
    UNTAPPED_PARTLY = "untapped_partly"
    TAPPED = "tapped"
    TAPPED_STARTED = "tapped_started"
    TAPPED_PARTLY = "tapped_partly"


# Nothing is started: time counts from the placing of the order.
WAITING = frozenset({Progress.TAPPED, Progress.UNTAPPED})


def progress_of(order: Order, *, taps_start: bool) -> Progress:
    """Return the progress of an order in a kitchen that taps "start", or does not."""
    states = {item.state for item in order.items if not item.off_rail}
    if ItemState.DONE in states:
        return Progress.TAPPED_PARTLY if taps_start else Progress.UNTAPPED_PARTLY
    if ItemState.COOKING in states:
        return Progress.TAPPED_STARTED if taps_start else Progress.UNTAPPED_STARTED
    return Progress.TAPPED if taps_start else Progress.UNTAPPED


def build_features(*, work_minutes: float, breadth: float, other_orders: int, hour: float) -> Features:
    """Return the features of an order with an empty queue.

    `breadth` is the sum of all items over the longest one, `hour` that of the UTC day with its fraction.
    """
    turn = hour / 24 * math.tau
    return Features(
        intercept=1.0,
        log_work=math.log(max(work_minutes, MIN_WORK_MINUTES)),
        log_queue_ratio=0.0,
        log_breadth=math.log(max(breadth, 1.0)),
        log_other_orders=math.log1p(other_orders),
        hour_sin=math.sin(turn),
        hour_cos=math.cos(turn),
    )


def log_queue_ratio(scheduled: float, own: float) -> float:
    """Return the log of an order's scheduled time over its time without a queue, in the same unit."""
    return math.log(max(scheduled / own, MIN_QUEUE_RATIO))
