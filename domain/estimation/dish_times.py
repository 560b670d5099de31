"""Dish times: a factor on each dish's configured minutes, learned from start and done taps."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from domain.dish_names import fold_name
from domain.estimation.decoding import clip, mapping, number, numbers
from domain.started_items import started_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.item import Item
    from domain.menu import Menu
    from domain.order import Order

# One observation moves the log factor by this at most.
MAX_LOG_STEP = 0.6
MAX_LOG_FACTOR = 2.0
# Pseudo-observations that say "as configured".
PRIOR_OBSERVATIONS = 3
# The average forgets: its memory is about the latest ten observations.
MIN_LEARNING_RATE = 0.1
MAX_OBSERVATIONS = 1e9
# Those seen latest are kept: a menu has fewer, but a sender may write a new name in each order.
MAX_DISHES = 4000


class DishTime(NamedTuple):
    """One dish: the average log of observed over configured time, and the number of observations."""

    log_factor: float = 0.0
    observations: float = 0.0


@dataclass(frozen=True, slots=True)
class DishTimes:
    """Exponentially weighted averages by dish, shrunk towards 0 while the observations are few.

    With f = `log_factor`, n = `observations` and r = log(observed / configured):

        f <- f + max(MIN_LEARNING_RATE, 1 / (n + 1)) clip(r - f, -MAX_LOG_STEP, MAX_LOG_STEP)
        factor = exp(f n / (n + PRIOR_OBSERVATIONS))

    `by_name` is in the order in which the dishes were seen last.
    """

    by_name: Mapping[str, DishTime] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: object) -> DishTimes:
        """Read what `to_json` wrote; raises CorruptState."""
        return cls({name: _read_dish_time(pair) for name, pair in mapping(value).items()})

    def to_json(self) -> dict[str, object]:
        """Return the learned state for JSON."""
        return {name: list(pair) for name, pair in self.by_name.items()}

    def factor(self, name: str) -> float:
        """Return the factor on a dish's configured minutes; 1 for one that is new or was renamed."""
        log_factor, observations = self.by_name.get(fold_name(name), DishTime())
        return math.exp(log_factor * observations / (observations + PRIOR_OBSERVATIONS))

    def updated(self, order: Order, menu: Menu) -> DishTimes:
        """Return the dish times after an order that is ready, as far as its items were tapped one by one."""
        by_name = dict(self.by_name)
        for item in _select_timed(started_items(order), menu):
            residual = math.log(_cooking_seconds(item) / configured_seconds(item, menu))
            name = fold_name(item.name)
            log_factor, observations = by_name.pop(name, DishTime())
            step = max(MIN_LEARNING_RATE, 1 / (observations + 1)) * clip(
                residual - log_factor, -MAX_LOG_STEP, MAX_LOG_STEP
            )
            log_factor = clip(log_factor + step, -MAX_LOG_FACTOR, MAX_LOG_FACTOR)
            by_name[name] = DishTime(log_factor, observations + 1)
        return DishTimes(dict(list(by_name.items())[-MAX_DISHES:]))


def configured_seconds(item: Item, menu: Menu) -> float:
    """Return the seconds an item takes by configuration: its minutes once for each batch."""
    dish = menu.find(item.name)
    batches = math.ceil(item.quantity / max(1, dish.batch)) if dish else 1
    return max(0.0, item.prep_minutes) * 60 * batches


def _read_dish_time(value: object) -> DishTime:
    log_factor, observations = numbers(value, -MAX_LOG_FACTOR, MAX_OBSERVATIONS, 2)
    return DishTime(clip(log_factor, -MAX_LOG_FACTOR, MAX_LOG_FACTOR), number(observations, 0.0, MAX_OBSERVATIONS))


def _select_timed(items: Iterable[Item], menu: Menu) -> list[Item]:
    """Return the items with a credible cooking time.

    Items bumped by one tap share a finish. It is that of the longest one and says nothing of the others.
    """
    longest: dict[object, Item] = {}
    for item in items:
        if item.cooking_time is not None and configured_seconds(item, menu) > 0:
            rival = longest.get(item.done_at, item)
            longest[item.done_at] = max(rival, item, key=lambda one: configured_seconds(one, menu))
    return list(longest.values())


def _cooking_seconds(item: Item) -> float:
    return item.cooking_time.total_seconds() if item.cooking_time else 0.0
