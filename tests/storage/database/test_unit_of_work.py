"""Order store: what was committed reads back equal, and nothing of a failed change is kept."""

import asyncio
import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import DBAPIError

from domain.commands import Tap, TapCommand
from domain.errors import NotSaved, OrderNotFound, StaleTap
from domain.intake import Draft
from domain.item import DraftItem
from domain.order import Order
from storage.database import postgresql
from storage.database.order_archive import SqlOrderArchive
from storage.database.utc_datetime import UtcDateTime
from tests.support.world import EVENING, draft

HOSTILE = "Robert'); DROP TABLE orders;-- <b>\U0001f525</b> \u202e ñ \u0000"[:-1]


async def kept(restaurant, order) -> Order:
    async with restaurant.store.transaction() as work:
        return await work.load(order.id)


async def test_an_order_comes_back_as_it_was_placed(restaurant):
    line = DraftItem(name=HOSTILE, quantity=99, note=HOSTILE, station=HOSTILE, prep_minutes=0.25)
    said = Draft(items=(line, line), guest_name=HOSTILE, note=HOSTILE, language="pt-BR", external_ref="pos-1")
    order, _ = await restaurant.kitchen.place(said)
    assert await kept(restaurant, order) == order


async def test_order_reads_back_equal_after_each_change(restaurant):
    kitchen, order = restaurant.kitchen, await restaurant.order("Garlic Naan", "Lamb Biryani", "Soup")
    later = EVENING + timedelta(hours=1)
    taps = [
        lambda: kitchen.tap(TapCommand(Tap.START, order.id, "1")),
        lambda: kitchen.tap(TapCommand(Tap.BUMP, order.id, "1")),
        lambda: kitchen.tap(TapCommand(Tap.RECALL, order.id, "1")),
        lambda: kitchen.tap(TapCommand(Tap.VOID, order.id, "3", reason="out")),
        lambda: kitchen.tap(TapCommand(Tap.REQUOTE, order.id, quoted_for=later, reason=HOSTILE)),
        lambda: kitchen.tap(TapCommand(Tap.BUMP, order.id)),
        lambda: kitchen.tap(TapCommand(Tap.HAND_OVER, order.id)),
        lambda: kitchen.tap(TapCommand(Tap.RECALL, order.id)),
        lambda: kitchen.tap(TapCommand(Tap.UNDO, order.id, seen_version=9)),
    ]
    for tap in taps:
        restaurant.clock.move(seconds=1.25)
        answered = await tap()
        assert await kept(restaurant, order) == answered == restaurant.shown(order)


async def test_times_read_back_in_utc_from_any_zone(restaurant):
    there = timezone(timedelta(hours=5, minutes=30))
    asked = datetime(2026, 3, 15, 1, 0, tzinfo=there)
    order = await restaurant.order(quoted_for=asked)
    assert (await kept(restaurant, order)).quoted_for == asked
    assert (await kept(restaurant, order)).quoted_for.tzinfo is UTC


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="a time without zone cannot be stored"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 15, 1, 0), None)  # noqa: DTZ001  that is the point


async def test_an_order_that_is_not_there_is_not_found(restaurant):
    with pytest.raises(OrderNotFound):
        await kept(restaurant, replace(await restaurant.order(), id="nowhere"))


async def test_open_and_recently_closed_orders_are_current(restaurant):
    still_open, closed = await restaurant.order(), await restaurant.order()
    await restaurant.tap(Tap.CANCEL, closed.id)
    ids = {order.id for order in await restaurant.store.load_current(since=EVENING - timedelta(seconds=1))}
    assert ids == {still_open.id, closed.id}
    assert [order.id for order in await restaurant.store.load_current(since=EVENING)] == [still_open.id]


async def test_a_change_of_an_older_version_is_not_written(restaurant):
    order = await restaurant.order()
    fresh = await restaurant.tap(Tap.START, order.id)
    with pytest.raises(StaleTap) as stale:
        async with restaurant.store.transaction() as work:
            await work.record(order.bump(EVENING), None)
    assert stale.value.actual == fresh
    assert await kept(restaurant, order) == fresh


async def test_a_change_that_fails_midway_is_not_kept_at_all(restaurant):
    order = await restaurant.order()
    with suppress(ZeroDivisionError):
        async with restaurant.store.transaction() as work:
            await work.record(order.bump(EVENING), TapCommand(Tap.BUMP, order.id, tap_id="tap-1"))
            assert 1 / 0
    assert await kept(restaurant, order) == order
    async with restaurant.store.transaction() as work:
        assert await work.find_tap("tap-1") is None


async def test_a_tap_and_its_change_are_kept_together(restaurant):
    order = await restaurant.order()
    await restaurant.tap(Tap.START, order.id, tap_id="tap-1")
    async with restaurant.store.transaction() as work:
        assert await work.find_tap("tap-1") == (order.id, TapCommand(Tap.START, order.id).digest)
    assert await SqlOrderArchive(restaurant.database).find_version("tap-1") == order.version + 1
    assert await SqlOrderArchive(restaurant.database).find_version("tap-2") is None


async def test_order_is_found_by_its_key_and_its_reference(restaurant):
    order, _ = await restaurant.kitchen.place(draft(external_ref="pos-1"), "key-1")
    async with restaurant.store.transaction() as work:
        sent = {"day": EVENING.date(), "since": EVENING - timedelta(hours=1)}
        assert await work.find_intake(draft(), "key-1", **sent) == ("idempotency_key", order.id)
        assert await work.find_intake(draft(external_ref="pos-1"), None, **sent) == ("external_ref", order.id)
        assert await work.find_intake(draft(external_ref="pos-2"), "key-2", **sent) is None
        assert await work.find_intake(draft(), None, **sent) is None
        assert await work.read_fingerprint(order.id) == draft(external_ref="pos-1").fingerprint


@pytest.mark.sqlite
async def test_locked_database_takes_nothing_and_says_so(restaurant, settings):
    order = await restaurant.order()
    other = sqlite3.connect(settings.database.database, isolation_level=None)
    async with restaurant.database.writing() as db:
        await db.exec_driver_sql("SELECT 1")
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(NotSaved):
            await restaurant.tap(Tap.BUMP, order.id)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert restaurant.shown(order) == order
    assert (await restaurant.tap(Tap.BUMP, order.id)).version == 2


async def test_a_reader_sees_one_state_and_cannot_write(restaurant):
    async with restaurant.database.reading() as db:
        with pytest.raises(DBAPIError, match=r"read-?only"):
            await db.exec_driver_sql("DELETE FROM orders")


# A busy machine keeps rows locked for longer than the product lets people wait.
@pytest.fixture
def long_locks(monkeypatch):
    monkeypatch.setattr(postgresql, "_LIMITS", "-c lock_timeout=60s")


@pytest.mark.usefixtures("long_locks")  # before the restaurant opens its database
async def test_many_taps_at_once_are_all_kept(restaurant):
    orders = [await restaurant.order() for _ in range(8)]
    await asyncio.gather(*(restaurant.tap(Tap.START, order.id, item) for order in orders for item in ("1", "2")))
    after = {order.id: order for order in await restaurant.store.load_current(since=EVENING)}
    assert {order.version for order in after.values()} == {3}
    assert after == {order.id: order for order in restaurant.board.orders()}
