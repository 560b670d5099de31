"""Data folder at start: integrity check, migration.

A database that existed before must exist now: the server never starts with an empty one without the owner's consent.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from storage.backup.backup import backups_folder, create_backup, list_backups
from storage.backup.choosing import format_choice, newest_restorable
from storage.backup.data_lock import lock_data_folder
from storage.backup.restore import aside_folder, restore, restored_copy, set_aside
from storage.database.migrating import list_revisions, migrate
from storage.database.shared_database import open_shared_database
from storage.database.sqlite_file import (
    count_rows,
    find_damage,
    find_orphans,
    is_blank,
    open_database_file,
    read_revision,
)
from storage.errors import BackupError, DataFolderError, describe_error
from storage.push.vapid import KEY_FILE, read_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.settings import Settings


@contextmanager
def open_data_folder(settings: Settings) -> Iterator[None]:
    """Lock the data folder and check and migrate its database; raises DataFolderError.

    A database that is shared is not locked, and lies elsewhere.
    """
    if settings.is_shared:
        open_shared_database(settings)
        yield
        return
    with lock_data_folder(settings):
        try:
            restored_copy(settings).unlink(missing_ok=True)  # of a restore that was killed
            _check_and_migrate(settings)
            _try_to_write(settings.database_file)
            _read_push_key(settings)
        except (OSError, sqlite3.Error, DBAPIError) as error:
            why = error.orig if isinstance(error, DBAPIError) else error
            raise DataFolderError(
                f"The database {settings.database_file} cannot be opened: {why}. "
                "See that the disk has space and that this user may write there; `main.py doctor` looks into it."
            ) from error
        yield


@contextmanager
def temporary_data_folder(settings: Settings) -> Iterator[Settings]:
    """Return the same settings with a temporary data folder, which is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="orderbell-demo-") as folder:
        yield settings.model_copy(update={"data_dir": Path(folder), "database_url": None})


def _check_and_migrate(settings: Settings) -> None:
    if is_blank(settings.database_file):
        _refuse_missing_database(settings)
        migrate(settings)
        return
    if damage := find_damage(settings.database_file):
        _refuse_damaged(settings, damage)
    revision = read_revision(settings.database_file)
    _check_revision(settings, revision)
    if revision != list_revisions()[0]:
        _upgrade(settings)
    if orphans := find_orphans(settings.database_file):
        raise DataFolderError(
            f"The database has rows without the order they belong to, in {', '.join(orphans)}. "
            f"{_suggest_backup(settings)}"
        )


# SQLite opens a read-only file without an error, and every tap would then fail.
def _try_to_write(path: Path) -> None:
    with open_database_file(path) as db:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        db.execute(f"PRAGMA user_version={version}")


def _read_push_key(settings: Settings) -> None:
    if not settings.vapid_subject:
        return
    try:
        read_key(settings.data_dir)
    except (ValueError, TypeError) as error:
        raise DataFolderError(
            f"The push key {settings.data_dir / KEY_FILE} cannot be read ({type(error).__name__}). Put {KEY_FILE} from "
            f"a backup in its place; they are in {backups_folder(settings)}. Without any, move it away: "
            "the next start makes another, and every guest's phone must ask for notices again."
        ) from error


def _refuse_damaged(settings: Settings, damage: str) -> None:
    aside = set_aside(settings, datetime.now(UTC))
    raise DataFolderError(
        f"The database was damaged ({damage}). It is kept as it was, in {aside}.\n{_suggest_backup(settings)}\n"
        "A damaged database often means a failing disk: see to that first."
    )


def _refuse_missing_database(settings: Settings) -> None:
    traces = [folder for folder in (aside_folder(settings), backups_folder(settings)) if _is_filled(folder)]
    if traces:
        raise DataFolderError(
            f"There is no database at {settings.database_file}, but there was one before. {_suggest_backup(settings)}\n"
            "To begin with an empty one instead, choose another folder with ORDERBELL_DATA_DIR, "
            f"or move this away: {', '.join(map(str, traces))}."
        )


def _is_filled(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _check_revision(settings: Settings, revision: str | None) -> None:
    if revision is None:
        raise DataFolderError(
            f"{settings.database_file} is a database of another program. "
            "Write another file in ORDERBELL_DATABASE_URL, or leave it out."
        )
    known = list_revisions()
    if revision not in known:
        raise DataFolderError(
            f"This database was written by a newer OrderBell (its schema is {revision}, the newest that this program "
            f"knows is {known[0]}). Start that version again; nothing has changed.\n"
            "To go back for good, restore a backup from before the upgrade, by its name: `main.py restore NAME`. "
            f"{format_choice(list_backups(settings))}"
        )


def _upgrade(settings: Settings) -> None:
    before, orphans_before = count_rows(settings.database_file), find_orphans(settings.database_file)
    try:
        made = create_backup(settings, datetime.now(UTC))
    except BackupError as error:
        raise DataFolderError(f"The tables must be migrated, which needs a backup first. {error}") from error
    try:
        migrate(settings)
        if lost := _find_lost_rows(before, count_rows(settings.database_file)):
            raise DataFolderError(f"rows would be lost in {', '.join(lost)}")  # noqa: TRY301  handled below with other failures
        if orphaned := sorted(set(find_orphans(settings.database_file)) - set(orphans_before)):
            raise DataFolderError(f"rows of {', '.join(orphaned)} would lose their parent rows")  # noqa: TRY301  see above
    except Exception as error:
        restore(settings, made, datetime.now(UTC))
        raise DataFolderError(
            f"The tables could not be brought up to date: {describe_error(error)}. The database is as it was before. "
            f"Start the previous version and report the error; the backup is {made}."
        ) from error


# A table that a migration drops is not in `after`.
def _find_lost_rows(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [table for table, count in before.items() if after.get(table, count) < count]


def _suggest_backup(settings: Settings) -> str:
    if not (newest := newest_restorable(settings, datetime.now(UTC))):
        return "There is no backup that this version can open. SQLite's `.recover` may rescue part of the data."
    return (
        f"The newest backup is {newest.name}. To go on with it: `main.py restore`; "
        "orders and taps from after it are not in it."
    )
