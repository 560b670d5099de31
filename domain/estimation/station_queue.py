"""Station queue: list scheduling of the open tasks over each station's slots, first come, first served."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from domain.estimation.dish_times import DishTimes, configured_seconds
from domain.item import Item
from domain.order import Order, pending
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from domain.menu import Menu

# A task that runs over its time is expected to need this share of it: nobody taps "done" in advance.
OVERRUN_SHARE = 0.18
PACKING_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """One item to be cooked at one station. All times are seconds from now.

    `seconds` is the rest of its cooking time. A running task holds its slot already; one that waits can start from
    `ready_from` on (negative: in the past) and is finished after `min_seconds` at the earliest.
    """

    order_id: str
    station: str
    seconds: float
    is_running: bool
    ready_from: float = 0.0
    min_seconds: float = 0.0


class Work(NamedTuple):
    """The seconds of an order's items, without the voided ones: the longest one, and their sum."""

    longest: float
    total: float


def queue_tasks(
    orders: Iterable[Order], menu: Menu, dish_times: DishTimes, now: datetime, *, taps_start: bool = True
) -> list[Task]:
    """Return the open tasks of all orders: running ones, then those of rushed orders, then by time of placing.

    Where nobody taps "start", a task is taken to run since its order was placed and a slot was free.
    """
    queue = [
        _create_task(order, item, item_seconds(item, menu, dish_times), now, taps_start=taps_start)
        for order in sorted(orders, key=lambda order: (not order.rushed, order.placed_at, order.id))
        for item in pending(order)
    ]
    return sorted(queue, key=lambda task: not task.is_running)


def finish_times(tasks: Iterable[Task], slots: Callable[[str], int]) -> Mapping[str, float]:
    """Return by order id the seconds until its last task is finished.

    List scheduling (Graham, Bounds on Multiprocessing Timing Anomalies, 1969): each task in turn takes the slot of
    its station that is free first. Free times start at -inf, so that a task may have started in the past.
    """
    free: dict[str, list[float]] = {}
    finish: dict[str, float] = defaultdict(float)
    for task in tasks:
        station = free.setdefault(task.station, [-math.inf] * max(1, slots(task.station)))
        start = 0.0 if task.is_running else max(task.ready_from, station[0])
        end = max(start + task.seconds, task.min_seconds)
        heapq.heapreplace(station, max(end, station[0] + task.seconds) if task.is_running else end)
        finish[task.order_id] = max(finish[task.order_id], end)
    return finish


def work_of(order: Order, menu: Menu, dish_times: DishTimes) -> Work:
    """Return the whole work of an order, done or not."""
    seconds = [item_seconds(item, menu, dish_times) for item in order.items if item.state is not ItemState.VOIDED]
    return Work(max(seconds, default=0.0), sum(seconds))


def item_seconds(item: Item, menu: Menu, dish_times: DishTimes) -> float:
    """Return the seconds that an item takes: configured time by the learned factor of its dish."""
    return configured_seconds(item, menu) * dish_times.factor(item.name)


def _create_task(order: Order, item: Item, seconds: float, now: datetime, *, taps_start: bool) -> Task:
    if item.state is ItemState.COOKING:
        passed = (now - (item.started_at or now)).total_seconds()
        left = max(seconds - max(0.0, passed), OVERRUN_SHARE * seconds)
        return Task(order.id, item.station, left, is_running=True)
    if taps_start:
        return Task(order.id, item.station, seconds, is_running=False)
    age = max(0.0, (now - order.placed_at).total_seconds())
    return Task(order.id, item.station, seconds, is_running=False, ready_from=-age, min_seconds=OVERRUN_SHARE * seconds)
