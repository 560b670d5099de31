"""Calibration: predicts log minutes from features (regression) with quantiles from past residuals.

There is one for each progress of an order, because much more is known of an order of which some items are done.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.decoding import clip, mapping
from domain.estimation.features import Progress
from domain.estimation.regression import (
    PRIOR_STARTED,
    PRIOR_TAPPED,
    PRIOR_UNTAPPED,
    PRIOR_UNTAPPED_STARTED,
    Regression,
)
from domain.estimation.residuals import Residuals

if TYPE_CHECKING:
    from domain.estimation.features import Features

MEDIAN_SHARE = 0.5
# The quantile that is promised, above the median: a late order annoys more than an early one.
PROMISE_SHARE = 0.6
# An order past this quantile of the history may have been forgotten on the screen.
FORGOTTEN_SHARE = 0.98

# Wide enough for anything a kitchen does, narrow enough that exp() stays a time: 0.6 seconds to 2 days, and a little
# more for a quantile above the largest prediction.
MIN_LOG_MINUTES, MAX_LOG_MINUTES = math.log(0.01), math.log(2880)
MAX_QUANTILE_LOG_MINUTES = MAX_LOG_MINUTES + 0.1

_PRIORS = {
    Progress.UNTAPPED: PRIOR_UNTAPPED,
    Progress.UNTAPPED_STARTED: PRIOR_UNTAPPED_STARTED,
    Progress.UNTAPPED_PARTLY: PRIOR_UNTAPPED_STARTED,
    Progress.TAPPED: PRIOR_TAPPED,
}


class Interval(NamedTuple):
    """Prediction interval in seconds: the 10 % (or as adapted), 50, 60 and 90 % quantiles."""

    earliest: float
    likely: float
    promise: float
    latest: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A regression and the residuals that it left. `expected` is always in log minutes."""

    regression: Regression
    residuals: Residuals = field(default_factory=Residuals)

    @classmethod
    def prior(cls, progress: Progress) -> Calibration:
        """Return the calibration of a kitchen without history."""
        return cls(Regression.prior(_PRIORS.get(progress, PRIOR_STARTED)))

    @classmethod
    def from_json(cls, value: object) -> Calibration:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        return cls(Regression.from_json(members.get("regression")), Residuals.from_json(members.get("residuals")))

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        return {"regression": self.regression.to_json(), "residuals": self.residuals.to_json()}

    def predict(self, features: Features) -> float:
        """Return the expected log minutes, within MIN_LOG_MINUTES and MAX_LOG_MINUTES."""
        return clip_log_minutes(self.regression.predict(features))

    def interval(self, expected: float, passed: float = 0.0) -> Interval:
        """Return the prediction interval, given that `passed` seconds went by without a finish."""
        shares = (self.residuals.lower, MEDIAN_SHARE, PROMISE_SHARE, self.residuals.upper)
        return Interval(*(self.quantile(share, expected, passed) for share in shares))

    def quantile(self, share: float, expected: float, passed: float = 0.0) -> float:
        """Return one quantile of the interval, in seconds."""
        beyond = log_minutes(passed) - expected if passed > 0 else -math.inf
        return _seconds(expected + self.residuals.quantile(share, beyond))

    def forgotten_after(self, expected: float) -> float:
        """Return after how many seconds an order may have been forgotten."""
        return self.quantile(FORGOTTEN_SHARE, expected)

    def updated(self, features: Features, expected: float, interval: Interval, seconds: float) -> Calibration:
        """Return the calibration after an order that took `seconds`; `expected` and `interval` were predicted."""
        actual = log_minutes(seconds)
        return Calibration(
            self.regression.updated(features, actual),
            self.residuals.updated(
                actual - expected, below=seconds < interval.earliest, above=seconds > interval.latest
            ),
        )


def clip_log_minutes(expected: float) -> float:
    """Return a prediction within MIN_LOG_MINUTES and MAX_LOG_MINUTES."""
    return clip(expected, MIN_LOG_MINUTES, MAX_LOG_MINUTES)


def log_minutes(seconds: float) -> float:
    """Return seconds as log minutes."""
    return math.log(seconds / 60)


def _seconds(log_minutes: float) -> float:
    return math.exp(clip(log_minutes, MIN_LOG_MINUTES, MAX_QUANTILE_LOG_MINUTES)) * 60
