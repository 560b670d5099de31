"""Opening the restaurant's data: lock it, see that it is whole and ours, bring its tables up to date.

It never starts empty in silence: where a database was before, one must be, or the owner is asked.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from sqlalchemy.exc import DBAPIError

from storage.backup.backup import BackupError, backups, backups_folder, create_backup, listed
from storage.backup.restore import aside_folder, restore, set_aside
from storage.database.sqlite_file import (
    counts_in,
    find_damage,
    is_blank,
    known_revisions,
    looking_into,
    migrations_config,
    orphans_in,
    revision_of,
)
from storage.files import OperatorError
from storage.push.vapid import KEY_FILE, read_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.settings import Settings


class DataFolderError(OperatorError):
    """The data cannot be opened; the message says why and what to do."""


@contextmanager
def open_data_folder(settings: Settings) -> Iterator[None]:
    """Hold the data folder for this process alone, its database whole and migrated; raises CannotOpen."""
    with locked(settings):
        try:
            _check_and_migrate(settings)
            _try_to_write(settings.database_file)
            _read_push_key(settings)
        except (OSError, sqlite3.Error) as error:
            raise DataFolderError(
                f"The database {settings.database_file} cannot be opened: {error}. "
                "See that the disk has space and that this user may write there; `main.py doctor` looks into it."
            ) from error
        yield


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Hold the data folder, and a database elsewhere, for this process alone; raises CannotOpen."""
    with ExitStack() as held:
        held.enter_context(_held(settings.data_dir, settings.data_dir / "lock", "ORDERBELL_DATA_DIR"))
        file = settings.database_file
        if file.parent != settings.data_dir:
            held.enter_context(_held(file, file.with_name(f"{file.name}.lock"), "ORDERBELL_DATABASE_URL"))
        yield


@contextmanager
def temporary_data_folder(settings: Settings) -> Iterator[Settings]:
    """Give the same settings with a data folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="orderbell-demo-") as folder:
        yield settings.model_copy(update={"data_dir": Path(folder), "database_url": None})


def migrate(settings: Settings) -> None:
    """Bring the tables to the newest migration."""
    config = migrations_config()
    config.attributes["url"] = settings.database.set(drivername="sqlite")
    command.upgrade(config, "head")


def _check_and_migrate(settings: Settings) -> None:
    if is_blank(settings.database_file):
        _refuse_to_begin_anew(settings)
        migrate(settings)
        return
    if damage := find_damage(settings.database_file):
        _put_away(settings, damage)
    revision = revision_of(settings.database_file)
    _refuse_stranger(settings, revision)
    if revision != known_revisions()[0]:
        _upgrade(settings)
    if orphans := orphans_in(settings.database_file):
        raise DataFolderError(
            f"The database has rows without the order they belong to, in {', '.join(orphans)}. {_offer(settings)}"
        )


# SQLite opens what it may only read without a word, and every tap would then be refused.
def _try_to_write(path: Path) -> None:
    with looking_into(path) as db:
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


def _put_away(settings: Settings, damage: str) -> None:
    aside = set_aside(settings, datetime.now(UTC))
    raise DataFolderError(
        f"The database was damaged ({damage}). It is kept as it was, in {aside}.\n{_offer(settings)}\n"
        "A damaged database often means a failing disk: see to that first."
    )


def _refuse_to_begin_anew(settings: Settings) -> None:
    traces = [folder for folder in (aside_folder(settings), backups_folder(settings)) if _has_something(folder)]
    if traces:
        raise DataFolderError(
            f"There is no database at {settings.database_file}, but there was one before. {_offer(settings)}\n"
            "To begin with an empty one instead, choose another folder with ORDERBELL_DATA_DIR, "
            f"or move this away: {', '.join(map(str, traces))}."
        )


def _has_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _refuse_stranger(settings: Settings, revision: str | None) -> None:
    if revision is None:
        raise DataFolderError(
            f"{settings.database_file} is a database, but not one of OrderBell. "
            "Write another file in ORDERBELL_DATABASE_URL, or leave it out."
        )
    known = known_revisions()
    if revision not in known:
        raise DataFolderError(
            f"This database was written by a newer OrderBell (its tables are at {revision}, this program knows them "
            f"up to {known[0]}). Start that version again; nothing has changed.\n"
            "To go back for good, restore a backup from before the upgrade, by its name: `main.py restore NAME`. "
            f"{listed(backups(settings))}"
        )


def _upgrade(settings: Settings) -> None:
    before, torn_before = counts_in(settings.database_file), orphans_in(settings.database_file)
    try:
        kept = create_backup(settings, datetime.now(UTC))
    except BackupError as error:
        raise DataFolderError(f"The tables must be migrated, which needs a backup first. {error}") from error
    try:
        migrate(settings)
        if lost := _lost(before, counts_in(settings.database_file)):
            raise DataFolderError(f"rows would be lost in {', '.join(lost)}")  # noqa: TRY301  answered below, like the rest
        if torn := sorted(set(orphans_in(settings.database_file)) - set(torn_before)):
            raise DataFolderError(f"rows of {', '.join(torn)} would lose what they belong to")  # noqa: TRY301  the same
    except (DataFolderError, DBAPIError) as error:
        restore(settings, kept, datetime.now(UTC))
        raise DataFolderError(
            f"The tables could not be brought up to date: {error}. The database is as it was before. "
            f"Start the version from before, and tell whoever cares for OrderBell; the backup is {kept}."
        ) from error


# A table that a migration drops on purpose is not in `after`.
def _lost(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [table for table, count in before.items() if after.get(table, count) < count]


def _offer(settings: Settings) -> str:
    if not (kept := backups(settings)):
        return "There is no backup to offer. What can be read of it may be rescued with SQLite's `.recover`."
    return (
        f"The newest backup is {kept[0].name}. To go on with it: `main.py restore`; "
        "orders and taps from after it are not in it."
    )


@contextmanager
def _held(what: Path, by: Path, setting: str) -> Iterator[None]:
    lock = _lock_file(what, by, setting)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(lock, 20, 0).decode(errors="replace").strip()
        os.close(lock)
        raise DataFolderError(
            f"OrderBell is already running on {what}{f' (process {holder})' if holder else ''}. "
            f"Stop it first, or choose another with {setting}."
        ) from error
    try:
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(lock)


def _lock_file(what: Path, by: Path, setting: str) -> int:
    try:
        by.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(by, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise DataFolderError(
            f"{what} cannot be used ({error.strerror}). "
            f"Choose another with {setting}, or give this user the right to write there."
        ) from error
