"""Orders are forgotten some days after they ended, with all that belongs to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from domain.commands import Tap
from domain.errors import NotSaved
from domain.menu import IN_STOCK, SOLD_OUT
from storage.backup.backup import create_backup, list_backups
from storage.backup.nightly import NightlyMaintenance, last_quiet_hour
from storage.database import retention as purging
from storage.database.report_queries import ReportQueries
from storage.database.retention import purge
from storage.database.sqlite_file import count_rows, find_orphans
from storage.errors import BackupError
from tests.storage.migrations.release import RELEASED
from tests.support.world import EVENING, Restaurant

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database.engine import Database
    from storage.settings import Settings

DAYS_30 = timedelta(days=30)


@pytest.mark.sqlite
async def test_order_is_kept_until_its_last_day(restaurant: Restaurant, settings: Settings):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    await restaurant.tap(Tap.HAND_OVER, order.id)
    assert await purge(restaurant.database, 30, EVENING + DAYS_30) == []
    assert await purge(restaurant.database, 30, EVENING + DAYS_30 + timedelta(seconds=1)) == [order.id]
    assert count_rows(settings.database_file)["orders"] == 0


async def test_unclosed_order_counts_from_its_promise(restaurant: Restaurant):
    order = await restaurant.order(quoted_for=EVENING + timedelta(days=10))
    assert await purge(restaurant.database, 30, EVENING + timedelta(days=35)) == []
    assert await purge(restaurant.database, 30, EVENING + timedelta(days=41)) == [order.id]


async def test_order_of_today_with_an_old_promise_stays(restaurant: Restaurant):
    await restaurant.order(quoted_for=EVENING - timedelta(days=365))
    assert await purge(restaurant.database, 30, EVENING + timedelta(hours=1)) == []


async def test_merged_order_stays_while_another_is_shown(restaurant: Restaurant):
    later = EVENING + timedelta(days=10)
    order, other, another = [await restaurant.order(quoted_for=later) for _ in range(3)]
    await restaurant.tap(Tap.MERGE, other.id, other_id=another.id)
    await restaurant.tap(Tap.MERGE, order.id, other_id=other.id)
    assert await purge(restaurant.database, 1, EVENING + timedelta(days=2)) == []
    shown = (await restaurant.reopened()).find(another.token)
    assert shown
    assert shown.order.id == order.id
    purged = await purge(restaurant.database, 1, later + timedelta(days=2))
    assert sorted(purged) == sorted([order.id, other.id, another.id])


async def test_ended_outages_go_and_the_present_ones_stay(restaurant: Restaurant):
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", SOLD_OUT)
    await restaurant.kitchen.menus.eighty_six("Garlic Naan", IN_STOCK)
    queries = ReportQueries(restaurant.database)
    later = EVENING + DAYS_30 + timedelta(days=1)
    await purge(restaurant.database, 30, later)
    assert [one.dish for one in await queries.outages(EVENING - DAYS_30, later)] == ["Mango Lassi"]


@pytest.mark.sqlite
async def test_all_rows_of_an_order_go_with_it(restaurant: Restaurant, settings: Settings):
    for order in [await restaurant.order() for _ in range(3)]:
        await restaurant.tap(Tap.BUMP, order.id, tap_id=f"tap of {order.id}")
        await restaurant.tap(Tap.HAND_OVER, order.id)
    kept = await restaurant.order(quoted_for=EVENING + DAYS_30)
    _follow(settings.database_file)
    assert len(await purge(restaurant.database, 30, EVENING + DAYS_30 + timedelta(days=1))) == 3
    counts = count_rows(settings.database_file)
    assert find_orphans(settings.database_file) == []
    assert (counts["orders"], counts["items"], counts["events"]) == (1, 2, 2)
    assert counts["taps"] == counts["subscriptions"] == counts["outbox"] == counts["deliveries"] == 0
    assert [order.id for order in (await restaurant.reopened()).orders()] == [kept.id]


async def test_orders_go_in_small_batches_between_taps(restaurant, monkeypatch):
    monkeypatch.setattr(purging, "BATCH_SIZE", 2)
    for order in [await restaurant.order() for _ in range(5)]:
        await restaurant.tap(Tap.CANCEL, order.id)
    assert len(await purge(restaurant.database, 1, EVENING + DAYS_30)) == 5


def test_tests_know_each_table_of_an_order():
    newest = max(RELEASED.glob("*.sql")).read_text()
    assert newest.count("REFERENCES orders (id) ON DELETE CASCADE") == newest.count("REFERENCES orders")


@pytest.mark.sqlite
async def test_backup_runs_before_the_board_forgets_orders(restaurant, settings, caplog):
    caplog.set_level("INFO")
    order = await restaurant.order()
    restaurant.clock.move(days=31)
    forgotten: list[str] = []
    await NightlyMaintenance(settings, restaurant.database, restaurant.clock, forgotten.extend).run()
    assert forgotten == [order.id]
    (kept,) = list_backups(settings)
    assert count_rows(kept / "orderbell.sqlite3")["orders"] == 1
    assert "purged 1 orders" in caplog.text


@pytest.mark.sqlite
@pytest.mark.parametrize(("keep_days", "left"), [(3, 0), (5, 1)])
async def test_owner_sets_the_days_that_orders_are_kept(restaurant, settings, keep_days, left):
    await restaurant.order()
    restaurant.clock.move(days=4)
    kept = settings.model_copy(update={"keep_days": keep_days})
    await NightlyMaintenance(kept, restaurant.database, restaurant.clock, restaurant.kitchen.forget).run()
    assert count_rows(settings.database_file)["orders"] == len(restaurant.board.orders()) == left


@pytest.mark.sqlite
async def test_finished_job_waits_for_the_next_night(restaurant, settings):
    nightly = NightlyMaintenance(settings, restaurant.database, restaurant.clock, list)
    for hours, so_many in ((0, 1), (1, 1), (5, 1), (3, 2), (1, 2)):
        restaurant.clock.move(hours=hours)
        await nightly.run()
        assert len(list_backups(settings)) == so_many, restaurant.clock.now()


@pytest.mark.sqlite
async def test_the_owners_own_backup_does_not_stop_the_purge(restaurant, settings):
    nightly = NightlyMaintenance(settings, restaurant.database, restaurant.clock, list)
    await restaurant.order()
    restaurant.clock.move(days=31)
    owners = create_backup(settings, restaurant.clock.now())
    await nightly.run()
    assert list_backups(settings) == [owners]
    assert count_rows(settings.database_file)["orders"] == 0


@pytest.mark.sqlite
async def test_purge_that_was_not_saved_is_repeated_once(restaurant, settings, monkeypatch):
    purged: list[datetime] = []

    async def fails_first(_database: Database, _days: int, now: datetime) -> list[str]:
        purged.append(now)
        if len(purged) == 1:
            raise NotSaved("no space")
        return []

    monkeypatch.setattr("storage.backup.nightly.purge", fails_first)
    nightly = NightlyMaintenance(settings, restaurant.database, restaurant.clock, list)
    with pytest.raises(NotSaved):
        await nightly.run()
    await nightly.run()
    await nightly.run()
    assert len(purged) == 2
    assert len(list_backups(settings)) == 1


@pytest.mark.sqlite
async def test_backup_from_the_future_leaves_the_others(restaurant, settings):
    nightly = NightlyMaintenance(settings, restaurant.database, restaurant.clock, list)
    future = create_backup(settings, restaurant.clock.now() + timedelta(days=365))
    for hours, so_many in ((0, 2), (1, 2), (24, 3), (24, 4)):
        restaurant.clock.move(hours=hours)
        await nightly.run()
        assert len(list_backups(settings)) == so_many, restaurant.clock.now()
    assert future in list_backups(settings)


@pytest.mark.sqlite
async def test_failed_backup_is_told_and_retried_unpurged(restaurant, settings, caplog, monkeypatch):
    def fails(*_: object) -> None:
        raise BackupError("no space")

    await restaurant.order()
    restaurant.clock.move(days=31)
    nightly = NightlyMaintenance(settings, restaurant.database, restaurant.clock, list)
    with monkeypatch.context() as broken:
        broken.setattr("storage.backup.nightly.create_backup", fails)
        await nightly.run()
    assert "no backup this night: no space" in caplog.text
    assert count_rows(settings.database_file)["orders"] == 1
    await nightly.run()
    assert count_rows(settings.database_file)["orders"] == 0


@pytest.mark.sqlite
async def test_unreadable_backups_folder_is_told(restaurant, settings, caplog, monkeypatch):
    def refuses(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("storage.backup.nightly.list_backups", refuses)
    await NightlyMaintenance(settings, restaurant.database, restaurant.clock, list).run()
    assert "no backup this night: [Errno 13] Permission denied" in caplog.text


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-03-14T19:00", "2026-03-14T03:00"),
        ("2026-03-14T02:59", "2026-03-13T03:00"),
        ("2026-03-29T12:00", "2026-03-29T02:00"),  # summer time has begun this morning in Madrid
    ],
)
def test_the_night_is_the_restaurants(now: str, night: str):
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert last_quiet_hour(at, "Europe/Madrid") == datetime.fromisoformat(night).replace(tzinfo=UTC)


def _follow(path: Path) -> None:
    script = """
        INSERT INTO subscriptions (id, order_id, endpoint, p256dh, auth, language, kinds, made_at)
        SELECT rowid, id, 'https://push.example/' || id, '', '', 'en', 'ready', placed_at FROM orders
        WHERE closed = 'collected';
        INSERT INTO outbox (subscription_id, kind, version, held, made_at, due_at, attempts)
        SELECT id, 'ready', 1, 0, made_at, made_at, 0 FROM subscriptions;
        INSERT INTO deliveries (order_id, kind, outcome, why, at)
        SELECT order_id, 'ready', 'sent', '', made_at FROM subscriptions;
    """
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (3,)
