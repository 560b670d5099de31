"""What a kitchen's tickets take against what their work would say: recursive least squares, a ticket at a time."""

from __future__ import annotations

from dataclasses import dataclass

from domain.estimation.decoding import CorruptState, clipped, number, numbers, parts

# Variance of one ticket around its expectation (log minutes), and from where on a ticket counts less: estimate.md 3.
NOISE = 0.5
HUBER = 0.6

# 1, log work, log(queue and work / work), log(sum of work / longest work), log1p(open orders), sin and cos of the hour.
# The queue's weight is the freest: shared pans and hurry make it pass faster than it looks, in some kitchens by half.
SIZE = 7
FREEDOM = (0.2, 0.01, 0.1, 0.01, 0.01, 0.01, 0.01)

# What is cooking takes what its configuration says.
PLAIN = (0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0)
# What waits, too, where "start" is tapped; but the queue is believed to pass faster than one task after the other.
TAPPED = (0.0, 1.0, 0.7, 0.0, 0.0, 0.0, 0.0)
# Without taps the queue is a guess, so it is believed only a little: as the schedule has it, by the size of the ticket,
# by the number of others. Means of the developers' half of prep-times, rounded to 0.05.
UNTAPPED = (-0.3, 1.0, 0.2, 0.05, 0.05, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights of the features and how sure they are (their covariance), in log minutes."""

    weights: tuple[float, ...]
    spread: tuple[tuple[float, ...], ...]

    def expected(self, features: tuple[float, ...]) -> float:
        """Return the expected log minutes."""
        return sum(w * x for w, x in zip(self.weights, features, strict=True))

    def learned(self, features: tuple[float, ...], actual: float) -> Regression:
        """Return the regression after a ticket that took `actual` log minutes (recursive least squares, Huber)."""
        error = actual - self.expected(features)
        trust = min(1.0, HUBER / abs(error)) if error else 1.0
        lean = tuple(sum(s * x for s, x in zip(row, features, strict=True)) for row in self.spread)
        item_seconds = NOISE / trust + max(0.0, sum(x * along for x, along in zip(features, lean, strict=True)))
        return Regression(
            tuple(w + along / item_seconds * error for w, along in zip(self.weights, lean, strict=True)),
            tuple(
                tuple(s - a * b / item_seconds for s, b in zip(row, lean, strict=True))
                for row, a in zip(self.spread, lean, strict=True)
            ),
        )

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {"weights": list(self.weights), "spread": [list(row) for row in self.spread]}


def prior(weights: tuple[float, ...]) -> Regression:
    """Return the regression of a kitchen that nothing is known of."""
    diagonal = tuple(tuple(f if i == j else 0.0 for j in range(SIZE)) for i, f in enumerate(FREEDOM))
    return Regression(weights, diagonal)


def restored(written: object) -> Regression:
    """Return the regression that was written; raises Damaged."""
    kept = parts(written)
    rows = kept.get("spread")
    if not isinstance(rows, list) or len(rows) != SIZE:
        raise CorruptState
    spread = tuple(numbers(row, -1.0, 1.0, SIZE) for row in rows)
    for place in range(SIZE):
        number(spread[place][place], 0.0, 1.0)
    return Regression(tuple(clipped(w, -5.0, 5.0) for w in numbers(kept.get("weights"), -50.0, 50.0, SIZE)), spread)
