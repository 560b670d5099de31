"""The station queue: which of the open tasks is done when, first come, first served, over each station's slots."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.estimate.dishes import Dishes, configured
from domain.order import Item, Order, pending
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from domain.menu import Menu

# A task that runs over its time is still believed to need this share of it: nobody taps "done" in advance.
OVERRUN_SHARE = 0.18
PACKING = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """One item to be cooked at one station. `seconds` is what remains of it; a running one holds its slot already."""

    order_id: str
    station: str
    seconds: float
    running: bool


@dataclass(frozen=True, slots=True)
class Work:
    """The seconds of an order's items, those that are not struck: the longest one, and all together."""

    longest: float
    total: float


def tasks_of(orders: Iterable[Order], menu: Menu, dishes: Dishes, now: datetime) -> list[Task]:
    """Return the open tasks of all orders in the order of their placing, those that run first."""
    queue = [
        Task(order.id, item.station, remaining(item, menu, dishes, now), item.state is ItemState.COOKING)
        for order in sorted(orders, key=lambda order: (not order.rushed, order.placed_at, order.id))
        for item in pending(order)
    ]
    return sorted(queue, key=lambda task: not task.running)


def finishes(tasks: Iterable[Task], slots: Callable[[str], int]) -> Mapping[str, float]:
    """List-schedule the tasks; return for each order the seconds until its last one is done."""
    free: dict[str, list[float]] = {}
    done: dict[str, float] = defaultdict(float)
    for task in tasks:
        station = free.setdefault(task.station, [0.0] * max(1, slots(task.station)))
        begun = 0.0 if task.running else station[0]
        heapq.heapreplace(station, max(begun, station[0]) + task.seconds)
        done[task.order_id] = max(done[task.order_id], begun + task.seconds)
    return done


def work_of(order: Order, menu: Menu, dishes: Dishes) -> Work:
    """Return the whole work of an order, done or not."""
    seconds = [whole(item, menu, dishes) for item in order.items if item.state is not ItemState.VOIDED]
    return Work(max(seconds, default=0.0), sum(seconds))


def unseen_remaining(order: Order, menu: Menu, dishes: Dishes, now: datetime) -> float:
    """Return the seconds of work left where nobody taps "start": all is believed to cook since the placing."""
    begun = ((item, item.started_at or order.placed_at) for item in pending(order))
    return max((_left(whole(item, menu, dishes), (now - at).total_seconds()) for item, at in begun), default=0.0)


def remaining(item: Item, menu: Menu, dishes: Dishes, now: datetime) -> float:
    """Return the seconds that an item still needs at its station."""
    passed = now - item.started_at if item.started_at else timedelta()
    return _left(whole(item, menu, dishes), passed.total_seconds())


def whole(item: Item, menu: Menu, dishes: Dishes) -> float:
    """Return the seconds that an item takes, by what was learnt of its dish."""
    return configured(item, menu) * dishes.factor(item.name)


def _left(seconds: float, passed: float) -> float:
    return max(seconds - max(passed, 0.0), OVERRUN_SHARE * seconds)
