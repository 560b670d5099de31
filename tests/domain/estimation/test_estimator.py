"""The estimator as the kitchen uses it: a forecast at each event."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Busy, Estimator
from domain.estimation.features import Progress
from domain.item import Item
from domain.stages import ItemState
from tests.support.taught_estimator import MENU, MINUTE, likely, stew, taught
from tests.support.world import EVENING, order_of


def test_no_history_gives_the_configured_minutes():
    estimate = Estimator().forecast([stew()], MENU, EVENING)
    (shown,) = estimate.values()
    assert 7 <= (shown.likely - EVENING) / MINUTE <= 13
    assert EVENING <= shown.earliest < shown.likely < shown.promise < shown.latest
    assert (shown.running_late, shown.ask_if_ready, shown.timeless) == (False, False, False)


def test_only_orders_that_are_not_ready_are_forecast():
    ready = stew().bump(EVENING).order
    assert Estimator().forecast([ready], MENU, EVENING) == {}


def test_an_order_of_nothing_to_cook_takes_a_moment():
    order = replace(stew(), items=(Item(id="1", name="Water", prep_minutes=0.0),))
    assert 0 < likely(Estimator(), order) < 3


def test_the_range_narrows_around_what_always_happens():
    fresh, known = (e.predict([o := stew()], MENU, EVENING)[o.id] for e in (Estimator(), taught(25, 60)))
    assert (known.latest - known.earliest) * 2 < fresh.latest - fresh.earliest


def test_queue_and_fewer_slots_make_orders_later():
    alone, second = likely(Estimator(), stew()), likely(Estimator(), stew(), stew(EVENING - MINUTE))
    assert second > alone
    rushed = stew(rushed=True)
    assert likely(Estimator(), rushed, stew(EVENING - MINUTE)) < second


def test_progress_is_looked_at_step_by_step():
    order = order_of(ItemState.QUEUED, ItemState.QUEUED)
    for estimator in (Estimator(), taught(11, 5, taps=True)):
        waits = likely(estimator, order)
        begun = order.start(EVENING + MINUTE, "1").order
        partly = begun.bump(EVENING + 12 * MINUTE, "1").order
        estimator.forecast([begun], MENU, EVENING + MINUTE)
        assert 0 < likely(estimator, partly, now=EVENING + 12 * MINUTE) < waits


@pytest.mark.parametrize("count", [1, 6, 45])
@pytest.mark.parametrize("taps", [("start",), ("start", "bump")])
def test_a_first_start_moves_the_time_little(count, taps):
    queue = [order_of(ItemState.QUEUED, ItemState.QUEUED, placed_at=EVENING - MINUTE) for _ in range(count)]
    begun = order = order_of(ItemState.QUEUED, ItemState.QUEUED)
    for tap in taps:
        begun = getattr(begun, tap)(EVENING, "1").order
    assert likely(Estimator(), begun, *queue) == pytest.approx(likely(Estimator(), order, *queue), rel=0.5)


def test_progress_of_an_order_is_used():
    estimator, order = Estimator(), order_of(ItemState.DONE, ItemState.COOKING)
    estimator.predict([order], MENU, EVENING)
    assert list(estimator.observation_of(order.id).snapshots) == [Progress.UNTAPPED_PARTLY]


def test_clock_set_back_a_day_moves_no_order_by_a_day():
    estimator, order = Estimator(), stew()
    estimator.predict([order], MENU, EVENING)
    assert likely(estimator, order, now=EVENING - timedelta(days=1)) == pytest.approx(
        likely(Estimator(), order), rel=0.1
    )


def test_busy_kitchen_adds_its_minutes_until_the_end():
    order, busy = stew(), Busy(10, EVENING + 30 * MINUTE)
    assert likely(Estimator(), order, busy=busy) == pytest.approx(10 + likely(Estimator(), order))
    later = EVENING + 30 * MINUTE
    assert likely(Estimator(), order, now=later, busy=busy) == likely(Estimator(), order, now=later)


def test_shown_time_stays_until_a_change_is_worth_it():
    estimator, order = Estimator(), stew()
    first = estimator.forecast([order], MENU, EVENING)[order.id]
    order = order.estimated(first)
    second = estimator.forecast([order], MENU, EVENING + MINUTE)[order.id]
    assert second == replace(first, updated_at=EVENING + MINUTE)


def shown_of(order, *, minutes):
    """Return all that was shown of an order that never becomes ready, looked at twice a minute."""
    estimator, shown = Estimator(), []
    for half in range(2 * minutes):
        now = EVENING + half * MINUTE / 2
        order = order.estimated(estimator.forecast([order], MENU, now)[order.id])
        shown.append(order.estimate)
        assert order.estimate.earliest >= now
    return shown


def test_late_ticket_shows_three_changes_then_words():
    shown = [estimate for estimate in shown_of(stew(), minutes=300) if not estimate.timeless]
    assert len({(e.earliest, e.likely, e.latest) for e in shown}) == 4
    assert len(shown) < 2 * 300


def test_order_is_late_after_range_and_promise_passed():
    shown = shown_of(stew(), minutes=90)
    first = shown[0].latest
    assert [e.running_late for e in shown] == [e.updated_at > max(first, EVENING + 20 * MINUTE) for e in shown]
    assert not any(e.running_late for e in shown_of(stew(quoted_for=EVENING + 100 * MINUTE), minutes=90))


def test_extreme_ticket_is_asked_for_and_not_counted():
    estimator, forgotten, fresh = Estimator(), stew(), stew(EVENING + 100 * MINUTE)
    assert not estimator.forecast([forgotten], MENU, EVENING)[forgotten.id].ask_if_ready
    now = EVENING + 100 * MINUTE
    assert estimator.forecast([forgotten], MENU, now)[forgotten.id].ask_if_ready
    estimator.predict([forgotten, fresh], MENU, now)
    assert estimator.observation_of(fresh.id).other_orders == 0


def test_order_before_opening_waits_as_before():
    estimator, noon = Estimator(), EVENING.replace(hour=12)
    for day in range(20, 0, -1):
        for early in (60, 0, -120, -240):
            at = noon - timedelta(days=day, minutes=early)
            taught(70 if early == 60 else 10, 1, estimator=estimator, begin=at)
    assert likely(estimator, stew(noon - timedelta(minutes=60)), now=noon - timedelta(minutes=60)) > 45
    assert likely(estimator, stew(noon + timedelta(minutes=60)), now=noon + timedelta(minutes=60)) < 20
