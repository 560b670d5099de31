"""A look in slices, and quotes between looks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.estimation import Estimator
from domain.estimation.display import is_news
from domain.item import Item
from domain.menu import Dish, Menu, Station
from tests.support.world import EVENING, order_of

MENU = Menu((Dish(name="Stew", station="stove", minutes=10),), (Station("stove", 1),))
MINUTE = timedelta(minutes=1)


def stew(at=EVENING, **said):
    item = Item(id="1", name="Stew", station="stove", prep_minutes=10.0)
    return order_of(**{"items": (item,), "placed_at": at, "quoted_for": at + 20 * MINUTE, **said})


def stews(count):
    return [stew(EVENING - (count - n) * MINUTE) for n in range(count)]


def tapping_estimator():
    """Return the estimator of a kitchen that taps "start", where the whole queue counts."""
    return Estimator.from_json({"version": 1, "tapping": [9.0, 9.0]})


def finish(look):
    for _ in look:
        pass
    return look


class TestLook:
    def test_it_answers_as_a_forecast_does(self):
        orders = stews(5)
        look = finish(Estimator().look(orders, MENU, EVENING))
        assert look.estimates == look.news == Estimator().forecast(orders, MENU, EVENING)

    def test_it_can_be_left_after_each_order(self):
        look = Estimator().look(stews(5), MENU, EVENING)
        assert [len(look.estimates) for _ in look] == [0, 0, 0, 0, 0, 1, 2, 3, 4, 5]

    def test_what_happens_in_between_does_not_change_it(self):
        estimator, orders = tapping_estimator(), stews(4)
        steps = iter(look := estimator.look(orders, MENU, EVENING))
        next(steps)
        estimator.reset()
        estimator.quote(stew(), MENU, EVENING)
        estimator.forecast([orders[0].bump(EVENING).order], MENU, EVENING)
        for _ in steps:
            pass
        assert look.estimates == tapping_estimator().forecast(orders, MENU, EVENING)

    def test_news_are_those_that_people_see(self):
        estimator, orders = Estimator(), stews(1)
        (order,) = orders
        order = order.estimated(estimator.forecast(orders, MENU, EVENING)[order.id])
        soon = finish(estimator.look([order], MENU, EVENING + timedelta(seconds=1)))
        assert (len(soon.estimates), soon.news) == (1, {})
        assert finish(estimator.look([order], MENU, EVENING + MINUTE)).news.keys() == {order.id}

    def test_a_change_that_is_not_shown_does_not_count(self):
        estimator, order = Estimator(), stew()
        order = order.estimated(estimator.forecast([order], MENU, EVENING)[order.id])
        for _ in range(3):
            moved = estimator.forecast([order], MENU, order.estimate.earliest)[order.id]
            assert moved.likely > order.estimate.likely or moved.earliest > order.estimate.earliest
        assert estimator.observation_of(order.id).changes == 0
        estimator.forecast([order.estimated(moved)], MENU, order.estimate.earliest)
        assert estimator.observation_of(order.id).changes == 1

    def test_rushing_moves_an_order_in_the_queue(self):
        estimator, (first, second) = tapping_estimator(), stews(2)
        before = estimator.predict([first, second], MENU, EVENING)
        after = estimator.predict([first, replace(second, rushed=True)], MENU, EVENING)
        assert after[second.id].likely < before[second.id].likely
        assert after[first.id].likely > before[first.id].likely


class TestIsNews:
    @pytest.mark.parametrize(
        "change",
        [
            {"earliest": EVENING},
            {"likely": EVENING + 14 * MINUTE},
            {"latest": EVENING + 90 * MINUTE},
            {"promise": EVENING + 18 * MINUTE},
            {"running_late": True},
            {"ask_if_ready": True},
            {"timeless": True},
            {"updated_at": EVENING + MINUTE},
        ],
    )
    def test_each_part_that_people_see(self, estimate, change):
        assert is_news(estimate, replace(estimate, **change))

    def test_only_the_moment_of_the_look_is_none(self, estimate):
        assert not is_news(estimate, replace(estimate, updated_at=EVENING + timedelta(seconds=20)))
        assert is_news(None, estimate)


class TestQuote:
    def test_the_first_order_of_all_needs_no_look(self):
        order = stew()
        expected = Estimator().forecast([order], MENU, EVENING)[order.id]
        assert Estimator().quote(order, MENU, EVENING) == expected

    def test_a_new_order_is_behind_the_queue(self):
        estimator, orders, new = tapping_estimator(), stews(4), stew()
        estimator.forecast(orders, MENU, EVENING)
        expected = tapping_estimator().forecast([*orders, new], MENU, EVENING)[new.id]
        assert estimator.quote(new, MENU, EVENING) == expected

    def test_time_since_the_look_has_worked_off_the_queue(self):
        estimator, running = tapping_estimator(), stew().start(EVENING).order
        estimator.forecast([running], MENU, EVENING)
        later, new = EVENING + 4 * MINUTE, stew(EVENING + 4 * MINUTE)
        expected = tapping_estimator().forecast([running, new], MENU, later)[new.id]
        assert estimator.quote(new, MENU, later) == expected

    def test_a_quote_during_a_look_stays_in_the_queue(self):
        estimator, orders = tapping_estimator(), stews(2)
        steps = iter(estimator.look(orders, MENU, EVENING))
        next(steps)
        between, new = stew(), stew(EVENING + timedelta(seconds=1))
        estimator.quote(between, MENU, EVENING)
        for _ in steps:
            pass
        quoted = estimator.quote(new, MENU, EVENING)
        expected = tapping_estimator().forecast([*orders, between, new], MENU, EVENING)[new.id]
        assert quoted == expected

    def test_a_quote_that_is_not_kept_leaves_no_trace(self):
        estimator, orders, asked = tapping_estimator(), stews(2), stew()
        steps = iter(estimator.look(orders, MENU, EVENING))
        next(steps)
        for _ in range(3):
            estimator.quote(asked, MENU, EVENING, is_kept=False)
        for _ in steps:
            pass
        quoted = [estimator.quote(stew(), MENU, EVENING, is_kept=False) for _ in range(3)]
        expected = tapping_estimator().forecast([*orders, asked], MENU, EVENING)[asked.id]
        assert quoted == [expected] * 3
        assert estimator.observation_of(asked.id) is None

    def test_a_look_that_began_earlier_does_not_take_over(self):
        estimator, orders, new = tapping_estimator(), stews(3), stew()
        steps = iter(estimator.look(orders[:1], MENU, EVENING))
        next(steps)
        estimator.forecast(orders, MENU, EVENING)
        for _ in steps:
            pass
        expected = tapping_estimator().forecast([*orders, new], MENU, EVENING)[new.id]
        assert estimator.quote(new, MENU, EVENING) == expected

    def test_a_clock_set_back_does_not_delay_it(self):
        estimator, orders, new = tapping_estimator(), stews(1), stew(EVENING - timedelta(days=1))
        estimator.forecast(orders, MENU, EVENING)
        quoted = estimator.quote(new, MENU, EVENING - timedelta(days=1))
        assert quoted.latest < EVENING - timedelta(days=1) + 90 * MINUTE
