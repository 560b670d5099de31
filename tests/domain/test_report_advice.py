"""Reports: one piece of advice from the figures."""

from datetime import time

import pytest

from domain.report_advice import AdviceTopic, suggest
from domain.report_causes import LateCause
from domain.report_demand import QuarterHour, SoldOutDish
from domain.reports import PromiseStats

STATS = PromiseStats(20, 0.9, 0.8, ())
QUARTERS = [QuarterHour(time(19), 8), QuarterHour(time(19, 15), 12)]
SLOW_GRILL, BROKEN_OVEN = LateCause("", "grill", 4, 10), LateCause("oven out", "", 4, 10)
MISSED = SoldOutDish("Naan", 90, 3)


def topic(causes=(), reasons=(), dishes=()):
    found = suggest(STATS, causes, reasons, dishes, QUARTERS)
    return found and (found.topic, found.name, found.count, found.total)


@pytest.mark.parametrize("quarters", [[], [QuarterHour(time(19), 4)]])
def test_few_orders_suggest_nothing(quarters):
    assert suggest(STATS, [SLOW_GRILL], [], [MISSED], quarters) is None


def test_what_guests_were_refused_comes_first():
    assert topic([SLOW_GRILL], [("", 9)], [MISSED]) == (AdviceTopic.SOLD_OUT, "Naan", 3, 20)


def test_dish_that_hardly_anybody_asked_for_is_no_matter():
    assert topic(dishes=[SoldOutDish("Naan", 900, 1)])[0] is AdviceTopic.PEAK


def test_late_orders_suggest_their_first_cause():
    assert topic([SLOW_GRILL], [("", 9)]) == (AdviceTopic.LATE_STATION, "grill", 4, 20)
    assert topic([BROKEN_OVEN]) == (AdviceTopic.LATE_REASON, "oven out", 4, 20)


def test_cancelled_orders_suggest_their_first_reason():
    assert topic([], [("power cut", 2)]) == (AdviceTopic.CANCELLED, "power cut", 2, 20)


def test_good_figures_suggest_to_be_ready_for_the_peak():
    found = suggest(STATS, [LateCause("", "grill", 3, 10)], [("", 1)], [], QUARTERS)
    assert (found.topic, found.peak.starts, found.count) == (AdviceTopic.PEAK, time(19, 15), 12)


@pytest.mark.parametrize("orders", [[30], [12, 12], [4, 3, 3]])
def test_orders_without_a_peak_suggest_no_time(orders):
    quarters = [QuarterHour(time(19 + at), n) for at, n in enumerate(orders)]
    assert suggest(STATS, [], [], [], quarters) is None
