"""A kitchen that says it is busy: its minutes are added, also after a restart, until the end."""

from datetime import timedelta

import pytest

TEN = timedelta(minutes=10)


async def test_busy_kitchen_adds_to_estimates_until_it_ends(restaurant):
    order = await restaurant.order()
    calm = order.estimate.likely
    restaurant.clock.move(seconds=1)
    await restaurant.kitchen.be_busy(TEN, timedelta(minutes=30))
    assert restaurant.shown(order).estimate.likely - calm == pytest.approx(TEN, abs=timedelta(minutes=1))
    assert restaurant.board.pace.busy.minutes == TEN.total_seconds() / 60
    restaurant.clock.move(seconds=1)
    await restaurant.kitchen.be_busy(timedelta(), timedelta())
    assert restaurant.board.pace.busy is None
    assert restaurant.shown(order).estimate.likely == pytest.approx(calm, abs=timedelta(minutes=1))


async def test_busy_kitchen_is_shown_until_the_time_it_said(restaurant):
    await restaurant.kitchen.be_busy(TEN, timedelta(minutes=30))
    restaurant.clock.move(minutes=29)
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.board.pace.busy is not None
    restaurant.clock.move(minutes=1)
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.board.pace.busy is None


async def test_being_busy_outlives_a_restart(restaurant):
    await restaurant.kitchen.be_busy(TEN, timedelta(minutes=30))
    board = await restaurant.reopened()
    assert board.pace.busy == restaurant.board.pace.busy
