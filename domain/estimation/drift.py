"""Short-term drift: the mean log residual of about the last hour, added to every prediction."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.estimation.decoding import clip, mapping, number, timestamp

TIME_CONSTANT_SECONDS = 3600.0
# Pseudo-observations that say "no drift".
PRIOR_ORDERS = 8.0
MAX_LOG_RESIDUAL = 0.8
MAX_WEIGHT = 1e6


@dataclass(frozen=True, slots=True)
class Drift:
    """Discounted sum and weight of the log residuals at the moment `at` (UTC).

    With d = exp(-age / 1 h) of the state and r the residual of an order, clipped at MAX_LOG_RESIDUAL:

        bias = total d / (weight d + PRIOR_ORDERS)      total <- total d + r      weight <- weight d + 1
    """

    total: float = 0.0
    weight: float = 0.0
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @classmethod
    def from_json(cls, value: object) -> Drift:
        """Read what `to_json` wrote; raises CorruptState."""
        members = mapping(value)
        weight = number(members.get("weight"), 0.0, MAX_WEIGHT)
        total = number(members.get("total"), -MAX_WEIGHT, MAX_WEIGHT)
        total = clip(total, -MAX_LOG_RESIDUAL * weight, MAX_LOG_RESIDUAL * weight)
        return cls(total, weight, timestamp(members.get("at")))

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        return {"total": self.total, "weight": self.weight, "at": self.at.timestamp()}

    def bias(self, at: datetime) -> float:
        """Return the log minutes to add to a prediction made at this moment (UTC)."""
        discount = self._discount(at)
        return self.total * discount / (self.weight * discount + PRIOR_ORDERS)

    def updated(self, residual: float, at: datetime) -> Drift:
        """Return the drift after an order with this log residual became ready at `at` (UTC)."""
        discount = self._discount(at)
        clipped = clip(residual, -MAX_LOG_RESIDUAL, MAX_LOG_RESIDUAL)
        return Drift(self.total * discount + clipped, self.weight * discount + 1, at)

    def _discount(self, at: datetime) -> float:
        return math.exp(-max(0.0, (at - self.at).total_seconds()) / TIME_CONSTANT_SECONDS)
