"""Whether the last hour ran faster or slower than expected: a short memory on top of what is learnt for good."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.estimation.decoding import clipped, number, parts

HOUR = 3600.0
DOUBT = 8.0
CLIP = 0.8


@dataclass(frozen=True, slots=True)
class Drift:
    """The sum and the weight of the latest log residuals, fading over an hour since `at` (UTC)."""

    total: float = 0.0
    weight: float = 0.0
    at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    def now(self, at: datetime) -> float:
        """Return by how much (log) tickets are expected to take longer at this moment."""
        left = self._left(at)
        return self.total * left / (self.weight * left + DOUBT)

    def learned(self, residual: float, at: datetime) -> Drift:
        """Return the mood after a ticket that took `residual` (log) longer than expected."""
        left = self._left(at)
        return Drift(self.total * left + clipped(residual, -CLIP, CLIP), self.weight * left + 1, at)

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {"total": self.total, "weight": self.weight, "at": self.at.timestamp()}

    def _left(self, at: datetime) -> float:
        return math.exp(-max(0.0, (at - self.at).total_seconds()) / HOUR)


def restored(written: object) -> Drift:
    """Return the mood that was written; raises Damaged."""
    kept = parts(written)
    weight = number(kept.get("weight"), 0.0, 1e6)
    total = clipped(number(kept.get("total"), -1e6, 1e6), -CLIP * weight, CLIP * weight)
    return Drift(total, weight, datetime.fromtimestamp(number(kept.get("at"), 0.0, 1e10), UTC))
