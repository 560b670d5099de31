"""Day keeper: left-over orders, and the close of a day with its undo."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.day_keeper import is_left_over
from domain.errors import DayPartlyClosed, NotSaved
from domain.stages import ItemState, Stage
from tests.support.failing_database import unwritable
from tests.support.world import EVENING, order_of


def reason(order):
    return f"closing {order.pickup_code}"


async def test_close_hands_over_or_cancels_what_is_left(restaurant):
    ready, begun, later = [await restaurant.order() for _ in range(2)] + [
        await restaurant.order(quoted_for=EVENING + timedelta(days=1))
    ]
    await restaurant.tap(Tap.BUMP, ready.id)
    day = restaurant.kitchen.day
    assert {order.id for order in day.to_close()} == {ready.id, begun.id}
    closed = await day.close([ready.id, begun.id, "unknown"], reason)
    assert [order.stage for order in closed] == [Stage.COLLECTED, Stage.CANCELLED]
    assert closed[1].events[-1].reason == f"closing {begun.pickup_code}"
    assert restaurant.shown(later).stage is Stage.SCHEDULED
    assert day.to_close() == ()


async def test_undo_takes_the_whole_close_back(restaurant):
    ready, begun = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.BUMP, ready.id)
    closed = await restaurant.kitchen.day.close([ready.id, begun.id], reason)
    await restaurant.tap(Tap.REOPEN, begun.id)
    reopened = await restaurant.kitchen.day.reopen((order.id, order.version) for order in closed)
    assert [order.id for order in reopened] == [ready.id]
    assert restaurant.shown(ready).stage is Stage.READY


async def test_repeated_close_changes_nothing_more(restaurant):
    order = await restaurant.order()
    await restaurant.kitchen.day.close([order.id], reason, "tap-1")
    again = await restaurant.kitchen.day.close([order.id], reason, "tap-1")
    assert [one.version for one in again] == [2]
    assert await restaurant.kitchen.day.close([order.id], reason) == []


async def test_close_sent_again_goes_on_with_the_rest(restaurant):
    ready, begun = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.BUMP, ready.id)
    await restaurant.kitchen.day.close([ready.id], reason, "tap-1")
    closed = await restaurant.kitchen.day.close([ready.id, begun.id], reason, "tap-1")
    assert [order.stage for order in closed] == [Stage.COLLECTED, Stage.CANCELLED]


async def test_close_sent_again_leaves_what_was_reopened(restaurant):
    order, other = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.kitchen.day.close([order.id], reason, "tap-1")
    for tap in (Tap.REOPEN, Tap.RECALL):
        await restaurant.tap(tap, order.id)
    closed = await restaurant.kitchen.day.close([order.id, other.id], reason, "tap-1")
    assert [one.id for one in closed] == [other.id]
    assert restaurant.shown(order).is_open


async def test_repeated_undo_of_the_close_says_the_same(restaurant):
    order = await restaurant.order()
    closed = [(one.id, one.version) for one in await restaurant.kitchen.day.close([order.id], reason)]
    first, again = [await restaurant.kitchen.day.reopen(closed, "tap-2") for _ in range(2)]
    assert [one.version for one in first] == [one.version for one in again] == [3]


async def test_left_over_order_comes_after_those_of_the_day(restaurant):
    old = await restaurant.order()
    restaurant.clock.move(hours=12)
    await restaurant.kitchen.fire_due()
    assert restaurant.board.rail.left_over == (restaurant.shown(old),)
    new = await restaurant.order()
    assert [live.order.id for live in restaurant.board.rail.tickets] == [new.id, old.id]
    assert restaurant.kitchen.day.to_close() == (restaurant.shown(old),)


async def test_forgotten_held_order_is_closed_with_the_day(restaurant):
    held = await restaurant.order()
    await restaurant.tap(Tap.HOLD, held.id)
    restaurant.clock.move(days=1)
    await restaurant.kitchen.fire_due()
    orders = [held, *[await restaurant.order() for _ in range(2)]]
    assert {order.id for order in restaurant.kitchen.day.to_close()} == {order.id for order in orders}


async def test_held_order_is_left_over_with_those_of_its_day(restaurant):
    held, old = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.HOLD, held.id)
    restaurant.clock.move(days=1)
    await restaurant.kitchen.fire_due()
    await restaurant.order()
    assert {order.id for order in restaurant.kitchen.day.to_close()} == {held.id, old.id}


async def test_order_that_is_late_when_the_day_turns_is_cooked_on(restaurant):
    restaurant.clock.move(hours=8, minutes=30)  # half an hour before the day turns
    late = await restaurant.order("Lamb Biryani", quoted_for=restaurant.clock.now() + timedelta(minutes=20))
    restaurant.clock.move(minutes=40)
    await restaurant.kitchen.fire_due()
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.board.rail.left_over == ()
    assert restaurant.shown(late).estimate.likely > restaurant.clock.now()


@pytest.mark.parametrize(("late", "left_over"), [(59, False), (60, False), (61, True)])
def test_order_is_left_over_once_it_was_late_by_an_hour(late, left_over):
    placed_at, quoted_for = EVENING - timedelta(hours=2), EVENING - timedelta(minutes=late)
    order = order_of(ItemState.COOKING, placed_at=placed_at, quoted_for=quoted_for)
    assert is_left_over(order, EVENING) is left_over


async def test_left_over_orders_are_in_nobody_s_way(restaurant):
    fresh = (await restaurant.order("Lamb Biryani")).estimate
    for _ in range(12):
        await restaurant.order("Lamb Biryani")
    restaurant.clock.move(days=1)
    await restaurant.kitchen.fire_due()
    await restaurant.kitchen.refresh_estimates()
    new = await restaurant.order("Lamb Biryani")
    assert new.estimate.likely - new.placed_at == fresh.likely - EVENING
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.shown(new).estimate.likely == new.estimate.likely
    assert restaurant.board.count_ahead(new) == 0
    assert {order_id for order_id, _ in restaurant.board.live_starts.starts.next} == {new.id}


async def test_words_replace_the_time_of_a_left_over_order(restaurant):
    begun, ready, later = await restaurant.order(), await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.BUMP, ready.id)
    await restaurant.tap(Tap.HOLD, later.id)
    before = [restaurant.shown(order) for order in (ready, later)]
    restaurant.clock.move(hours=12)
    await restaurant.kitchen.refresh_estimates()
    shown = restaurant.shown(begun)
    assert shown.estimate == replace(begun.estimate, timeless=True)
    assert [restaurant.shown(order) for order in (ready, later)] == before
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.shown(begun) is shown
    assert (await restaurant.reopened()).watch(begun.id).order == shown


async def test_left_over_order_that_is_recalled_has_a_time(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    now = restaurant.clock.move(hours=12)
    await restaurant.tap(Tap.RECALL, order.id)
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.shown(order).estimate.earliest > now
    assert not restaurant.shown(order).estimate.timeless


async def test_restart_knows_the_day(restaurant):
    old = await restaurant.order()
    restaurant.clock.move(hours=12)
    board = await restaurant.reopened()
    assert [order.id for order in board.rail.left_over] == [old.id]


async def test_close_that_cannot_be_saved_says_so(restaurant, monkeypatch):
    order = await restaurant.order()

    async def refuse(_command):
        raise NotSaved

    monkeypatch.setattr(restaurant.kitchen.day, "_tap", refuse)
    with pytest.raises(NotSaved):
        await restaurant.kitchen.day.close([order.id], reason)


async def test_close_that_is_saved_in_part_says_which(restaurant):
    first, second = await restaurant.order(), await restaurant.order()
    with unwritable(restaurant.database, after=1), pytest.raises(DayPartlyClosed) as told:
        await restaurant.kitchen.day.close([first.id, second.id], reason)
    assert [(order.id, order.stage) for order in told.value.closed] == [(first.id, Stage.CANCELLED)]
    assert restaurant.shown(second).is_open
