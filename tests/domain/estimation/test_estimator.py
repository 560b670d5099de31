"""The estimator as the kitchen uses it: forecast at each event, learn from what became ready, survive a restart."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Busy, Estimator
from domain.estimation.features import Progress
from domain.estimation.model import MAX_FORGOTTEN_IN_A_ROW
from domain.item import Item
from domain.menu import Dish, Menu, Station
from domain.stages import ItemState
from tests.support.world import EVENING, order_of

MENU = Menu((Dish(name="Stew", station="stove", minutes=10),), (Station("stove", 1),))
MINUTE = timedelta(minutes=1)


def stew(at=EVENING, **said):
    item = Item(id="1", name="Stew", station="stove", prep_minutes=10.0)
    return order_of(**{"items": (item,), "placed_at": at, "quoted_for": at + 20 * MINUTE, **said})


def likely(estimator, order, *others, now=EVENING, **said):
    return (estimator.predict([order, *others], MENU, now, **said)[order.id].likely - now) / MINUTE


def taught(took, times=1, *, estimator=None, taps=False, begin=EVENING - timedelta(days=3)):
    """Return an estimator that has seen so many stews, one an hour, take so many minutes."""
    estimator = estimator or Estimator()
    for turn in range(times):
        at = begin + turn * timedelta(hours=1)
        order = stew(at)
        estimator.forecast([order], MENU, at)
        if taps:
            order = order.start(at + MINUTE).order
            estimator.forecast([order], MENU, at + MINUTE)
        done = at + took * MINUTE
        assert estimator.learn([order.bump(done).order], MENU, done + MINUTE)
    return estimator


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


def test_slow_kitchen_is_learned_after_some_orders():
    assert likely(Estimator(), stew()) < 12
    assert likely(taught(25, 30), stew()) == pytest.approx(25, rel=0.15)


def test_the_range_narrows_around_what_always_happens():
    fresh, known = (e.predict([o := stew()], MENU, EVENING)[o.id] for e in (Estimator(), taught(25, 60)))
    assert (known.latest - known.earliest) * 2 < fresh.latest - fresh.earliest


def test_tapped_start_teaches_the_wait_before_an_order():
    estimator = taught(11, 30, taps=True)
    queue = [stew(EVENING - n * MINUTE) for n in (1, 2, 3)]
    assert likely(estimator, stew(), *queue) > 2 * likely(estimator, stew())


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


def test_slowness_is_learned_and_forgotten_tickets_not():
    known = taught(10, 20)
    assert taught(80, 1, estimator=known).to_json()["calibrations"] == taught(10, 20).to_json()["calibrations"]
    slow = taught(80, MAX_FORGOTTEN_IN_A_ROW + 10, estimator=taught(10, 20), begin=EVENING - timedelta(days=1))
    assert likely(slow, stew()) > 18


@pytest.mark.parametrize("took", [0.5, 0.0])
def test_order_ready_at_once_teaches_nothing(took):
    assert taught(took, 5).to_json() == Estimator().to_json()


def test_late_finish_says_nothing_about_opening_hours():
    assert taught(300, 1).to_json()["opening"] == Estimator().to_json()["opening"]


def test_settled_order_is_learned_once():
    estimator, order = Estimator(), stew()
    estimator.forecast([order], MENU, EVENING)
    assert not estimator.learn([order], MENU, EVENING + 10 * MINUTE)
    ready = order.bump(EVENING + 10 * MINUTE).order
    assert not estimator.learn([ready], MENU, EVENING + 10 * MINUTE)
    assert estimator.learn([ready], MENU, EVENING + 11 * MINUTE)
    assert not estimator.learn([ready], MENU, EVENING + 12 * MINUTE)


def test_partly_seen_order_teaches_nothing():
    estimator, late, cancelled, gone = Estimator(), stew(EVENING - 5 * MINUTE), stew(), stew()
    estimator.forecast([late, cancelled, gone], MENU, EVENING)
    board = [late.bump(EVENING + 5 * MINUTE).order, cancelled.cancel(EVENING + 5 * MINUTE).order]
    estimator.learn(board, MENU, EVENING + 9 * MINUTE)
    assert estimator.to_json() == Estimator().to_json()
    assert all(estimator.observation_of(order.id) is None for order in (late, cancelled, gone))


def test_order_before_opening_waits_as_before():
    estimator, noon = Estimator(), EVENING.replace(hour=12)
    for day in range(20, 0, -1):
        for early in (60, 0, -120, -240):
            at = noon - timedelta(days=day, minutes=early)
            taught(70 if early == 60 else 10, 1, estimator=estimator, begin=at)
    assert likely(estimator, stew(noon - timedelta(minutes=60)), now=noon - timedelta(minutes=60)) > 45
    assert likely(estimator, stew(noon + timedelta(minutes=60)), now=noon + timedelta(minutes=60)) < 20


@pytest.mark.parametrize("taps", [True, False])
def test_what_was_learnt_survives_a_restart(taps):
    known = taught(25, 30, taps=taps)
    again = Estimator.from_json(json.loads(json.dumps(known.to_json(), allow_nan=False)))
    order = stew()
    before, after = (estimator.predict([order], MENU, EVENING)[order.id] for estimator in (known, again))
    assert abs(after.likely - before.likely) < timedelta(seconds=2)
    assert abs(after.latest - before.latest) < timedelta(seconds=2)


def test_what_was_learnt_can_be_reset():
    known, order = taught(25, 30), stew(EVENING + MINUTE)
    known.forecast([order], MENU, EVENING + MINUTE)
    known.reset()
    assert known.to_json() == Estimator().to_json()
    assert known.learn([order.bump(EVENING + 9 * MINUTE).order], MENU, EVENING + 11 * MINUTE)
    assert known.to_json() == Estimator().to_json()


@pytest.mark.parametrize("written", [None, "?", [], {}, {"version": 99}, {"version": True}, {1: 2}])
def test_what_cannot_be_read_starts_over(written):
    assert Estimator.from_json(written).to_json() == Estimator().to_json()


@pytest.mark.parametrize("name", ["calibrations", "dishes", "opening", "mood", "tapping"])
@pytest.mark.parametrize("damage", [None, "?", {"Stew": ["a", 1]}, [1], {"untapped": {}, "x": float("nan")}])
def test_damaged_part_restarts_and_the_others_are_kept(name, damage):
    learnt = taught(25, 30, taps=True).to_json()
    again = Estimator.from_json({**learnt, name: damage, "unknown": 1}).to_json()
    assert again[name] == Estimator().to_json()[name]
    assert {k: v for k, v in again.items() if k != name} == {k: v for k, v in learnt.items() if k != name}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept["regression"].update(spread=[]),
        lambda kept: kept["regression"].update(spread=[[0.0] * 7] * 6 + [[0.0] * 6 + [-0.5]]),
        lambda kept: kept["regression"].update(weights=[1e300] * 7),
        lambda kept: kept["residuals"].update(latest=[float("inf")]),
        lambda kept: kept["residuals"].update(lower="low"),
    ],
)
def test_a_damaged_calibration_alone_starts_over(spoil):
    learnt = json.loads(json.dumps(taught(25, 30, taps=True).to_json()))
    fresh = Estimator().to_json()["calibrations"]["tapped"]
    spoil(learnt["calibrations"]["tapped"])
    again = Estimator.from_json(learnt).to_json()["calibrations"]
    assert again["tapped"] == json.loads(json.dumps(fresh))
    assert again["tapped_started"] == learnt["calibrations"]["tapped_started"]
