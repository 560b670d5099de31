"""How far tickets were from what was expected of them: the range that can honestly be named."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from statistics import NormalDist

from domain.estimation.decoding import clipped, number, numbers, parts

# estimate.md 4: so many residuals are kept; a kitchen without history has the spread of the usual one.
KEPT = 300
USUAL = tuple(NormalDist(0.0, 0.65).inv_cdf((k + 0.5) / 20) for k in range(20))
OUTSIDE = 0.1
GAMMA = 0.02

# Beyond all that was ever seen the tail is an assumption: about 10, 35 and 80 % more than has passed already.
TAIL = (0.1, 0.3, 0.6)


@dataclass(frozen=True, slots=True)
class Residuals:
    """The latest log residuals, actual against expected, and the two quantiles that hold 80 % (adaptive conformal)."""

    latest: tuple[float, ...] = ()
    lower: float = OUTSIDE
    upper: float = 1 - OUTSIDE
    _sorted: list[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort once: quantiles are asked for far more often than residuals come."""
        object.__setattr__(self, "_sorted", sorted((*self.latest, *USUAL)))

    def quantile(self, share: float, beyond: float = -math.inf) -> float:
        """Return the residual that `share` of those greater than `beyond` are not above."""
        first = bisect_right(self._sorted, beyond)
        left = self._sorted[first:] if len(self._sorted) - first >= len(TAIL) else [beyond + more for more in TAIL]
        return left[max(0, math.ceil(share * len(left)) - 1)]

    def learned(self, residual: float, *, below: bool, above: bool) -> Residuals:
        """Return the residuals with another, of a ticket that came `below` or `above` its range (Gibbs and Candes)."""
        return Residuals(
            (*self.latest, residual)[-KEPT:],
            clipped(self.lower + GAMMA * (OUTSIDE - below), 0.01, 0.3),
            clipped(self.upper - GAMMA * (OUTSIDE - above), 0.7, 0.99),
        )

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {"latest": [round(one, 4) for one in self.latest], "lower": self.lower, "upper": self.upper}


def restored(written: object) -> Residuals:
    """Return the residuals that were written; raises Damaged."""
    kept = parts(written)
    latest = numbers(kept.get("latest"), -20.0, 20.0)[-KEPT:]
    return replace(
        Residuals(latest), lower=number(kept.get("lower"), 0.01, 0.3), upper=number(kept.get("upper"), 0.7, 0.99)
    )
