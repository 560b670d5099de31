"""Causes: why orders of a report were late, and why orders were cancelled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from domain.dish_names import first_spelling
from domain.events import EventKind, effective_events
from domain.sources import CHANGED_AT_SOURCE, REMOVED_AT_SOURCE
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from domain.order import Order
    from domain.reports import CompletedOrder

_EXPLAINED = {EventKind.REQUOTED, EventKind.ITEM_VOIDED}
_ENDED = {EventKind.CANCELLED, EventKind.ITEM_VOIDED}


@dataclass(frozen=True, slots=True)
class LateOrder:
    """An order that was ready after its first promise, and why.

    `reason` is what staff gave, or empty; `station` is the one whose dish was done last, or that of the first drink
    when nobody cooked.
    """

    order: Order
    minutes: float
    reason: str
    station: str


@dataclass(frozen=True, slots=True)
class LateCause:
    """A reason that staff gave, or else the station that orders waited for; and the typical minutes late."""

    reason: str
    station: str
    orders: int
    minutes: float


def first_promise(order: Order) -> datetime:
    """Return the time (UTC) that the order was promised for when it was placed, or when it fired if it was for later.

    Until then a guest moves it to another time, and nobody is late by that.
    """
    said = [(event.at, event.quoted_for) for event in effective_events(order.events) if event.quoted_for is not None]
    until_fired = [promised for at, promised in said if order.fired_at is not None and at <= order.fired_at]
    return [*until_fired[-1:], *(promised for _, promised in said), order.quoted_for][0]


def late_orders(finished: Iterable[CompletedOrder], name: Callable[[str], str] = str) -> list[LateOrder]:
    """Return the orders ready after their first promise, the latest first; `name` makes one of equal reasons."""
    minutes = [(one, (one.ready_at - first_promise(one.order)).total_seconds() / 60) for one in finished]
    late = [
        LateOrder(one.order, late, name(_latest_reason(one.order, _EXPLAINED)), _last_station(one.order))
        for one, late in minutes
        if late > 0
    ]
    return sorted(late, key=lambda one: -one.minutes)


def late_causes(late: Iterable[LateOrder]) -> list[LateCause]:
    """Return why orders were late, the most frequent cause first."""
    reasons, stations = first_spelling(), first_spelling()
    minutes: dict[tuple[str, str], list[float]] = {}
    for one in late:
        cause = (reasons(one.reason), "") if one.reason else ("", stations(one.station))
        minutes.setdefault(cause, []).append(one.minutes)
    causes = [LateCause(*cause, len(times), median(times)) for cause, times in minutes.items()]
    return sorted(causes, key=lambda cause: (-cause.orders, -cause.minutes))


def cancel_reasons(cancelled: Iterable[Order], name: Callable[[str], str] = str) -> list[tuple[str, int]]:
    """Return the reasons of cancelled orders (empty where none was given) with their number, the most frequent first.

    `name` makes one of equal reasons.
    """
    spelled = first_spelling()
    return Counter(spelled(name(_latest_reason(order, _ENDED))) for order in cancelled).most_common()


def _latest_reason(order: Order, kinds: set[EventKind]) -> str:
    given = (event.reason.strip() for event in reversed(effective_events(order.events)) if event.kind in kinds)
    return next((reason for reason in given if reason not in {"", REMOVED_AT_SOURCE, CHANGED_AT_SOURCE}), "")


def _last_station(order: Order) -> str:
    done = [(item.done_at, item.station) for item in order.items if item.done_at is not None]
    if done:
        return max(done)[1]
    # What is off the rail is done from the first, without a time.
    return next(item.station for item in order.items if item.state is ItemState.DONE)
