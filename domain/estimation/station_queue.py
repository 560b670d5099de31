"""The station queue: which of the open tasks is done when, first come, first served, over each station's slots."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.estimation.dish_times import DishTimes, configured
from domain.order import Item, Order, pending
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from domain.menu import Menu

# A task that runs over its time is still believed to need this share of it: nobody taps "done" in advance.
OVERRUN_SHARE = 0.18
PACKING_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """One item to be cooked at one station. `seconds` is what remains of it; a running one holds its slot already.

    `since` is from when on it could be cooked, in seconds from now; `least` is how long it will take from now at least.
    """

    order_id: str
    station: str
    seconds: float
    running: bool
    since: float = 0.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """The seconds of an order's items, those that are not struck: the longest one, and all together."""

    longest: float
    total: float


def tasks_of(
    orders: Iterable[Order], menu: Menu, dishes: DishTimes, now: datetime, *, taps_start: bool = True
) -> list[Task]:
    """Return the open tasks of all orders: those that run, then those moved ahead, then in the order of their placing.

    Where nobody taps "start", a task is believed to run from when its order came in and a slot was free.
    """
    queue = [
        _task(order, item, item_seconds(item, menu, dishes), now, taps_start=taps_start)
        for order in sorted(orders, key=lambda order: (not order.rushed, order.placed_at, order.id))
        for item in pending(order)
    ]
    return sorted(queue, key=lambda task: not task.running)


def finish_times(tasks: Iterable[Task], slots: Callable[[str], int]) -> Mapping[str, float]:
    """List-schedule the tasks; return for each order the seconds until its last one is done."""
    free: dict[str, list[float]] = {}
    done: dict[str, float] = defaultdict(float)
    for task in tasks:
        station = free.setdefault(task.station, [-math.inf] * max(1, slots(task.station)))
        begun = 0.0 if task.running else max(task.since, station[0])
        done_in = max(begun + task.seconds, task.least)
        heapq.heapreplace(station, max(done_in, station[0] + task.seconds) if task.running else done_in)
        done[task.order_id] = max(done[task.order_id], done_in)
    return done


def work_of(order: Order, menu: Menu, dishes: DishTimes) -> Work:
    """Return the whole work of an order, done or not."""
    seconds = [item_seconds(item, menu, dishes) for item in order.items if item.state is not ItemState.VOIDED]
    return Work(max(seconds, default=0.0), sum(seconds))


def item_seconds(item: Item, menu: Menu, dishes: DishTimes) -> float:
    """Return the seconds that an item takes, by what was learnt of its dish."""
    return configured(item, menu) * dishes.factor(item.name)


def _task(order: Order, item: Item, seconds: float, now: datetime, *, taps_start: bool) -> Task:
    if item.state is ItemState.COOKING:
        passed = (now - (item.started_at or now)).total_seconds()
        left = max(seconds - max(0.0, passed), OVERRUN_SHARE * seconds)
        return Task(order.id, item.station, left, running=True)
    if taps_start:
        return Task(order.id, item.station, seconds, running=False)
    age = max(0.0, (now - order.placed_at).total_seconds())
    return Task(order.id, item.station, seconds, running=False, since=-age, least=OVERRUN_SHARE * seconds)
