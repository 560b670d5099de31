"""What the estimator learns from orders that became ready, and how it survives a restart."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.estimation import Estimator
from domain.estimation.model import MAX_FORGOTTEN_IN_A_ROW, TAPPING_DECAY
from tests.support.taught_estimator import MENU, MINUTE, likely, stew, taught
from tests.support.world import EVENING

MADRID = ZoneInfo("Europe/Madrid")


def test_slow_kitchen_is_learned_after_some_orders():
    assert likely(Estimator(), stew()) < 12
    assert likely(taught(25, 30), stew()) == pytest.approx(25, rel=0.15)


def test_tapped_start_teaches_the_wait_before_an_order():
    estimator = taught(11, 30, taps=True)
    queue = [stew(EVENING - n * MINUTE) for n in (1, 2, 3)]
    assert likely(estimator, stew(), *queue) > 2 * likely(estimator, stew())


def test_slowness_is_learned_and_forgotten_tickets_not():
    known = taught(10, 20)
    assert taught(80, 1, estimator=known).to_json()["calibrations"] == taught(10, 20).to_json()["calibrations"]
    slow = taught(80, MAX_FORGOTTEN_IN_A_ROW + 10, estimator=taught(10, 20), begin=EVENING - timedelta(days=1))
    assert likely(slow, stew()) > 18


def test_a_recall_without_a_start_teaches_no_start():
    estimator, order = Estimator(), stew(items=(replace(stew().items[0], quantity=2),))
    estimator.forecast([order], MENU, EVENING)
    bumped = order.bump(EVENING + 10 * MINUTE).order
    part = bumped.recall(EVENING + 11 * MINUTE, "1", 1).order.recall(EVENING + 11 * MINUTE, "1").order
    assert estimator.learn([part.bump(EVENING + 12 * MINUTE).order], MENU, EVENING + 13 * MINUTE)
    learnt = estimator.to_json()
    assert (learnt["dishes"], learnt["tapping"][0]) == ({}, TAPPING_DECAY)


@pytest.mark.parametrize("took", [0.5, 0.0])
def test_order_ready_at_once_teaches_nothing(took):
    assert taught(took, 5).to_json() == Estimator().to_json()


def test_late_finish_says_nothing_about_opening_hours():
    assert taught(300, 1).to_json()["opening"] == Estimator().to_json()["opening"]


def test_summer_time_moves_no_opening_hours():
    estimator, first_day = Estimator(lambda: MADRID), datetime(2026, 3, 8, tzinfo=MADRID)
    for day in range(20):
        for hour in range(13, 23):
            at = (first_day + timedelta(days=day)).replace(hour=hour).astimezone(UTC)
            order = stew(at)
            estimator.forecast([order], MENU, at)
            estimator.learn([order.bump(at + 12 * MINUTE).order], MENU, at + 13 * MINUTE)
    estimator = Estimator.from_json(json.loads(json.dumps(estimator.to_json())))
    winter, summer = [stew(datetime(2026, 3, day, 12, 10, tzinfo=MADRID).astimezone(UTC)) for day in (28, 29)]
    quotes = [(estimator.quote(order, MENU, at := order.placed_at).likely - at) / MINUTE for order in (winter, summer)]
    assert quotes[0] == pytest.approx(quotes[1], abs=1)
    waits = [estimator.observation_of(order.id).wait_minutes for order in (winter, summer)]
    assert waits == pytest.approx([62, 62])


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


@pytest.mark.parametrize("minutes", [30, 0], ids=["in-reach", "out-of-reach"])
@pytest.mark.parametrize(("end", "back"), [("cancel", "reopen"), ("bump", "recall")])
def test_order_that_comes_back_is_foretold_as_before(minutes, end, back):
    estimator, order = Estimator(), stew(quoted_for=EVENING + minutes * MINUTE)
    shown = order.estimated(estimator.quote(order, MENU, EVENING))
    late = shown.estimated(estimator.forecast([shown], MENU, EVENING + 40 * MINUTE)[order.id])
    ended = getattr(late, end)(EVENING + 40 * MINUTE).order
    estimator.learn([ended], MENU, EVENING + 42 * MINUTE)
    assert estimator.observation_of(order.id) is None
    estimator.quote(getattr(ended, back)(EVENING + 43 * MINUTE).order, MENU, EVENING + 43 * MINUTE)
    assert estimator.observation_of(order.id).is_foretold is (minutes > 0)


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
