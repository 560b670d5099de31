"""Two processes on one PostgreSQL: each shows what the other commits."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import func, select, text

from domain.commands import Tap
from domain.errors import NotSaved, StaleTap
from domain.menu import SOLD_OUT
from domain.stages import Stage
from pages.kitchen.tap_handler import quiet_bells
from storage.database import postgresql, tables
from storage.database.credentials import CredentialStore
from storage.database.dialect import Topic
from tests.support.app_context import context_of
from tests.support.shared_restaurant import shared_restaurants
from tests.support.waiting import until
from tests.support.world import MENU, draft

pytestmark = pytest.mark.postgresql


@pytest.fixture
async def both(settings):
    async with shared_restaurants(settings) as opened:
        yield opened


def shows(restaurant, order):
    live = restaurant.board.watch(order.id)
    return live is not None and (live.order.version, live.order.stage) == (order.version, order.stage)


async def is_taken(tap):
    try:
        await tap
    except NotSaved:
        return False
    return True


async def test_other_process_shows_what_was_committed(both):
    first, second = both
    order = await first.order()
    await until(lambda: shows(second, order))
    ready = await second.tap(Tap.BUMP, order.id)
    assert ready.stage is Stage.READY
    await until(lambda: shows(first, ready))


async def test_estimates_reach_the_other_process(both):
    first, second = both
    order = await second.order()
    await until(lambda: shows(first, order))
    first.clock.move(minutes=30)
    await first.kitchen.refresh_estimates()
    assert first.shown(order).looks > 0
    await until(lambda: second.shown(order).estimate == first.shown(order).estimate)


async def test_menu_and_pace_reach_the_other_process(both):
    first, second = both
    await second.kitchen.menus.replace(MENU)
    await until(lambda: first.kitchen.menu == MENU)
    await first.kitchen.menus.eighty_six("Lamb Biryani", SOLD_OUT)
    await second.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    await until(lambda: [dish.available for dish in first.kitchen.menu.dishes] == [False, True, False, False])


async def test_bell_that_was_heard_is_quiet_everywhere(both, settings):
    first, second = both
    await until(lambda: not any(one.cluster.failing_checks()["processes"] for one in both))
    await quiet_bells(context_of(second, settings, CredentialStore(second.database, settings)))
    await until(lambda: first.board.heard.count > 0)


async def test_new_line_quiets_no_bell(both):
    first, _ = both
    order = await both[1].order()  # whose announcement is read after the line was opened
    await until(lambda: shows(first, order))
    assert first.board.heard.count == 0


async def test_same_tap_at_two_processes_is_done_once(both):
    orders = [await both[0].order() for _ in range(10)]
    await until(lambda: all(shows(both[1], order) for order in orders))
    for order in orders:
        taps = (restaurant.tap(Tap.START, order.id, "1", seen_version=1) for restaurant in both)
        answers = await asyncio.gather(*taps, return_exceptions=True)
        assert sorted(type(answer).__name__ for answer in answers) == ["Order", StaleTap.__name__]


# As senders do: a busy machine lets the database give up a wait, and they are told to send again.
async def send(restaurant, said, key):
    while True:
        with suppress(NotSaved):
            return await restaurant.kitchen.place(said, key)


@pytest.mark.parametrize("key", [None, "key-1"])
async def test_one_draft_at_two_processes_is_one_order(both, key):
    for number in range(5):
        said = draft(external_ref=None if key else f"pos-{number}")
        placed = await asyncio.gather(*(send(one, said, key and f"{key}-{number}") for one in both))
        assert len({order.id for order, _ in placed}) == 1
        assert sorted(is_new for _, is_new in placed) == [False, True]


async def test_same_pickup_code_is_drawn_again(both, monkeypatch):
    codes = iter(["A11", "A11", "A12"])
    monkeypatch.setattr("domain.intake.pickup_code", lambda _: next(codes))
    placed = await asyncio.gather(*(one.order() for one in both))
    assert {order.pickup_code for order in placed} == {"A11", "A12"}


async def test_line_that_was_cut_misses_nothing(both):
    first, second = both
    order = await first.order()
    await until(lambda: shows(second, order))
    async with first.database.writing() as db:
        mine = select(func.pg_backend_pid())
        pid = (await db.execute(mine)).scalar_one()
        ended = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%' AND datname = current_database() AND pid <> :pid"
        )
        await db.execute(ended, {"pid": pid})
    ready = await first.tap(Tap.BUMP, order.id)
    await until(lambda: shows(second, ready))


async def test_halted_process_keeps_no_order_locked(settings, monkeypatch):
    monkeypatch.setattr(postgresql, "IDLE_TRANSACTION_TIMEOUT_MILLISECONDS", 1000)
    async with shared_restaurants(settings) as (first, second):
        order = await first.order()
        await until(lambda: shows(second, order))

        async def be_halted():
            async with second.store.transaction() as work:
                await work.lock([order.id])
                await until(lambda: is_taken(first.tap(Tap.START, order.id)))
                await work.load(order.id)

        with pytest.raises(NotSaved):
            await be_halted()
        await until(lambda: is_taken(second.tap(Tap.BUMP, order.id)))


async def test_purged_order_leaves_every_board(both):
    first, second = both
    order = await first.order()
    await until(lambda: shows(second, order))
    async with first.database.writing() as db:
        await db.execute(tables.orders.delete())
        await first.database.dialect.announce(db, Topic.RETENTION)
    await until(lambda: second.board.watch(order.id) is None)
