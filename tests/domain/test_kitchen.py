"""The kitchen on a real database: each change is one transaction."""

import asyncio
from datetime import timedelta

import pytest

from domain.commands import Tap, TapCommand
from domain.errors import OrderNotFound
from domain.replay import replay
from domain.stages import ItemState, Stage
from domain.updates import LINK_LIFE
from tests.support.world import EVENING, MENU, draft


async def test_an_order_is_shown_once_it_is_kept(restaurant):
    order, is_new = await restaurant.kitchen.place(draft())
    assert is_new
    assert restaurant.shown(order) == order
    assert (await restaurant.store.load_current(since=EVENING)) == [order]
    assert order.quoted_for == order.estimate.promise > EVENING


@pytest.mark.parametrize(
    ("tap", "reaches"),
    [(Tap.START, Stage.PREPARING), (Tap.BUMP, Stage.READY), (Tap.CANCEL, Stage.CANCELLED)],
)
async def test_tap_returns_and_shows_the_current_order(restaurant, tap, reaches):
    order = await restaurant.order()
    tapped = await restaurant.tap(tap, order.id)
    assert (tapped.stage, tapped.version) == (reaches, 2)
    assert restaurant.shown(order) == tapped


async def test_every_tap_of_the_kitchen_reaches_the_order(restaurant):
    kitchen, order = restaurant.kitchen, await restaurant.order("Garlic Naan", "Lamb Biryani", "Soup")
    await kitchen.tap(TapCommand(Tap.START, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.BUMP, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.RECALL, order.id, "1"))
    await kitchen.tap(TapCommand(Tap.VOID, order.id, "3", reason="out"))
    await kitchen.tap(TapCommand(Tap.REQUOTE, order.id, quoted_for=EVENING + timedelta(hours=1), reason="busy"))
    await kitchen.tap(TapCommand(Tap.POSTPONE, order.id, span=timedelta(minutes=5)))
    assert restaurant.shown(order).quoted_for == EVENING + timedelta(hours=1, minutes=5)
    await kitchen.tap(TapCommand(Tap.BUMP, order.id))
    handed = await kitchen.tap(TapCommand(Tap.HAND_OVER, order.id))
    assert handed.stage is Stage.COLLECTED
    assert (await kitchen.tap(TapCommand(Tap.UNDO, order.id, seen_version=handed.version))).stage is Stage.READY
    assert (await kitchen.tap(TapCommand(Tap.RECALL, order.id))).stage is Stage.PREPARING


async def test_passed_promise_is_postponed_from_now(restaurant):
    order = await restaurant.order()
    now = restaurant.clock.move(hours=3)
    assert (await restaurant.tap(Tap.POSTPONE, order.id, span=timedelta(minutes=10))).quoted_for == now + timedelta(
        minutes=10
    )


async def test_the_courier_is_woken_after_each_change(restaurant):
    order = await restaurant.order()
    woken = restaurant.gateway.woken
    await restaurant.tap(Tap.BUMP, order.id)
    assert restaurant.gateway.woken == woken + 1


async def test_tap_on_a_missing_order_finds_nothing(restaurant):
    with pytest.raises(OrderNotFound):
        await restaurant.tap(Tap.START, "nowhere")


class TestHandlersThatLeave:
    """A phone that disconnects cancels its handler; what it has tapped is done, or is not, but never in between."""

    @pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 21])
    async def test_tap_whose_sender_left_is_done_and_shown(self, restaurant, turns):
        order = await restaurant.order()
        tap = asyncio.create_task(restaurant.tap(Tap.BUMP, order.id))
        for _ in range(turns + 1):
            await asyncio.sleep(0)
        tap.cancel()
        await asyncio.gather(tap, return_exceptions=True)
        await restaurant.kitchen.close()
        (kept,) = await restaurant.store.load_current(since=EVENING)
        assert kept == restaurant.shown(order)
        assert kept.stage is Stage.READY
        assert (await restaurant.tap(Tap.HAND_OVER, order.id)).stage is Stage.COLLECTED

    async def test_closing_waits_for_the_taps_that_have_begun(self, restaurant):
        order = await restaurant.order()
        tap = asyncio.create_task(restaurant.tap(Tap.BUMP, order.id))
        await asyncio.sleep(0)
        await restaurant.kitchen.close()
        assert restaurant.shown(order).stage is Stage.READY
        await tap


class TestTheClock:
    async def test_estimates_follow_the_clock_and_never_pass(self, restaurant):
        order = await restaurant.order()
        for _ in range(60):
            now = restaurant.clock.move(minutes=1)
            await restaurant.kitchen.refresh_estimates()
            shown = restaurant.shown(order).estimate
            assert now <= shown.earliest <= shown.likely <= shown.latest
            assert shown.updated_at == now
        assert restaurant.shown(order).version == 1

    async def test_estimates_go_on_when_the_clock_is_set_back(self, restaurant):
        order = await restaurant.order()
        restaurant.clock.move(hours=-1)
        await restaurant.kitchen.refresh_estimates()
        assert restaurant.shown(order).estimate.updated_at == restaurant.clock.now()

    async def test_concurrent_looks_keep_board_equal_to_database(self, restaurant):
        first = await restaurant.order("Lamb Biryani", "Lamb Biryani", "Lamb Biryani")
        for _ in range(5):
            await restaurant.order("Lamb Biryani")
        await restaurant.tap(Tap.CANCEL, first.id)
        kept = {order.id: order.estimate.latest for order in await restaurant.store.load_current(since=EVENING)}
        assert {id_: restaurant.board.watch(id_).order.estimate.latest for id_ in kept} == kept

    async def test_refresh_without_news_writes_nothing(self, restaurant, monkeypatch):
        monkeypatch.setattr(restaurant.store, "transaction", lambda: pytest.fail("wrote"))
        await restaurant.kitchen.refresh_estimates()
        monkeypatch.undo()
        order = await restaurant.order()
        await restaurant.kitchen.refresh_estimates()
        shown = restaurant.shown(order)
        monkeypatch.setattr(restaurant.store, "transaction", lambda: pytest.fail("wrote"))
        restaurant.clock.move(seconds=1)
        await restaurant.kitchen.refresh_estimates()
        assert restaurant.shown(order) is shown

    async def test_a_link_ends_a_day_after_its_order(self, restaurant):
        order, other = await restaurant.order(), await restaurant.order()
        await restaurant.tap(Tap.CANCEL, order.id)
        restaurant.clock.move(seconds=LINK_LIFE.total_seconds())
        await restaurant.kitchen.forget_ended()
        restaurant.kitchen.forget(["unknown"])
        assert restaurant.board.find(order.token) is not None
        restaurant.clock.move(seconds=1)
        await restaurant.kitchen.forget_ended()
        assert restaurant.board.find(order.token) is None
        assert restaurant.board.find(other.token) is not None


async def test_reopened_kitchen_shows_what_it_showed_before(restaurant):
    order, closed = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.START, order.id, "1")
    await restaurant.tap(Tap.CANCEL, closed.id, reason="no answer")
    await restaurant.kitchen.refresh_estimates()
    again = await restaurant.reopened()
    assert {o.id: o for o in again.orders()} == {o.id: o for o in restaurant.board.orders()}
    assert again.live_menu.menu == MENU


async def test_order_read_before_a_tap_does_not_replace_it(restaurant):
    order = await restaurant.order()
    tapped = await restaurant.tap(Tap.START, order.id)
    restaurant.board.show(order)
    assert restaurant.shown(order) == tapped


async def test_whatever_is_shown_is_the_fold_of_its_timeline(restaurant):
    order = await restaurant.order()
    for tap in (Tap.START, Tap.BUMP, Tap.RECALL, Tap.BUMP, Tap.HAND_OVER, Tap.RECALL, Tap.CANCEL):
        await restaurant.tap(tap, order.id)
        shown = restaurant.shown(order)
        assert replay(order, shown.events).items == shown.items
        assert replay(shown, shown.events) == shown
    assert {item.state for item in restaurant.shown(order).items} == {ItemState.DONE}


async def test_a_tap_that_runs_is_waited_for(restaurant):
    order = await restaurant.order()
    tap = asyncio.create_task(restaurant.tap(Tap.START, order.id))
    await asyncio.sleep(0)
    assert restaurant.kitchen.is_busy
    await restaurant.kitchen.wait_for_commands(max_seconds=60)
    assert not restaurant.kitchen.is_busy
    assert (await tap).stage is Stage.PREPARING
