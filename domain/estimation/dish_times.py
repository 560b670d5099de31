"""What each dish really takes: learnt from start and done taps, dish by dish."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.estimation.decoding import clipped, number, numbers, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.menu import Menu
    from domain.order import Item, Order

# estimate.md 1: a residual counts for 0.6 at most, the factor for n / (n + 3); a shorter cooking time is a slip.
CLIP = 0.6
DOUBT = 3
SLIP = 15.0
# The memory of a dish is that of its latest ten or so.
PACE = 0.1


@dataclass(frozen=True, slots=True)
class DishTimes:
    """By dish, the log of observed against configured minutes, and how often it was seen."""

    seen: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def factor(self, name: str) -> float:
        """Return what the configured minutes of a dish are to be multiplied by; 1 for one that is new or renamed."""
        log, times = self.seen.get(_key(name), (0.0, 0.0))
        return math.exp(log * times / (times + DOUBT))

    def learned(self, order: Order, menu: Menu) -> DishTimes:
        """Return the dishes after an order that is ready, as far as its items were tapped one by one."""
        seen = dict(self.seen)
        for item in _timed(order.items, menu):
            residual = math.log(_cooked(item) / configured(item, menu))
            log, times = seen.get(_key(item.name), (0.0, 0.0))
            step = clipped(residual - log, -CLIP, CLIP)
            seen[_key(item.name)] = (clipped(log + max(PACE, 1 / (times + 1)) * step, -2.0, 2.0), times + 1)
        return DishTimes(seen)

    def learnt(self) -> dict[str, object]:
        """Return all that is known, for JSON."""
        return {name: list(pair) for name, pair in self.seen.items()}


def restored(written: object) -> DishTimes:
    """Return the dishes that were written; raises Damaged."""
    pairs = {name: numbers(pair, -2.0, 1e9, 2) for name, pair in parts(written).items()}
    return DishTimes({name: (clipped(log, -2.0, 2.0), number(times, 0.0, 1e9)) for name, (log, times) in pairs.items()})


def configured(item: Item, menu: Menu) -> float:
    """Return the seconds an item takes by configuration: its minutes once for each batch."""
    dish = menu.find(item.name)
    batches = math.ceil(item.quantity / max(1, dish.batch)) if dish else 1
    return max(0.0, item.prep_minutes) * 60 * batches


def _timed(items: Iterable[Item], menu: Menu) -> list[Item]:
    """Items bumped by one tap have one finish: it is that of the longest; of the others nothing is known."""
    longest: dict[object, Item] = {}
    for item in items:
        if item.started_at and item.done_at and _cooked(item) >= SLIP and configured(item, menu) > 0:
            rival = longest.get(item.done_at, item)
            longest[item.done_at] = max(rival, item, key=lambda one: configured(one, menu))
    return list(longest.values())


def _cooked(item: Item) -> float:
    return (item.done_at - item.started_at).total_seconds() if item.done_at and item.started_at else 0.0


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
