"""Learned model: each of its parts."""

import json
import math
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.estimation.calibration import Calibration, Interval
from domain.estimation.decoding import CorruptState
from domain.estimation.dish_times import MAX_DISHES, DishTime, DishTimes, configured_seconds
from domain.estimation.drift import Drift
from domain.estimation.features import Features, Progress
from domain.estimation.opening_hours import OpeningHours
from domain.estimation.regression import PRIOR_STARTED, Regression
from domain.estimation.residuals import MAX_RESIDUALS, PRIOR_RESIDUALS, Residuals
from domain.item import Item
from domain.menu import Dish, Menu
from domain.stages import ItemState
from tests.support.world import EVENING, order_of

MENU = Menu((Dish(name="Soup", minutes=10),))


def cooked(took, *, name="Soup", minutes=10.0, at=EVENING, **said):
    begun, done = at - timedelta(minutes=took), at
    return Item(
        **{"id": name, "name": name, "prep_minutes": minutes, "state": ItemState.DONE}
        | {"started_at": begun, "done_at": done}
        | said
    )


def after(*items, times=1):
    dishes = DishTimes()
    for _ in range(times):
        dishes = dishes.updated(order_of(items=items), MENU)
    return dishes


def test_unseen_dish_takes_its_configured_time():
    assert DishTimes().factor("Soup") == 1
    assert after(cooked(20)).factor("Stew") == 1


def test_slow_dish_is_learned_in_steps_in_any_case():
    once, often = after(cooked(15)).factor("soup"), after(cooked(15), times=40).factor(" SOUP ")
    assert 1 < once < often == pytest.approx(1.5, rel=0.05)


def test_one_odd_cooking_time_counts_for_little():
    assert after(cooked(500)).factor("Soup") == pytest.approx(math.exp(0.6 / 4))


@pytest.mark.parametrize(
    "item",
    [cooked(0.2), cooked(20, started_at=None), cooked(20, done_at=None), cooked(20, minutes=0.0)],
)
def test_a_slip_and_a_missing_tap_teach_nothing(item):
    assert after(item) == DishTimes()


def test_of_items_bumped_at_once_the_longest_is_timed():
    dishes = after(cooked(30, name="Roast", minutes=20), cooked(30))
    assert dishes.factor("Roast") > 1
    assert dishes.factor("Soup") == 1


def test_only_the_dishes_seen_latest_are_kept():
    known = {"soup": DishTime(0.5, 1)} | {f"dish {n}": DishTime(0.5, 1) for n in range(MAX_DISHES - 1)}
    stored = json.loads(json.dumps(DishTimes(known).to_json()))
    dishes = DishTimes.from_json(stored).updated(
        order_of(items=(cooked(20), cooked(20, name="New", at=EVENING + timedelta(minutes=1)))), MENU
    )
    assert list(dishes.by_name) == [f"dish {n}" for n in range(1, MAX_DISHES - 1)] + ["soup", "new"]


def test_invalid_batch_still_takes_a_time():
    assert configured_seconds(cooked(1, quantity=3), Menu((Dish(name="Soup", minutes=10, batch=0),))) == 1800


def test_regression_converges_to_what_tickets_take():
    known = Regression.prior(PRIOR_STARTED)
    seen = Features(1.0, math.log(10), 0.0, 0.0, 0.0, 0.0, 1.0)
    for _ in range(200):
        known = known.updated(seen, math.log(15))
    assert known.predict(seen) == pytest.approx(math.log(15), abs=0.02)
    assert known.updated(seen, known.predict(seen)).weights == known.weights


def test_outlier_counts_less_than_its_distance():
    known = Regression.prior(PRIOR_STARTED)
    seen = Features(1.0, math.log(10), 0.0, 0.0, 0.0, 0.0, 1.0)
    near, far = (known.updated(seen, math.log(10) + error).predict(seen) - math.log(10) for error in (0.6, 6.0))
    assert near < far < 3 * near


def test_residuals_keep_the_latest():
    residuals = Residuals()
    for _ in range(MAX_RESIDUALS + 1):
        residuals = residuals.updated(0.5, below=False, above=False)
    assert len(residuals.latest) == MAX_RESIDUALS
    assert residuals.quantile(0.5) == 0.5


@pytest.mark.parametrize("beyond", [-math.inf, -0.7, 0.0, 0.9])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.6, 0.98, 1.0])
def test_a_quantile_is_the_least_that_covers_its_share(share, beyond):
    residuals = Residuals(tuple(n / 100 for n in range(-90, 110, 7)))
    left = [one for one in (*residuals.latest, *PRIOR_RESIDUALS) if one > beyond]
    covers = [one for one in left if sum(other <= one for other in left) >= share * len(left)]
    assert residuals.quantile(share, beyond) == min(covers)


def test_range_widens_on_a_miss_and_narrows_on_hits():
    missed, held = Residuals(), Residuals()
    for _ in range(9):
        missed = missed.updated(0.0, below=True, above=True)
        held = held.updated(0.0, below=False, above=False)
    assert missed.lower < 0.1 < held.lower
    assert missed.upper > 0.9 > held.upper


def test_elapsed_time_leaves_the_tail_of_residuals():
    residuals = Residuals()
    assert residuals.quantile(0.5) < 0 < residuals.quantile(0.5, beyond=0.0)
    assert residuals.quantile(0.5, beyond=9.0) == pytest.approx(9.3)


def test_calibration_grows_with_the_time_waited():
    known = Calibration.prior(Progress.UNTAPPED)
    said = [known.interval(math.log(10), 60 * age).likely / 60 for age in (0, 5, 10, 20, 60)]
    assert said == sorted(said)
    assert all(likely > age for likely, age in zip(said, (0, 5, 10, 20, 60), strict=True))


def test_calibration_notes_the_side_of_the_range():
    known, seen = Calibration.prior(Progress.TAPPED), Features(1.0, math.log(10), 0.0, 0.0, 0.0, 0.0, 1.0)
    said = Interval(300, 600, 660, 900)
    assert known.updated(seen, math.log(10), said, 100).residuals.lower < 0.1
    assert known.updated(seen, math.log(10), said, 1000).residuals.upper > 0.9


def test_a_slow_hour_is_remembered_for_an_hour():
    drift = Drift().updated(0.5, EVENING).updated(9.0, EVENING)
    assert Drift().bias(EVENING) == 0
    assert drift.bias(EVENING) == pytest.approx(1.3 / 10)
    assert drift.bias(EVENING + timedelta(hours=6)) < 0.01
    assert drift.bias(EVENING - timedelta(days=6)) == drift.bias(EVENING)


def opened(*finishes, early=()):
    opening = OpeningHours()
    for hour in finishes:
        opening = opening.updated(EVENING.replace(hour=hour), 0.0, 0.0)
    for wait, waited in early:
        opening = opening.updated(EVENING, wait, waited)
    return opening


def test_early_order_waits_for_the_usual_first_finish():
    opening = opened(18, 19, 20, 21, 22, 23, 0, 1)
    assert opening.wait_minutes(EVENING.replace(hour=17)) == 60
    assert opening.wait_minutes(EVENING.replace(hour=18)) == opening.wait_minutes(EVENING.replace(hour=1)) == 0
    assert opening.wait_minutes(EVENING.replace(hour=3)) == 0


def test_finishes_follow_the_zone():
    opening = OpeningHours.from_json({"finishes": [18, 19, 20, 21, 22, 23.5], "waited": [1, 2]})
    moved = opening.updated(EVENING.replace(hour=20), 0.0, 0.0, ZoneInfo("Europe/Madrid"))
    assert moved.finishes == (19, 20, 21, 22, 23, 0.5, 21)
    again = OpeningHours.from_json(json.loads(json.dumps(moved.to_json())))
    noon = EVENING.replace(hour=17)
    assert [one.wait_minutes(noon) for one in (opening, moved, again)] == [60, 60, 60]
    assert again.wait_minutes(noon.replace(month=7)) == 0


@pytest.mark.parametrize("zone", ["Nowhere/Town", "Europe", "../x", "", 1, None, "\0", "\ud800", "x" * 9999])
def test_unknown_zone_is_corrupt(zone):
    with pytest.raises(CorruptState):
        OpeningHours.from_json(OpeningHours().to_json() | {"zone": zone})


def test_little_history_gives_no_opening_time():
    assert opened(18, 19, 20).wait_minutes(EVENING.replace(hour=17)) == 0
    assert opened(*range(0, 24, 4)).wait_minutes(EVENING.replace(hour=17)) == 0


def test_waited_share_is_learned_from_early_orders():
    always, never = [(60.0, 70.0)] * 20, [(60.0, -5.0)] * 20
    assert opened().share == 0.3
    assert opened(early=always).share > 0.9
    assert opened(early=never).share < 0.1
    assert opened(early=[(5.0, 5.0)]).share == 0.3
