"""Reports: statistics of promises, ranges and cooking minutes, from finished orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING

from domain.dish_names import first_spelling
from domain.stages import Stage
from domain.started_items import started_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.item import Item
    from domain.order import Order

# How far an order came from its promise: bounds in minutes, each counted with what lies below it.
BOUNDS = (-10, -5, 0, 5, 10)
# A share of fewer ranges than this is chance: it cannot be held against the share that is right.
MIN_RANGES = 20


@dataclass(frozen=True, slots=True)
class CompletedOrder:
    """An order that became ready, and the range (UTC) that its guest was shown first, if one was."""

    order: Order
    shown_from: datetime | None
    shown_to: datetime | None

    @property
    def ready_at(self) -> datetime:
        """When it was ready, UTC."""
        return self.order.ready_at or self.order.queued_at

    @property
    def minutes(self) -> float:
        """Minutes from its coming onto the rail to its being ready."""
        return _minutes(self.ready_at - self.order.queued_at)

    @property
    def minutes_late(self) -> float:
        """Minutes from its promise to its being ready; below zero when it was early."""
        return _minutes(self.ready_at - self.order.quoted_for)

    @property
    def was_in_range(self) -> bool | None:
        """Whether it was ready within the range that was shown first, to the minute; None when none was shown."""
        if self.shown_from is None or self.shown_to is None:
            return None
        return self.shown_from <= self.ready_at < self.shown_to + timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PlacedOrders:
    """The orders placed in a span of time, and those of them that became ready; both earliest first.

    An order that has become part of another is left out: its items are that other's.
    """

    orders: tuple[Order, ...]
    finished: tuple[CompletedOrder, ...]

    @property
    def cancelled(self) -> list[Order]:
        """Those that were cancelled."""
        return [order for order in self.orders if order.stage is Stage.CANCELLED]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: how many there were, and their typical and slow (9 of 10 were faster) minutes."""

    name: str
    count: int
    typical: float
    slow: float


@dataclass(frozen=True, slots=True)
class PromiseStats:
    """Shares of promises kept and of orders ready within their range, from 0 to 1; None without enough to count."""

    orders: int
    kept: float | None
    in_range: float | None
    by_lateness: tuple[int, ...]


def promise_stats(finished: Iterable[CompletedOrder]) -> PromiseStats:
    """Return the shares of promises kept and of orders ready within their range, and how many came how late."""
    orders = list(finished)
    in_range = [order.was_in_range for order in orders if order.was_in_range is not None]
    counts = [0] * (len(BOUNDS) + 1)
    for order in orders:
        counts[sum(order.minutes_late > bound for bound in BOUNDS)] += 1
    kept = _share([order.minutes_late <= 0 for order in orders])
    return PromiseStats(len(orders), kept, _share(in_range) if len(in_range) >= MIN_RANGES else None, tuple(counts))


def by_item(finished: Iterable[CompletedOrder], name: Callable[[Item], str]) -> list[Line]:
    """Return the cooking minutes, from start to done, by a name of the item; the most frequent first."""
    spelled = first_spelling()
    times: dict[str, list[float]] = {}
    for item in (item for one in finished for item in started_items(one.order)):
        if item.cooking_time is not None:
            times.setdefault(spelled(name(item)), []).append(_minutes(item.cooking_time))
    return sorted(
        (_line(label, minutes) for label, minutes in times.items()), key=lambda line: (-line.count, line.name)
    )


def by_hour(finished: Iterable[CompletedOrder], hour: Callable[[datetime], int]) -> list[Line]:
    """Return the minutes from the rail to ready by the (local) hour of coming onto the rail."""
    times: dict[int, list[float]] = {}
    for one in finished:
        times.setdefault(hour(one.order.queued_at), []).append(one.minutes)
    return [_line(f"{at:02}:00", times[at]) for at in sorted(times)]


def _line(name: str, minutes: list[float]) -> Line:
    slow = quantiles(minutes, n=10, method="inclusive")[-1] if len(minutes) > 1 else minutes[0]
    return Line(name, len(minutes), median(minutes), slow)


def _share(answers: list[bool]) -> float | None:
    return sum(answers) / len(answers) if answers else None


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
