"""Report advice: the one thing that the figures of a report suggest to the owner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.report_demand import QuarterHour, SoldOutDish, busiest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.report_causes import LateCause
    from domain.reports import PromiseStats

# Fewer orders than this are chance.
MIN_ORDERS = 5
MIN_ASKED_FOR = 2
MAX_LATE_SHARE = 0.15
MAX_CANCELLED_SHARE = 0.05


class AdviceTopic(StrEnum):
    """What the advice is about."""

    SOLD_OUT = "sold_out"
    LATE_REASON = "late_reason"
    LATE_STATION = "late_station"
    CANCELLED = "cancelled"
    PEAK = "peak"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to look at: `name` is the dish, reason or station; `count` of `total` orders have to do with it."""

    topic: AdviceTopic
    name: str
    count: int
    total: int
    peak: QuarterHour


def suggest(
    stats: PromiseStats,
    causes: Sequence[LateCause],
    reasons: Sequence[tuple[str, int]],
    dishes: Sequence[SoldOutDish],
    quarters: Sequence[QuarterHour],
) -> Suggestion | None:
    """Return what the figures suggest first: what guests were refused, then lateness, then cancellations.

    When nothing is wrong it is the time to be prepared for; None when the orders are too few to tell, or came at no
    time more than at the others.
    """
    total = sum(quarter.orders for quarter in quarters)
    if total < MIN_ORDERS:
        return None
    peak, *others = busiest(quarters, 2)
    if dishes and dishes[0].asked_for >= MIN_ASKED_FOR:
        return Suggestion(AdviceTopic.SOLD_OUT, dishes[0].name, dishes[0].asked_for, total, peak)
    if sum(cause.orders for cause in causes) > MAX_LATE_SHARE * stats.orders:
        first = causes[0]
        topic = AdviceTopic.LATE_REASON if first.reason else AdviceTopic.LATE_STATION
        return Suggestion(topic, first.reason or first.station, first.orders, stats.orders, peak)
    if sum(count for _, count in reasons) > MAX_CANCELLED_SHARE * total:
        return Suggestion(AdviceTopic.CANCELLED, *reasons[0], total, peak)
    if peak.orders < MIN_ORDERS or not others or others[0].orders == peak.orders:
        return None
    return Suggestion(AdviceTopic.PEAK, "", peak.orders, total, peak)
