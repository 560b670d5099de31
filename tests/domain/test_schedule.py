"""Orders for later come onto the rail when it is time to cook them."""

from datetime import timedelta

import pytest

from domain.amendment import Amendment
from domain.commands import Tap, TapCommand
from domain.connections import OrderNews, news_of_change
from domain.kitchen import Kitchen
from domain.kitchen_rules import KitchenRules
from domain.replay import replay
from domain.stages import Stage
from tests.support.fixed_estimator import FixedEstimator
from tests.support.world import EVENING, Restaurant, draft

TOMORROW = EVENING + timedelta(days=1)


async def test_one_fires_by_itself_and_then_joins_the_queue(restaurant):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    assert (order.stage, order.estimate) == (Stage.SCHEDULED, None)
    restaurant.clock.at = order.fires_at - timedelta(seconds=1)
    await restaurant.kitchen.fire_due()
    assert restaurant.shown(order).stage is Stage.SCHEDULED
    restaurant.clock.move(seconds=1)
    await restaurant.kitchen.fire_due()
    fired = restaurant.shown(order)
    assert (fired.stage, fired.quoted_for, fired.fires_at) == (Stage.RECEIVED, TOMORROW, None)
    assert restaurant.clock.now() < fired.estimate.likely < TOMORROW + timedelta(minutes=5)
    assert not fired.estimate.ask_if_ready


@pytest.mark.parametrize(("minutes", "stage"), [(20, Stage.RECEIVED), (45, Stage.RECEIVED), (90, Stage.SCHEDULED)])
async def test_what_is_to_be_cooked_soon_is_not_held(restaurant, minutes, stage):
    order = await restaurant.order("Lamb Biryani", quoted_for=EVENING + timedelta(minutes=minutes))
    assert order.stage is stage


async def test_it_takes_no_place_in_the_queue(restaurant):
    alone = (await restaurant.order("Lamb Biryani")).estimate
    for _ in range(9):
        await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.board.rail.tickets[0].order.estimate.likely == alone.likely


@pytest.mark.parametrize(("tap", "reached"), [(Tap.START, OrderNews.PREPARING), (Tap.BUMP, OrderNews.READY)])
async def test_one_begun_early_is_told_as_received_too(restaurant, tap, reached):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    begun = TapCommand(tap, order.id).apply(order, EVENING)
    assert news_of_change(begun) == (OrderNews.RECEIVED, reached)


async def test_what_was_learned_moves_its_time(restaurant):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    await restaurant.kitchen.be_busy(timedelta(minutes=10), timedelta(hours=1))
    await restaurant.kitchen.fire_due()
    assert order.fires_at - restaurant.shown(order).fires_at == timedelta(minutes=10)
    assert restaurant.board.rail.later[0].fires_at == restaurant.shown(order).fires_at


async def test_a_new_promise_or_dish_moves_its_time(restaurant):
    order = await restaurant.order("Garlic Naan", quoted_for=TOMORROW)
    moved = await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=TOMORROW + timedelta(hours=1))
    assert moved.fires_at - order.fires_at == timedelta(hours=1)


@pytest.mark.parametrize("tap", [Tap.REQUOTE, Tap.AMEND])
async def test_what_moves_to_another_day_leaves_the_rail(restaurant, tap):
    order = await restaurant.order("Garlic Naan")
    said = {"quoted_for": TOMORROW} if tap is Tap.REQUOTE else {"amendment": Amendment(quoted_for=TOMORROW)}
    moved = await restaurant.tap(tap, order.id, **said)
    assert (moved.stage, restaurant.board.rail.tickets) == (Stage.SCHEDULED, ())
    assert TOMORROW - timedelta(hours=1) < moved.fires_at < TOMORROW
    assert replay(moved, moved.events).held
    undone = await restaurant.tap(Tap.UNDO, order.id, seen_version=moved.version)
    assert (undone.stage, undone.fires_at) == (Stage.RECEIVED, None)


async def test_what_is_begun_or_for_today_stays_on_the_rail(restaurant):
    begun, later = await restaurant.order("Garlic Naan"), await restaurant.order("Garlic Naan")
    await restaurant.tap(Tap.START, begun.id)
    assert (await restaurant.tap(Tap.REQUOTE, begun.id, quoted_for=TOMORROW)).stage is Stage.PREPARING
    tonight = restaurant.clock.now() + timedelta(hours=2)
    assert (await restaurant.tap(Tap.REQUOTE, later.id, quoted_for=tonight)).stage is Stage.RECEIVED


async def test_the_small_hours_are_of_the_same_day(restaurant):
    restaurant.clock.move(hours=7)
    order = await restaurant.order("Garlic Naan")
    moved = await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=restaurant.clock.now() + timedelta(minutes=50))
    assert moved.stage is Stage.RECEIVED
    close = await restaurant.tap(Tap.REQUOTE, order.id, quoted_for=restaurant.clock.now() + timedelta(hours=3))
    assert close.stage is Stage.SCHEDULED


async def test_what_is_held_when_it_was_due_waits_for_a_hand(restaurant):
    order = await restaurant.order("Lamb Biryani")
    held = await restaurant.tap(Tap.HOLD, order.id)
    assert (held.stage, held.fires_at) == (Stage.SCHEDULED, None)
    restaurant.clock.move(hours=1)
    await restaurant.kitchen.fire_due()
    assert restaurant.shown(order).stage is Stage.SCHEDULED
    fired = await restaurant.tap(Tap.FIRE, order.id)
    assert fired.estimate.likely > restaurant.clock.now() + timedelta(minutes=5)


async def test_one_held_by_hand_is_estimated_anew(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.HOLD, order.id)
    await restaurant.kitchen.refresh_estimates()
    restaurant.clock.move(minutes=40)
    expected = restaurant.kitchen.quote(draft()).estimate
    assert (await restaurant.tap(Tap.FIRE, order.id)).estimate == expected


@pytest.mark.parametrize(("ending", "back"), [(Tap.CANCEL, Tap.REOPEN), (Tap.CANCEL, Tap.UNDO), (Tap.VOID, Tap.REOPEN)])
async def test_a_cancelled_one_fires_once_it_is_back(restaurant, ending, back):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    restaurant.clock.at = order.fires_at - timedelta(seconds=5)
    ended = await restaurant.tap(ending, order.id, "1" if ending is Tap.VOID else None)
    restaurant.clock.move(seconds=10)
    await restaurant.kitchen.fire_due()
    assert restaurant.shown(order).stage is Stage.CANCELLED
    again = Restaurant(restaurant.database, restaurant.clock)
    await again.kitchen.open()
    reopened = await again.tap(back, order.id, seen_version=ended.version)
    assert (reopened.stage, reopened.fires_at) == (Stage.SCHEDULED, order.fires_at)
    await again.kitchen.fire_due()
    assert again.shown(order).stage is Stage.RECEIVED


async def test_one_held_by_hand_waits_for_it_once_back(restaurant):
    order = await restaurant.order("Lamb Biryani")
    await restaurant.tap(Tap.HOLD, order.id)
    await restaurant.tap(Tap.CANCEL, order.id)
    reopened = await restaurant.tap(Tap.REOPEN, order.id)
    assert (reopened.stage, reopened.fires_at) == (Stage.SCHEDULED, None)


async def test_who_was_faster_is_no_trouble(restaurant, monkeypatch):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    monkeypatch.setattr(restaurant.kitchen._schedule, "take_due", lambda _: [order.id, order.id])
    await restaurant.kitchen.fire_due()
    assert restaurant.shown(order).version == 2


async def test_it_is_scheduled_after_a_restart_as_before(restaurant):
    order = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    board = await restaurant.reopened()
    assert [(one.id, one.fires_at) for one in board.rail.later] == [(order.id, order.fires_at)]


@pytest.mark.parametrize(("minutes", "lead"), [(10, 10), (600, None)])
async def test_a_setting_bounds_how_early_it_fires(restaurant, minutes, lead):
    other = Restaurant(restaurant.database, restaurant.clock)
    rules = KitchenRules(max_lead=timedelta(minutes=minutes))
    other.kitchen = Kitchen(other.store, other.board, other.clock, other.gateway, FixedEstimator(), lambda: rules)
    await other.kitchen.open()
    learned = await restaurant.order("Lamb Biryani", quoted_for=TOMORROW)
    order = await other.order("Lamb Biryani", quoted_for=TOMORROW)
    assert order.fires_at == (TOMORROW - timedelta(minutes=lead) if lead else learned.fires_at)
