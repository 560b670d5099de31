"""Backups: whole, verified, and put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain.commands import Tap
from storage.backup import backup
from storage.backup.backup import backup_time, create_backup, find_flaw, list_backups, rotate
from storage.backup.data_folder import open_data_folder
from storage.backup.restore import restore
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.database.sqlite_file import count_rows, find_damage
from storage.errors import BackupError
from storage.push.vapid import KEY_FILE, load_or_create_key
from tests.support.world import EVENING, Restaurant, restaurant_on

if TYPE_CHECKING:
    from storage.settings import Settings

pytestmark = pytest.mark.sqlite

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def test_backup_holds_all_that_was_committed_before_it(restaurant: Restaurant, settings: Settings):
    order = await restaurant.order()
    await restaurant.tap(Tap.BUMP, order.id)
    kept = create_backup(settings, EVENING)
    assert count_rows(kept / "orderbell.sqlite3") == count_rows(settings.database_file)
    assert find_flaw(kept) == ""
    assert backup_time(kept) == EVENING


def test_a_backup_is_nobody_elses_business(settings: Settings):
    kept = create_backup(settings, EVENING)
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("obstacle", ["symlink", "rights", "in use", "gone"])
def test_backup_that_cannot_be_deleted_stops_no_other(settings: Settings, monkeypatch, obstacle: str):
    made = [create_backup(settings, EVENING + n * HOUR) for n in range(8)]
    if obstacle == "symlink":
        made[1].rename(settings.data_dir / "elsewhere")
        made[1].symlink_to(settings.data_dir / "elsewhere")
    else:
        delete = shutil.rmtree
        monkeypatch.setattr(shutil, "rmtree", lambda path: refuse(obstacle) if path == made[1] else delete(path))
    assert made[1] not in rotate(settings, EVENING + 8 * HOUR)
    left = list_backups(settings)
    assert made[1] in left
    assert made[2] not in left


def test_backup_that_cannot_be_read_hides_no_other(settings: Settings, monkeypatch, caplog):
    older, newer = create_backup(settings, EVENING - DAY), create_backup(settings, EVENING)
    exists = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: refuse() if path.parent == newer else exists(path))
    assert list_backups(settings) == [older]
    assert "Permission denied" in caplog.text


def refuse(obstacle="rights"):
    raise {
        "in use": OSError(16, "Device or resource busy"),
        "gone": FileNotFoundError(2, "No such file"),
        "taken": FileExistsError(17, "File exists"),
    }.get(obstacle, PermissionError(13, "Permission denied"))


def test_backup_with_triggers_is_not_whole(settings: Settings):
    kept = create_backup(settings, EVENING)
    with closing(sqlite3.connect(kept / "orderbell.sqlite3")) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON orders BEGIN DELETE FROM sessions; END")
    assert "evil" in find_flaw(kept)
    with pytest.raises(BackupError):
        restore(settings, kept, EVENING)


@pytest.mark.parametrize("is_replaced", [False, True])
async def test_log_and_database_stay_together(settings: Settings, monkeypatch, *, is_replaced: bool):
    kept = create_backup(settings, EVENING)
    place = settings.database_file
    log = place.with_name(f"{place.name}-wal")
    place.write_bytes(b"database")
    log.write_bytes(b"its log")
    move = shutil.move
    monkeypatch.setattr(shutil, "move", lambda path, to: refuse() if path == log else move(path, to))
    with pytest.raises(BackupError):  # killed between the two
        restore(settings, kept, EVENING)
    monkeypatch.undo()
    if is_replaced:
        place.write_bytes(b"another")
    aside = restore(settings, kept, EVENING + HOUR)
    assert (aside / place.name).read_bytes() == (b"another" if is_replaced else b"database")
    assert (aside / log.name).read_bytes() == b"its log"
    whole = [path for path in aside.parent.glob("*/orderbell.sqlite3") if path.read_bytes() == b"database"]
    assert len(whole) == 1


async def test_the_push_key_goes_along_and_comes_back(restaurant: Restaurant, settings: Settings):
    load_or_create_key(settings.data_dir)
    key = (settings.data_dir / KEY_FILE).read_bytes()
    kept = create_backup(settings, EVENING)
    await restaurant.database.aclose()
    (settings.data_dir / KEY_FILE).unlink()
    load_or_create_key(settings.data_dir)
    aside = restore(settings, kept, EVENING)
    assert (settings.data_dir / KEY_FILE).read_bytes() == key
    assert (settings.data_dir / KEY_FILE).stat().st_mode & 0o077 == 0
    assert (aside / KEY_FILE).read_bytes() != key


def test_restore_replaces_the_push_key_on_windows(settings: Settings, monkeypatch):
    load_or_create_key(settings.data_dir)
    kept, key = create_backup(settings, EVENING), settings.data_dir / KEY_FILE
    before = key.read_bytes()
    key.write_bytes(b"another")
    rename = os.rename
    monkeypatch.setattr(os, "rename", lambda path, to: refuse("taken") if os.path.lexists(to) else rename(path, to))
    restore(settings, kept, EVENING)
    assert key.read_bytes() == before


def test_incomplete_copy_never_gets_a_backup_name(settings, monkeypatch):
    def fails(_: Path) -> str:
        return "row 7 missing from index"

    monkeypatch.setattr(backup, "find_flaw", fails)
    with pytest.raises(BackupError, match="row 7 missing"):
        create_backup(settings, EVENING)
    assert list(backup.backups_folder(settings).iterdir()) == []


def test_full_disk_is_noticed_before_the_last_space(settings, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 10**6, 10**6))
    with pytest.raises(BackupError, match="0 MB are free, 50 MB are needed"):
        create_backup(settings, EVENING)
    assert list_backups(settings) == []


def test_next_backup_clears_what_a_crash_left(settings):
    left = settings.data_dir / "backups" / ".unfinished-2026-03-14T180000.000000Z"
    left.mkdir(parents=True)
    (left / "orderbell.sqlite3").write_bytes(b"half")
    assert list_backups(settings) == []
    kept = create_backup(settings, EVENING)
    assert list(kept.parent.iterdir()) == [kept]


async def test_restore_brings_back_orders_and_keeps_old_data(restaurant, settings):
    first = await restaurant.order(guest_name="Ana")
    kept = create_backup(settings, EVENING)
    second = await restaurant.order(guest_name="Ben")
    await restaurant.database.aclose()
    aside = restore(settings, kept, EVENING + HOUR)
    with open_data_folder(settings):
        async with restaurant_on(settings) as again:
            assert again.board.watch(first.id)
            assert not again.board.watch(second.id)
    with closing(sqlite3.connect(aside / settings.database_file.name)) as db:
        assert db.execute("SELECT count(*) FROM orders").fetchone() == (2,)


async def test_leftover_log_is_not_played_into_a_restore(restaurant, settings):
    kept = create_backup(settings, EVENING)
    await restaurant.order()
    log = settings.database_file.with_name(settings.database_file.name + "-wal")
    assert log.stat().st_size > 0
    restore(settings, kept, EVENING)
    assert not log.exists()
    assert count_rows(settings.database_file)["orders"] == 0
    assert find_damage(settings.database_file) == ""


async def test_ended_session_does_not_return_with_a_backup(restaurant, settings):
    keys = CredentialStore(restaurant.database, settings)
    await keys.open()
    token = await keys.open_session()
    kept = create_backup(settings, EVENING)
    await keys.close_session(token)
    await restaurant.database.aclose()
    restore(settings, kept, EVENING)
    database = Database(settings.database)
    after = CredentialStore(database, settings)
    await after.open()
    await database.aclose()
    assert not after.is_session(token)


async def test_damaged_backup_is_refused_and_others_named(restaurant, settings):
    older, kept = create_backup(settings, EVENING - DAY), create_backup(settings, EVENING)
    await restaurant.database.aclose()
    with (kept / "orderbell.sqlite3").open("r+b") as file:
        file.truncate(3 * 4096)
    before = settings.database_file.read_bytes()
    with pytest.raises(BackupError, match=f"cannot be used.*\n  {older.name}$"):
        restore(settings, kept, EVENING)
    assert settings.database_file.read_bytes() == before
