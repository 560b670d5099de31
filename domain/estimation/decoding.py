"""Reading back what was learnt: sound numbers, or Damaged."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CorruptState(Exception):
    """What was written cannot be believed; begin anew without it."""


def number(written: object, low: float, high: float) -> float:
    """Return a number between `low` and `high`; raises Damaged for anything else."""
    if isinstance(written, bool) or not isinstance(written, int | float) or not low <= written <= high:
        raise CorruptState
    return float(written)


def numbers(written: object, low: float, high: float, count: int | None = None) -> tuple[float, ...]:
    """Return a list's numbers, `count` of them where it is given; raises Damaged for anything else."""
    if not isinstance(written, list) or count not in {None, len(written)}:
        raise CorruptState
    return tuple(number(one, low, high) for one in written)


def parts(written: object) -> Mapping[str, object]:
    """Return a mapping's parts by name; raises Damaged for anything else."""
    if not isinstance(written, dict):
        raise CorruptState
    return {name: part for name, part in written.items() if isinstance(name, str)}


def clipped(number: float, low: float, high: float) -> float:
    """Return the number, or the bound that it is beyond."""
    return min(high, max(low, number))


# Wide enough for anything a kitchen does, narrow enough that exp() of it stays a time: 0.6 seconds to 2 days.
LEAST, MOST = math.log(0.01), math.log(2880)
