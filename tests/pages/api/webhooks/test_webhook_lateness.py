"""Lateness is told to webhooks once for each promise, by whatever it came about."""

from datetime import timedelta

import pytest

from domain.commands import Tap
from tests.support.waiting import until
from tests.support.world import EVENING, Restaurant


def after(minutes):
    return EVENING + timedelta(minutes=minutes)


async def look(restaurant, *minutes):
    for minute in minutes:
        restaurant.clock.at = after(minute)
        await restaurant.kitchen.refresh_estimates()


async def told(restaurant, receiver, order):
    """End the order, and return how often its lateness was told by then."""
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    await until(lambda: "order.collected" in receiver.kinds())
    return receiver.kinds().count("order.late")


async def test_order_that_fires_late_is_told_then(restaurant, receiver):
    order = await restaurant.order("Lamb Biryani", quoted_for=after(120))
    await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=after(45))
    restaurant.clock.at = after(40)
    await restaurant.tap(Tap.FIRE, order.id)
    await until(lambda: "order.late" in receiver.kinds())
    await look(restaurant, *range(41, 60))
    assert await told(restaurant, receiver, order) == 1


async def test_promise_out_of_reach_is_told_after_it_was_held(restaurant, receiver):
    order = await restaurant.order("Lamb Biryani", quoted_for=after(5))
    await restaurant.tap(Tap.HOLD, order.id)
    await look(restaurant, 1)
    await restaurant.tap(Tap.FIRE, order.id)
    await look(restaurant, *range(2, 20))
    assert await told(restaurant, receiver, order) == 1


async def test_recall_tells_no_lateness_twice(restaurant, receiver):
    order = await restaurant.order("Chicken Tikka Masala")
    minute = 0
    while not restaurant.shown(order).estimate.is_late(order.quoted_for):
        minute += 1
        await look(restaurant, minute)
    await until(lambda: "order.late" in receiver.kinds())
    await restaurant.tap(Tap.BUMP, order.id)
    restaurant.clock.move(seconds=50)
    await restaurant.tap(Tap.RECALL, order.id)
    await look(restaurant, *(minute + n for n in range(1, 30)))
    assert await told(restaurant, receiver, order) == 1


@pytest.mark.parametrize("is_learning", [False, True], ids=["at-once", "learning"])
@pytest.mark.parametrize(("end", "back"), [(Tap.CANCEL, Tap.REOPEN), (Tap.BUMP, Tap.RECALL)])
async def test_order_that_comes_back_is_not_late_twice(restaurant, receiver, end, back, is_learning):
    order = await restaurant.order("Chicken Tikka Masala")
    await restaurant.kitchen.be_busy(timedelta(minutes=15), timedelta(hours=1))
    await until(lambda: "order.late" in receiver.kinds())
    await restaurant.tap(end, order.id)
    restaurant.clock.move(minutes=2)
    if is_learning:
        await restaurant.kitchen.learn()
    await restaurant.tap(back, order.id)
    await look(restaurant, *range(3, 40))
    assert await told(restaurant, receiver, order) == 1


@pytest.mark.parametrize(("end", "back"), [(Tap.CANCEL, Tap.REOPEN), (Tap.BUMP, Tap.RECALL)])
async def test_order_that_comes_back_after_a_restart(restaurant, receiver, end, back):
    order = await restaurant.order("Chicken Tikka Masala")
    await restaurant.kitchen.be_busy(timedelta(minutes=15), timedelta(hours=1))
    await until(lambda: "order.late" in receiver.kinds())
    await restaurant.tap(end, order.id)
    restaurant.clock.move(minutes=2)
    again = Restaurant(restaurant.database, restaurant.clock)
    await again.kitchen.open()
    await again.tap(back, order.id)
    await look(again, *range(3, 40))
    assert [one.kind for one in await again.outgoing.read_log(None, None, 100)].count("order.late") == 1
