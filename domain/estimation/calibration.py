"""From work to time: what is expected of a ticket, and the spread around it, for one way of knowing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from domain.estimation import regression, residuals
from domain.estimation.decoding import LEAST, MOST, clipped, parts
from domain.estimation.regression import Regression
from domain.estimation.residuals import OUTSIDE, Residuals

# The share of tickets that are ready by what the restaurant promises: being late hurts more than being early.
PROMISE = 0.6
# Hardly any ticket takes longer: it may have been forgotten.
FORGOTTEN = 0.98
# An actual is believed from one minute to 90: estimate.md 3.
SHORTEST, LONGEST = 60.0, 5400.0


class Progress(StrEnum):
    """How much is known of a ticket: whether the kitchen taps "start", and how far the ticket is."""

    UNTAPPED = "untapped"
    UNTAPPED_STARTED = "untapped_started"
    UNTAPPED_PARTLY = "untapped_partly"
    TAPPED = "tapped"
    TAPPED_STARTED = "tapped_started"
    TAPPED_PARTLY = "tapped_partly"


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds after the moment that the calibration counts from."""

    earliest: float
    likely: float
    promise: float
    latest: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A regression and the residuals it has left."""

    regression: Regression
    residuals: Residuals = field(default_factory=Residuals)

    def expected(self, features: tuple[float, ...]) -> float:
        """Return the expected log minutes, within what is still a time."""
        return clipped(self.regression.expected(features), LEAST, MOST)

    def spread(self, expected: float, passed: float = 0.0) -> Spread:
        """Return the quantiles around `expected` (log minutes) once `passed` seconds went by without a finish."""
        beyond = log_minutes(passed) - expected if passed > 0 else -math.inf
        shares = (self.residuals.lower, 0.5, PROMISE, self.residuals.upper)
        return Spread(*(_seconds(expected + self.residuals.quantile(share, beyond)) for share in shares))

    def forgotten_after(self, expected: float) -> float:
        """Return after how many seconds a ticket may have been forgotten."""
        return _seconds(expected + self.residuals.quantile(FORGOTTEN))

    def learned(self, features: tuple[float, ...], expected: float, said: Spread, seconds: float) -> Calibration:
        """Return the calibration after a ticket took `seconds`, of which `expected` and `said` was foretold."""
        actual = log_minutes(seconds)
        return Calibration(
            self.regression.learned(features, actual),
            self.residuals.learned(actual - expected, below=seconds < said.earliest, above=seconds > said.latest),
        )

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {"regression": self.regression.learnt(), "residuals": self.residuals.learnt()}


def fresh(way: Progress) -> Calibration:
    """Return the calibration of a kitchen that nothing is known of."""
    weights = {Progress.UNTAPPED: regression.UNTAPPED, Progress.TAPPED: regression.TAPPED}.get(way, regression.PLAIN)
    return Calibration(regression.prior(weights))


def restored(written: object) -> Calibration:
    """Return the calibration that was written; raises Damaged."""
    kept = parts(written)
    return Calibration(regression.restored(kept.get("regression")), residuals.restored(kept.get("residuals")))


def log_minutes(seconds: float) -> float:
    """Return seconds as log minutes."""
    return math.log(seconds / 60)


def _seconds(log_minutes: float) -> float:
    return math.exp(clipped(log_minutes, LEAST, MOST + OUTSIDE)) * 60
