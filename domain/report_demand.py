"""Demand: when orders of a report came, and which dishes they were for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, TypeVar

from domain.dish_names import first_spelling
from domain.stages import ItemState, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from domain.order import Order

_Line = TypeVar("_Line")

QUARTER_MINUTES = 15
QUARTERS_OF_DAY = 24 * 60 // QUARTER_MINUTES
# A dish with fewer orders than this says little: its figures are folded away.
MIN_ORDERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class QuarterHour:
    """A quarter of an hour of the (local) day, and the orders that came onto the rail in it."""

    starts: time
    orders: int


@dataclass(frozen=True, slots=True)
class SoldDish:
    """A dish, the portions that were sold of it, and the orders it was in."""

    name: str
    portions: float
    orders: int


@dataclass(frozen=True, slots=True)
class Outage:
    """From when to when a dish was sold out, UTC; `ended_at` is None while it is."""

    dish: str
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class SoldOutDish:
    """A dish, the minutes it was sold out, and the orders that asked for it all the same."""

    name: str
    minutes: int
    asked_for: int


def quarter_hours(
    orders: Iterable[Order], local: Callable[[datetime], datetime], day_starts: time
) -> list[QuarterHour]:
    """Return the quarters of the day from the first order to the last, counted from the start of the business day."""
    begin = _quarter(day_starts)
    counts: dict[int, int] = {}
    for order in orders:
        if order.stage is not Stage.SCHEDULED:
            place = (_quarter(local(order.queued_at).time()) - begin) % QUARTERS_OF_DAY
            counts[place] = counts.get(place, 0) + 1
    if not counts:
        return []
    return [
        QuarterHour(_starts((begin + place) % QUARTERS_OF_DAY), counts.get(place, 0))
        for place in range(min(counts), max(counts) + 1)
    ]


def busiest(quarters: Iterable[QuarterHour], most: int) -> list[QuarterHour]:
    """Return the quarter hours with the most orders, the busiest first."""
    return sorted((one for one in quarters if one.orders), key=lambda one: -one.orders)[:most]


def best_sellers(orders: Iterable[Order]) -> list[SoldDish]:
    """Return the dishes by portions sold, the most first; cancelled orders and struck items count for nothing."""
    spelled = first_spelling()
    portions: dict[str, dict[str, float]] = {}
    for order in orders:
        for item in order.items:
            if order.stage is not Stage.CANCELLED and item.state is not ItemState.VOIDED:
                of_dish = portions.setdefault(spelled(item.name), {})
                of_dish[order.id] = of_dish.get(order.id, 0) + item.quantity
    dishes = [SoldDish(name, sum(sold.values()), len(sold)) for name, sold in portions.items()]
    return sorted(dishes, key=lambda dish: (-dish.portions, dish.name))


def sold_out(outages: Iterable[Outage], orders: Iterable[Order], since: datetime, until: datetime) -> list[SoldOutDish]:
    """Return the dishes that were sold out between two times (UTC), those asked for most often and longest first."""
    spelled = first_spelling()
    minutes: Counter[str] = Counter()
    for outage in outages:
        span = min(outage.ended_at or until, until) - max(outage.began_at, since)
        minutes[spelled(outage.dish)] += round(span.total_seconds() / 60)
    asked = Counter(spelled(item.name) for order in orders for item in order.items if item.sold_out)
    dishes = [SoldOutDish(name, out, asked[name]) for name, out in minutes.items()]
    return sorted(dishes, key=lambda dish: (-dish.asked_for, -dish.minutes, dish.name))


def split_rare(lines: Sequence[_Line], orders: Callable[[_Line], int]) -> tuple[list[_Line], list[_Line]]:
    """Return the lines that are shown, and those with few orders to fold away; all are shown when all have few."""
    shown = [line for line in lines if orders(line) >= MIN_ORDERS_SHOWN] or list(lines)
    return shown, [line for line in lines if line not in shown]


def _quarter(at: time) -> int:
    return (at.hour * 60 + at.minute) // QUARTER_MINUTES


def _starts(quarter: int) -> time:
    return time(quarter * QUARTER_MINUTES // 60, quarter * QUARTER_MINUTES % 60)
