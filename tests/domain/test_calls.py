"""The guest of a ready order is called again."""

import pytest

from domain.calls import count_calls, latest_call
from domain.commands import Tap
from domain.errors import CallTooSoon, TapRefused
from domain.events import EventKind
from domain.replay import replay


@pytest.fixture
async def ready(restaurant):
    order = await restaurant.order()
    return await restaurant.tap(Tap.BUMP, order.id)


async def test_call_is_kept_and_reaches_the_board(restaurant, ready):
    called = await restaurant.tap(Tap.CALL, ready.id)
    assert called.events[-1].kind is EventKind.CALLED
    assert replay(called, called.events) == called
    assert await restaurant.store.load([ready.id]) == [called]
    assert restaurant.board.rail.codes == ((ready.pickup_code, "ready", 1),)


async def test_guest_is_called_twice_a_minute_at_most(restaurant, ready):
    await restaurant.tap(Tap.CALL, ready.id)
    restaurant.clock.move(seconds=29)
    with pytest.raises(CallTooSoon):
        await restaurant.tap(Tap.CALL, ready.id)
    restaurant.clock.move(seconds=1)
    assert count_calls(await restaurant.tap(Tap.CALL, ready.id)) == 2


async def test_clock_set_back_refuses_no_call(restaurant, ready):
    await restaurant.tap(Tap.CALL, ready.id)
    restaurant.clock.move(hours=-1)
    assert count_calls(await restaurant.tap(Tap.CALL, ready.id)) == 2


async def test_call_cannot_be_undone(restaurant, ready):
    called = await restaurant.tap(Tap.CALL, ready.id)
    with pytest.raises(TapRefused):
        await restaurant.tap(Tap.UNDO, ready.id, seen_version=called.version)


async def test_calls_end_with_the_stage(restaurant, ready):
    await restaurant.tap(Tap.CALL, ready.id)
    assert count_calls(await restaurant.tap(Tap.RECALL, ready.id)) == 0


async def test_latest_call_is_since_the_order_is_ready(restaurant, ready):
    assert latest_call(ready) is None
    await restaurant.tap(Tap.CALL, ready.id)
    restaurant.clock.move(minutes=1)
    called = await restaurant.tap(Tap.CALL, ready.id)
    assert latest_call(called) == called.events[-1].at
    recalled = await restaurant.tap(Tap.RECALL, ready.id)
    restaurant.clock.move(minutes=1)
    assert latest_call(recalled) is None
    assert latest_call(await restaurant.tap(Tap.BUMP, ready.id)) is None
