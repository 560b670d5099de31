"""A process beside another on one store: it follows what the other commits, and leads when it is its turn."""

import asyncio
from datetime import timedelta

import pytest

from domain.commands import Tap
from domain.estimation import Estimator
from domain.intake import Draft
from domain.item import DraftItem
from domain.kitchen import Kitchen
from domain.menu import SOLD_OUT
from domain.stages import Stage
from domain.updates import LINK_LIFE, Announcement
from tests.support.waiting import until
from tests.support.world import MENU, Restaurant


class Follower:
    is_held = False


@pytest.fixture
async def other(restaurant):
    """The kitchen of a second process, which does not lead."""
    beside = Restaurant(restaurant.database, restaurant.clock)
    beside.leadership = Follower()
    beside.kitchen = Kitchen(
        beside.store, beside.board, beside.clock, beside.gateway, Estimator(), leadership=beside.leadership
    )
    await beside.kitchen.open()
    yield beside
    await beside.kitchen.close()


async def follow(other, order):
    await other.kitchen.updates.read_orders([Announcement(order.id, order.version, order.looks)])


async def test_an_announced_order_is_read_and_shown(restaurant, other):
    order = await restaurant.order()
    await follow(other, order)
    assert other.shown(order) == order
    woken = other.gateway.woken
    await follow(other, order)
    assert other.gateway.woken == woken


async def test_each_announced_change_is_shown(restaurant, other):
    order = await restaurant.order()
    await follow(other, order)
    ready = await restaurant.tap(Tap.BUMP, order.id)
    await follow(other, ready)
    assert other.shown(order).stage is Stage.READY


async def test_a_tap_on_an_older_state_reads_the_newer_first(restaurant, other):
    order = await restaurant.order("Garlic Naan", "Lamb Biryani")
    await follow(other, order)
    await restaurant.tap(Tap.START, order.id, "1")
    tapped = await other.tap(Tap.START, order.id, "2")
    assert (tapped.version, [item.state for item in tapped.items]) == (3, ["cooking", "cooking"])


async def test_link_of_an_order_not_announced_yet_is_read(restaurant, other):
    order = await restaurant.order()
    await other.kitchen.updates.read_link(order.token)
    assert other.board.find(order.token) is None  # with one writer there is no other process
    other.store.max_writers = 2
    await other.kitchen.updates.read_link("guessed")
    await other.kitchen.updates.read_link(order.token)
    assert other.shown(order) == order


async def test_ended_link_is_not_read_again(restaurant, other):
    order = await restaurant.order()
    await restaurant.tap(Tap.CANCEL, order.id)
    restaurant.clock.move(seconds=LINK_LIFE.total_seconds() + 1)
    other.store.max_writers = 2
    await other.kitchen.updates.read_link(order.token)
    assert other.board.find(order.token) is None


async def test_an_older_state_is_not_shown(restaurant):
    order = await restaurant.order()
    newer = await restaurant.tap(Tap.START, order.id)
    restaurant.kitchen._orders.show(order)
    assert restaurant.shown(order) == newer


async def test_what_is_no_longer_kept_is_forgotten(restaurant, other):
    order = await restaurant.order()
    await follow(other, order)
    restaurant.clock.move(days=3)
    await restaurant.tap(Tap.CANCEL, order.id)
    restaurant.clock.move(days=3)
    await other.kitchen.take_over()
    assert other.board.watch(order.id) is None


async def test_menu_and_notes_are_read_when_told(restaurant, other):
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    await restaurant.kitchen.be_busy(timedelta(minutes=5), timedelta(minutes=30))
    assert other.kitchen.menu == MENU
    await other.kitchen.updates.read_menu()
    await other.kitchen.updates.read_notes()
    assert not other.kitchen.menu.find("Garlic Naan").available
    assert other.board.pace.busy == restaurant.board.pace.busy


async def test_a_follower_moves_its_own_times_on(restaurant, other):
    order = await restaurant.order()
    await follow(other, order)
    await other.kitchen.refresh_estimates()
    assert other.shown(order) == order
    restaurant.clock.move(minutes=30)
    await other.kitchen.refresh_estimates()
    moved = other.shown(order).estimate
    assert (moved.likely, moved.updated_at) == (order.estimate.likely, restaurant.clock.now())


async def test_a_follower_fires_no_scheduled_order(restaurant, other):
    later = Draft(items=(DraftItem(name="Garlic Naan"),), quoted_for=restaurant.clock.now() + timedelta(hours=5))
    order, _ = await restaurant.kitchen.place(later)
    await follow(other, order)
    restaurant.clock.move(hours=5)
    await other.kitchen.refresh_estimates()
    await other.kitchen.fire_due()
    assert other.shown(order) == order
    assert order.stage is Stage.SCHEDULED


async def test_the_leader_writes_no_estimate_of_an_older_state(restaurant, other):
    order = await restaurant.order()
    await follow(other, order)
    tapped = await other.tap(Tap.START, order.id)
    restaurant.clock.move(minutes=30)
    await restaurant.kitchen.refresh_estimates()
    (kept,) = await restaurant.store.load([order.id])
    assert kept == tapped


async def test_busy_at_another_process_moves_all_times(restaurant, other):
    order = await restaurant.order()
    await restaurant.kitchen.refresh_estimates()
    looking = asyncio.create_task(restaurant.kitchen.keep_estimates())
    before = restaurant.shown(order).estimate.likely
    await other.kitchen.be_busy(timedelta(minutes=20), timedelta(hours=1))
    await restaurant.kitchen.updates.read_notes()
    await until(lambda: restaurant.shown(order).estimate.likely > before)
    looking.cancel()


async def test_notes_that_say_nothing_new_move_no_estimate(other, monkeypatch):
    woken = []
    monkeypatch.setattr(other.kitchen.updates._estimates, "wake", lambda *orders: woken.append(orders))
    await other.kitchen.updates.read_notes()
    assert woken == []
