"""Recursive least squares with a Huber weight: predicts log minutes from features, one finished order at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from domain.estimation.decoding import CorruptState, clip, mapping, number, numbers
from domain.estimation.features import Features

# Variance of one order around its prediction, and the error from which on its weight falls, both in log minutes.
NOISE_VARIANCE = 0.5
HUBER_LOG_MINUTES = 0.6

# Prior variances. The queue's is the largest after the intercept's: in some kitchens shared pans and hurry make it pass
# in half the scheduled time (tests.benchmarks.simulated_kitchen has such kitchens).
PRIOR_VARIANCES = Features(
    intercept=0.2,
    log_work=0.01,
    log_queue_ratio=0.1,
    log_breadth=0.01,
    log_other_orders=0.01,
    hour_sin=0.01,
    hour_cos=0.01,
)

# Prior means. An order that is being cooked takes what its configuration says.
PRIOR_STARTED = Features(0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0)
# So does one that waits where "start" is tapped, but the queue is expected to pass faster than its schedule.
PRIOR_TAPPED = Features(0.0, 1.0, 0.7, 0.0, 0.0, 0.0, 0.0)
# Without taps the schedule is a guess: it gets little weight, and the sizes of the order and of the queue some. Means
# of the weights learned on real orders (README.md, "Data"), rounded to 0.05.
PRIOR_UNTAPPED = Features(-0.3, 1.0, 0.2, 0.05, 0.05, 0.0, 0.0)
# A first "start" makes it no better: a new restaurant's time must not leap when a cook begins one dish of an order.
PRIOR_UNTAPPED_STARTED = Features(0.0, 1.0, 0.2, 0.0, 0.0, 0.0, 0.0)

MAX_WEIGHT = 5.0
MAX_STORED_WEIGHT = 50.0
MAX_COVARIANCE = 1.0


class QueueLine(NamedTuple):
    """A prediction in log minutes with all features fixed but `log_queue_ratio`, for which it has a `slope`.

    The terms are added in the order of `Features.dot`, so that both give the same float.
    """

    before: float
    slope: float
    breadth: float
    other_orders: float
    hour_sin: float
    hour_cos: float

    def predict(self, log_queue_ratio: float) -> float:
        """Return the expected log minutes."""
        before, slope, breadth, other_orders, hour_sin, hour_cos = self
        return before + slope * log_queue_ratio + breadth + other_orders + hour_sin + hour_cos


@dataclass(frozen=True, slots=True)
class Regression:
    """Linear model y = w.x of log minutes, with the covariance P of its weights.

    After an order with features x and actual y (Haykin, Adaptive Filter Theory, "Recursive least squares"; the weight
    is Huber's, Robust Estimation of a Location Parameter, 1964):

        e = y - w.x               h = min(1, HUBER_LOG_MINUTES / |e|)
        s = NOISE_VARIANCE / h + x.P x
        w <- w + (P x / s) e      P <- P - (P x)(P x)' / s

    P starts as the diagonal PRIOR_VARIANCES: a ridge penalty that pulls towards the prior mean.
    """

    weights: Features
    covariance: tuple[tuple[float, ...], ...]

    @classmethod
    def prior(cls, weights: Features) -> Regression:
        """Return the regression of a kitchen without history."""
        size = len(PRIOR_VARIANCES)
        rows = (tuple(v if i == j else 0.0 for j in range(size)) for i, v in enumerate(PRIOR_VARIANCES))
        return cls(weights, tuple(rows))

    @classmethod
    def from_json(cls, value: object) -> Regression:
        """Read what `to_json` wrote; raises CorruptState."""
        members, size = mapping(value), len(PRIOR_VARIANCES)
        rows = members.get("spread")
        if not isinstance(rows, list) or len(rows) != size:
            raise CorruptState
        covariance = tuple(numbers(row, -MAX_COVARIANCE, MAX_COVARIANCE, size) for row in rows)
        for place in range(size):
            number(covariance[place][place], 0.0, MAX_COVARIANCE)
        weights = numbers(members.get("weights"), -MAX_STORED_WEIGHT, MAX_STORED_WEIGHT, size)
        return cls(Features(*(clip(w, -MAX_WEIGHT, MAX_WEIGHT) for w in weights)), covariance)

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        return {"weights": list(self.weights), "spread": [list(row) for row in self.covariance]}

    def predict(self, features: Features) -> float:
        """Return the expected log minutes."""
        return self.weights.dot(features)

    def line(self, features: Features) -> QueueLine:
        """Return the prediction as a function of the queue alone; of `features` the others count."""
        intercept, work, _, *rest = (w * x for w, x in zip(self.weights, features, strict=True))
        return QueueLine(intercept + work, self.weights.log_queue_ratio, *rest)

    def updated(self, features: Features, actual: float) -> Regression:
        """Return the regression after an order that took `actual` log minutes."""
        error = actual - self.predict(features)
        huber = min(1.0, HUBER_LOG_MINUTES / abs(error)) if error else 1.0
        gain = tuple(sum(p * x for p, x in zip(row, features, strict=True)) for row in self.covariance)
        variance = NOISE_VARIANCE / huber + max(0.0, sum(x * g for x, g in zip(features, gain, strict=True)))
        return Regression(
            Features(*(w + g / variance * error for w, g in zip(self.weights, gain, strict=True))),
            tuple(
                tuple(p - a * b / variance for p, b in zip(row, gain, strict=True))
                for row, a in zip(self.covariance, gain, strict=True)
            ),
        )
