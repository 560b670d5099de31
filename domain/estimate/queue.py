"""The station queue: which of the open tasks is done when, first come, first served, over each station's slots."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.order import Item, Order, pending
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from domain.menu import Menu

# A task that runs over its time is still believed to need this share of it: nobody taps "done" in advance.
OVERRUN_SHARE = 0.18


@dataclass(frozen=True, slots=True)
class Task:
    """One item to be cooked at one station. `seconds` is what remains of it; a running one holds its slot already."""

    order_id: str
    station: str
    seconds: float
    running: bool


def tasks_of(orders: Iterable[Order], menu: Menu, now: datetime) -> list[Task]:
    """Return the open tasks of all orders in the order of their placing, those that run first."""
    queue = [
        Task(order.id, item.station, _remaining(item, menu, now), item.state is ItemState.COOKING)
        for order in sorted(orders, key=lambda order: (order.placed_at, order.id))
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


def _remaining(item: Item, menu: Menu, now: datetime) -> float:
    dish = menu.find(item.name)
    whole = item.prep_minutes * 60 * (math.ceil(item.quantity / dish.batch) if dish else 1)
    age = (now - item.started_at).total_seconds() if item.started_at else 0.0
    return max(whole - max(age, 0.0), OVERRUN_SHARE * whole)
