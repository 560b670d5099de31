"""The expediter: busy times, tickets moved ahead, and what is learnt and remembered."""

from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.errors import TapRefused
from domain.stages import Stage
from tests.support.world import Restaurant, draft

TEN = timedelta(minutes=10)


async def test_a_busy_kitchen_adds_to_every_estimate_until_it_ends(restaurant):
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


async def test_being_busy_outlives_a_restart(restaurant):
    await restaurant.kitchen.be_busy(TEN, timedelta(minutes=30))
    board = await restaurant.reopened()
    assert board.pace.busy == restaurant.board.pace.busy


async def test_a_ticket_moved_ahead_is_first_on_the_rail_and_sooner_ready(restaurant):
    for _ in range(6):
        await cook(restaurant, minutes=18)  # a kitchen that taps "start": its queue counts
    for _ in range(4):
        restaurant.clock.move(seconds=1)
        last = await restaurant.order(*["Lamb Biryani"] * 3)
    before = restaurant.shown(last).estimate.likely
    restaurant.clock.move(seconds=1)
    rushed = await restaurant.tap(Tap.RUSH, last.id)
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


async def test_what_was_learnt_outlives_a_restart_and_can_be_forgotten(restaurant):
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


async def test_a_note_that_cannot_be_read_begins_anew(restaurant):
    async with restaurant.store.transaction() as work:
        await work.write_note("busy", {"minutes": "many"})
        await work.write_note("learnt", ["?"])
    board = await restaurant.reopened()
    assert board.pace.busy is None


async def test_a_waiting_order_keeps_its_stage_while_rushed(restaurant):
    order = await restaurant.order()
    assert (await restaurant.tap(Tap.RUSH, order.id)).stage is Stage.RECEIVED
