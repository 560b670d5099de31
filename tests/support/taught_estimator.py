"""An estimator that has seen a kitchen cook stews."""

from datetime import timedelta

from domain.estimation import Estimator
from domain.item import Item
from domain.menu import Dish, Menu, Station
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
