"""Orders that are ready when the expo says so."""

import pytest

from domain.commands import Part, Tap
from domain.errors import TapRefused
from domain.kitchen_rules import KitchenRules
from domain.order_stage import is_all_done
from domain.replay import replay
from domain.stages import ItemState, Stage


@pytest.fixture
async def order(restaurant):
    restaurant.rules = KitchenRules(ready_by_expo=True)
    return await restaurant.order("Garlic Naan", "Lamb Biryani")


async def test_last_dish_leaves_the_order_to_the_expo(restaurant, order):
    await restaurant.tap(Tap.BUMP, order.id, station="stove")
    done = await restaurant.tap(Tap.BUMP, order.id, station="tandoor")
    assert (done.stage, is_all_done(done), done.ready_at) == (Stage.PREPARING, True, None)
    with pytest.raises(TapRefused):
        await restaurant.tap(Tap.BUMP, order.id, station="stove")
    now = restaurant.clock.move(minutes=3)
    ready = await restaurant.tap(Tap.BUMP, order.id, station="expo")
    assert (ready.stage, ready.ready_at) == (Stage.READY, now)
    assert replay(ready, ready.events) == ready
    assert await restaurant.store.load([order.id]) == [ready]


async def test_expo_may_say_so_before_the_taps(restaurant, order):
    ready = await restaurant.tap(Tap.BUMP, order.id, station="Expo")
    assert (ready.stage, {item.state for item in ready.items}) == (Stage.READY, {ItemState.DONE})
    with pytest.raises(TapRefused):
        await restaurant.tap(Tap.BUMP, order.id, station="expo")


@pytest.mark.parametrize("way_back", [Tap.RECALL, Tap.REOPEN])
async def test_order_that_comes_back_was_passed_before(restaurant, order, way_back):
    ready = await restaurant.tap(Tap.BUMP, order.id, station="expo")
    restaurant.clock.move(minutes=9)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    restaurant.clock.move(minutes=9)
    back = await restaurant.tap(way_back, order.id)
    assert (back.stage, back.ready_at) == (Stage.READY, ready.ready_at)
    assert replay(back, back.events) == back


async def test_dish_that_is_split_off_was_passed_before(restaurant, order):
    ready = await restaurant.tap(Tap.BUMP, order.id, station="expo")
    restaurant.clock.move(minutes=9)
    await restaurant.tap(Tap.SPLIT, order.id, parts=(Part("2"),))
    for one in restaurant.board.orders():
        assert (one.stage, one.ready_at, replay(one, one.events)) == (Stage.READY, ready.ready_at, one)


async def test_recalled_dish_is_passed_again(restaurant, order):
    await restaurant.tap(Tap.BUMP, order.id)
    assert (await restaurant.tap(Tap.BUMP, order.id)).stage is Stage.READY
    assert (await restaurant.tap(Tap.RECALL, order.id, "1")).stage is Stage.PREPARING
    again = await restaurant.tap(Tap.BUMP, order.id, "1")
    assert is_all_done(again)
    assert (await restaurant.tap(Tap.UNDO, order.id)).item("1").state is ItemState.COOKING
