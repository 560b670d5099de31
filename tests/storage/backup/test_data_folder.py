"""Opening the data folder: integrity, and no silent start with an empty database."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.backup import data_folder
from storage.backup.data_folder import DataFolderError, open_data_folder
from storage.database.migrating import list_revisions
from storage.database.sqlite_file import count_rows, find_damage, read_revision
from storage.push.vapid import KEY_FILE
from storage.settings import Settings
from tests.support.sqlite_script import run_script
from tests.support.world import EVENING

if TYPE_CHECKING:
    from tests.support.world import Restaurant

pytestmark = pytest.mark.sqlite


def test_copy_of_a_killed_restore_is_deleted(tmp_path: Path):
    settings = _settings(tmp_path / "data")
    left = settings.data_dir / "orderbell.sqlite3.restored"
    settings.data_dir.mkdir(exist_ok=True)
    left.write_text("guests' names")
    with open_data_folder(settings):
        assert not left.exists()


def test_first_start_makes_an_empty_current_database(tmp_path: Path):
    settings = _settings(tmp_path / "new")
    with open_data_folder(settings):
        assert read_revision(settings.database_file) == list_revisions()[0]
        assert not any(count_rows(settings.database_file).values())


def test_full_disk_at_the_first_start_is_told(tmp_path: Path):
    _, hard = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(DataFolderError, match="See that the disk has space"), open_data_folder(_settings(tmp_path)):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


async def test_damaged_database_is_set_aside_for_a_backup(restaurant: Restaurant, settings):
    await restaurant.order()
    await restaurant.database.aclose()
    newest = data_folder.create_backup(settings, restaurant.clock.now())
    _damage(settings.database_file)
    with pytest.raises(DataFolderError) as told, open_data_folder(settings):
        pass
    (aside,) = (settings.data_dir / "set-aside").iterdir()
    assert (aside / settings.database_file.name).exists()
    for word in ("was damaged", str(aside), newest.name, "main.py restore"):
        assert word in str(told.value)


async def test_suggested_backup_can_be_opened(restaurant: Restaurant, settings):
    await restaurant.order()
    await restaurant.database.aclose()
    older, newer = (data_folder.create_backup(settings, EVENING + timedelta(hours=hour)) for hour in (0, 1))
    run_script(newer / "orderbell.sqlite3", "UPDATE alembic_version SET version_num = '9999'")
    _damage(settings.database_file)
    with pytest.raises(DataFolderError, match=f"The newest backup is {older.name}"), open_data_folder(settings):
        pass


async def test_start_after_damage_is_no_empty_restaurant(restaurant: Restaurant, settings):
    await restaurant.order()
    await restaurant.database.aclose()
    _damage(settings.database_file)
    for words in ("was damaged", "there was one before"):
        with pytest.raises(DataFolderError, match=words), open_data_folder(settings):
            pass
    assert not settings.database_file.exists()


async def test_vanished_database_is_missed_beside_a_backup(restaurant: Restaurant, settings):
    await restaurant.database.aclose()
    data_folder.create_backup(settings, restaurant.clock.now())
    for vanish in (settings.database_file.unlink, settings.database_file.touch):
        vanish()
        with pytest.raises(DataFolderError, match="there was one before"), open_data_folder(settings):
            pass


def test_a_file_that_is_no_database_is_set_aside_too(settings: Settings):
    settings.database_file.write_bytes(b"a letter to the suppliers\n" * 400)
    with pytest.raises(DataFolderError, match="not a database"), open_data_folder(settings):
        pass


def test_newer_database_is_refused_and_left_alone(settings: Settings):
    run_script(settings.database_file, "UPDATE alembic_version SET version_num = '9999'")
    before = settings.database_file.read_bytes()
    with pytest.raises(DataFolderError, match=r"newer OrderBell .*schema is 9999") as told, open_data_folder(settings):
        pass
    assert "main.py restore NAME" in str(told.value)
    assert "newest first: none" in str(told.value)
    assert settings.database_file.read_bytes() == before


def test_foreign_database_is_refused_and_left_alone(settings: Settings):
    settings.database_file.unlink()
    run_script(settings.database_file, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(DataFolderError, match="a database of another program"), open_data_folder(settings):
        pass
    assert count_rows(settings.database_file) == {"recipes": 0}


async def test_rows_without_their_order_are_noticed(restaurant: Restaurant, settings):
    await restaurant.order()
    await restaurant.database.aclose()
    run_script(settings.database_file, "PRAGMA foreign_keys=OFF; DELETE FROM orders")
    with (
        pytest.raises(DataFolderError, match=r"without the order they belong to, in events, .*items"),
        open_data_folder(settings),
    ):
        pass


def test_locked_database_is_not_taken_for_damaged(settings: Settings, monkeypatch):
    monkeypatch.setattr("storage.database.sqlite_file.BUSY_TIMEOUT_SECONDS", 0.1)
    with closing(sqlite3.connect(settings.database_file, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DataFolderError, match="cannot be opened: database is locked"), open_data_folder(settings):
            pass
        with pytest.raises(sqlite3.OperationalError):
            find_damage(settings.database_file)
    assert settings.database_file.exists()
    with open_data_folder(settings):
        pass


@pytest.mark.parametrize("pem", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_broken_push_key_is_named_with_where_to_look(settings: Settings, pem: bytes):
    (settings.data_dir / KEY_FILE).write_bytes(pem)
    with open_data_folder(settings):
        pass
    with_push = settings.model_copy(update={"vapid_subject": "mailto:owner@bell.example"})
    with (
        pytest.raises(DataFolderError, match=rf"{KEY_FILE} cannot be read .* from a backup in its place"),
        open_data_folder(with_push),
    ):
        pass
    assert (settings.data_dir / KEY_FILE).read_bytes() == pem


def test_impossible_folder_is_refused_with_words(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(DataFolderError, match="ORDERBELL_DATA_DIR"),
        open_data_folder(_settings(tmp_path / "file" / "data")),
    ):
        pass


def _settings(folder: Path) -> Settings:
    folder.mkdir(exist_ok=True) if folder.parent.is_dir() else None
    return Settings(_env_file=None, data_dir=folder)


def _damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 4096 * 20)
