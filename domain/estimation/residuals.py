"""Conformal quantiles: the range around a prediction, taken from how far earlier predictions were off."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from statistics import NormalDist

from domain.estimation.decoding import clip, mapping, number, numbers

MAX_RESIDUALS = 300
# Pseudo-residuals N(0, 0.65), in log minutes: the range of a kitchen without history.
PRIOR_RESIDUALS = tuple(NormalDist(0.0, 0.65).inv_cdf((k + 0.5) / 20) for k in range(20))
# The share of orders that may be ready before the range, and of those after it.
MISS_RATE = 0.1
# Step size (gamma) of the adaptive levels, and their bounds.
LEARNING_RATE = 0.02
MIN_LOWER, MAX_LOWER = 0.01, 0.3
MIN_UPPER, MAX_UPPER = 0.7, 0.99
MAX_LOG_RESIDUAL = 20.0

# Log minutes added to the time that has passed once fewer residuals than this lie above it: about 10, 35 and 80 % more.
TAIL_LOG_MINUTES = (0.1, 0.3, 0.6)


@dataclass(frozen=True, slots=True)
class Residuals:
    """The latest log residuals (actual minus predicted) and the two levels whose quantiles hold 80 % of the orders.

    The levels adapt (Gibbs and Candes, Adaptive Conformal Inference Under Distribution Shift, 2021), each side for
    itself, with a = MISS_RATE, gamma = LEARNING_RATE and err = 1 if the order fell outside on that side, else 0:

        lower <- lower + gamma (a - err_below)      upper <- upper - gamma (a - err_above)
    """

    latest: tuple[float, ...] = ()
    lower: float = MISS_RATE
    upper: float = 1 - MISS_RATE
    _sorted: list[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort once: quantiles are read far more often than residuals are added."""
        object.__setattr__(self, "_sorted", sorted((*self.latest, *PRIOR_RESIDUALS)))

    @classmethod
    def from_json(cls, value: object) -> Residuals:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        latest = numbers(members.get("latest"), -MAX_LOG_RESIDUAL, MAX_LOG_RESIDUAL)[-MAX_RESIDUALS:]
        return replace(
            cls(latest),
            lower=number(members.get("lower"), MIN_LOWER, MAX_LOWER),
            upper=number(members.get("upper"), MIN_UPPER, MAX_UPPER),
        )

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        return {"latest": [round(one, 4) for one in self.latest], "lower": self.lower, "upper": self.upper}

    def quantile(self, share: float, beyond: float = -math.inf) -> float:
        """Return the `share`-quantile of the residuals above `beyond`.

        Both are log minutes; `beyond` conditions on an order that has already taken this long.
        """
        first = bisect_right(self._sorted, beyond)
        count = len(self._sorted) - first
        if count < len(TAIL_LOG_MINUTES):
            return beyond + TAIL_LOG_MINUTES[_rank(share, len(TAIL_LOG_MINUTES))]
        return self._sorted[first + _rank(share, count)]

    def updated(self, residual: float, *, below: bool, above: bool) -> Residuals:
        """Return the residuals after an order that was ready `below` or `above` its range, or within it."""
        return Residuals(
            (*self.latest, residual)[-MAX_RESIDUALS:],
            clip(self.lower + LEARNING_RATE * (MISS_RATE - below), MIN_LOWER, MAX_LOWER),
            clip(self.upper - LEARNING_RATE * (MISS_RATE - above), MIN_UPPER, MAX_UPPER),
        )


def _rank(share: float, count: int) -> int:
    return max(0, math.ceil(share * count) - 1)
