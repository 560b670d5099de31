"""The estimate keeper: looks after changes, tickets moved ahead, and what is learned and remembered."""

import asyncio
import shutil
from contextlib import aclosing, asynccontextmanager
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.errors import NotSaved, TapRefused
from domain.stages import Stage
from storage.database.engine import Database
from tests.support.waiting import until
from tests.support.world import Restaurant, draft, settings_in


async def test_rushed_ticket_is_first_and_ready_sooner(restaurant):
    await tap_starts(restaurant)
    for _ in range(4):
        restaurant.clock.move(seconds=1)
        last = await restaurant.order(*["Lamb Biryani"] * 3)
    before = restaurant.shown(last).estimate.likely
    restaurant.clock.move(seconds=1)
    rushed = await restaurant.tap(Tap.RUSH, last.id)
    await restaurant.kitchen.refresh_estimates()
    assert rushed.rushed
    assert restaurant.board.rail.tickets[0].order.id == last.id
    assert restaurant.shown(last).estimate.likely < before
    assert (await restaurant.reopened()).rail.tickets[0].order.rushed
    with pytest.raises(TapRefused):
        await restaurant.tap(Tap.RUSH, last.id)
    assert not (await restaurant.tap(Tap.UNDO, last.id, seen_version=rushed.version)).rushed


async def test_a_ready_ticket_is_not_moved_ahead(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    with pytest.raises(TapRefused):
        await restaurant.tap(Tap.RUSH, order.id)


async def cook(restaurant, minutes):
    """Have a dish take so long, from order to ready, and let the kitchen learn of it."""
    order, _ = await restaurant.kitchen.place(draft("Lamb Biryani"))
    await restaurant.tap(Tap.START, order.id)
    restaurant.clock.move(minutes=minutes)
    await restaurant.tap(Tap.BUMP, order.id)
    restaurant.clock.move(minutes=2)
    await restaurant.kitchen.learn()


async def forecast(restaurant):
    order, _ = await restaurant.kitchen.place(draft("Lamb Biryani"))
    await restaurant.tap(Tap.CANCEL, order.id)
    return order.estimate.likely - restaurant.clock.now()


async def test_learned_state_outlives_a_restart_and_a_reset(restaurant):
    configured = await forecast(restaurant)
    for _ in range(12):
        await cook(restaurant, minutes=36)
    learnt = await forecast(restaurant)
    assert learnt > configured * 1.2
    again = Restaurant(restaurant.database, restaurant.clock)
    await again.kitchen.open()
    assert await forecast(again) == pytest.approx(learnt, abs=timedelta(minutes=1))
    await again.kitchen.unlearn()
    assert await forecast(again) < learnt


async def test_with_nothing_new_nothing_is_written(restaurant):
    await restaurant.kitchen.learn()
    assert await restaurant.store.read_note("learnt") is None


async def test_a_note_that_cannot_be_read_starts_over(restaurant):
    async with restaurant.store.transaction() as work:
        await work.write_note("busy", {"minutes": "many"})
        await work.write_note("learnt", ["?"])
    board = await restaurant.reopened()
    assert board.pace.busy is None


async def test_a_waiting_order_keeps_its_stage_while_rushed(restaurant):
    order = await restaurant.order()
    assert (await restaurant.tap(Tap.RUSH, order.id)).stage is Stage.RECEIVED


@asynccontextmanager
async def keeping(restaurant):
    """Run the keeper meanwhile, as the server does."""
    running = asyncio.create_task(restaurant.kitchen.keep_estimates())
    yield
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_change_moves_the_others_soon_after(restaurant):
    await tap_starts(restaurant)
    first, second = [await restaurant.order(*["Lamb Biryani"] * 3) for _ in range(2)]
    before = restaurant.shown(second).estimate
    await restaurant.tap(Tap.CANCEL, first.id)
    assert restaurant.shown(second).estimate is before
    async with keeping(restaurant):
        await until(lambda: restaurant.shown(second).estimate.likely < before.likely)


async def test_only_what_a_change_can_move_is_looked_at(restaurant):
    stove, tandoor = await restaurant.order("Lamb Biryani"), await restaurant.order("Garlic Naan")
    await restaurant.kitchen.refresh_estimates()
    restaurant.clock.move(minutes=3)  # to the minute, each order has news
    async with keeping(restaurant):
        tapped = await restaurant.order("Lamb Biryani")
        await until(lambda: restaurant.shown(stove).estimate.updated_at == restaurant.clock.now())
    assert restaurant.shown(tapped).estimate.updated_at == restaurant.clock.now()
    assert restaurant.shown(tandoor).estimate.updated_at < restaurant.clock.now()


async def test_a_look_leaves_the_loop_and_loses_to_taps(restaurant):
    orders = [await restaurant.order() for _ in range(30)]
    restaurant.clock.move(minutes=40)
    look = asyncio.create_task(restaurant.kitchen.refresh_estimates())
    await asyncio.sleep(0)
    assert not look.done()
    tapped = await restaurant.tap(Tap.START, orders[-1].id)
    await look
    assert restaurant.shown(tapped) == tapped
    assert restaurant.shown(orders[0]).estimate.updated_at == restaurant.clock.now()
    await restaurant.kitchen.refresh_estimates()
    assert restaurant.shown(tapped).estimate.updated_at == restaurant.clock.now()


async def test_a_look_that_is_not_saved_is_tried_again(restaurant, monkeypatch):
    refused = []

    async def refuse(_work, _orders):
        refused.append(1)
        raise NotSaved("SQLITE_FULL")

    async with keeping(restaurant):
        with monkeypatch.context() as disk:
            disk.setattr("storage.database.unit_of_work.SqlUnitOfWork.write_estimates", refuse)
            order = await restaurant.order()
            await until(lambda: refused)
            await restaurant.kitchen.close()
        restaurant.clock.move(minutes=3)
        await restaurant.order()
        await until(lambda: restaurant.shown(order).estimate.updated_at == restaurant.clock.now())


async def test_a_restart_forgets_no_lateness(restaurant, tmp_path):
    order, ready = await restaurant.order(), await restaurant.order()
    await restaurant.kitchen.refresh_estimates()
    await restaurant.tap(Tap.BUMP, ready.id)
    while not restaurant.shown(order).estimate.running_late:
        restaurant.clock.move(minutes=1)
        await restaurant.kitchen.refresh_estimates()
    shown = restaurant.shown(order)
    elsewhere = settings_in(shutil.copytree(tmp_path, tmp_path / "copy"))
    async with aclosing(Database(elsewhere.database)) as copied:
        again = Restaurant(copied, restaurant.clock)
        await again.kitchen.open()
        assert again.shown(order) == shown
        for _ in range(20):
            restaurant.clock.move(minutes=1)
            await restaurant.kitchen.refresh_estimates()
            await again.kitchen.refresh_estimates()
            assert again.shown(order).estimate == restaurant.shown(order).estimate


async def test_an_order_that_comes_back_has_a_time_ahead(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    now = restaurant.clock.move(hours=1)
    back = await restaurant.tap(Tap.RECALL, order.id)
    assert now <= back.estimate.earliest


async def tap_starts(restaurant):
    """Make a kitchen that taps "start": its queue counts."""
    for _ in range(6):
        await cook(restaurant, minutes=18)


@pytest.mark.parametrize(("end", "back"), [(Tap.CANCEL, Tap.REOPEN), (Tap.BUMP, Tap.RECALL)])
async def test_a_restart_remembers_what_was_foretold(restaurant, end, back):
    order = await restaurant.order("Chicken Tikka Masala")
    await restaurant.kitchen.be_busy(timedelta(minutes=15), timedelta(hours=1))
    assert restaurant.kitchen._estimates.is_foretold(order.id)
    await restaurant.tap(end, order.id)
    restaurant.clock.move(minutes=2)
    await restaurant.kitchen.take_over()
    assert restaurant.kitchen._estimates.is_foretold(order.id)  # and may be learned from
    again = Restaurant(restaurant.database, restaurant.clock)
    await again.kitchen.open()
    await again.tap(back, order.id)
    await again.kitchen.refresh_estimates()
    assert again.kitchen._estimates.is_foretold(order.id)
