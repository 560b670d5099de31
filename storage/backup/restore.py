"""Restore of a backup. The database it replaces is set aside, never deleted."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.backup.backup import DATABASE_NAME, SECRETS, list_backups
from storage.backup.choosing import find_obstacle, format_choice
from storage.database.sqlite_file import COMPANIONS, open_database_file
from storage.errors import BackupError
from storage.files import format_timestamp, fsync

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.settings import Settings


def restore(settings: Settings, backup: Path, at: datetime) -> Path | None:
    """Replace the database by a backup; returns the folder of the replaced one, or None. Raises BackupError.

    The caller holds the lock of the data folder. All sessions end: one that was closed after the backup must not
    become valid again.
    """
    if obstacle := find_obstacle(backup):
        others = format_choice([other for other in list_backups(settings) if other != backup])
        raise BackupError(
            f"The backup {backup} cannot be used: {obstacle}. Nothing has changed. "
            f"Take another, by its name: `main.py restore NAME`. {others}"
        )
    place = settings.database_file
    fresh = restored_copy(settings)
    try:
        shutil.copyfile(backup / DATABASE_NAME, fresh)
        with open_database_file(fresh) as db:
            db.execute("DELETE FROM sessions")
        fsync(fresh)
        aside = set_aside(settings, at)
        _restore_secrets(settings, backup, aside)
        fresh.replace(place)
        fsync(place.parent)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"The backup {backup} could not be restored: {error}. Free some space and repeat.") from error
    return aside


_UNFINISHED = "unfinished"


def set_aside(settings: Settings, at: datetime) -> Path | None:
    """Move the database and its WAL into a new folder and return it; None when there is no database.

    The database moves first: without its WAL it looks whole but lacks the last taps. The folder gets its name when all
    of them are in it: what was killed midway is continued by the next call.
    """
    place = settings.database_file
    files = [path for suffix in ("", *COMPANIONS) if (path := place.with_name(place.name + suffix)).exists()]
    if not files:
        return None
    unfinished = aside_folder(settings) / _UNFINISHED
    if place.exists() and unfinished.exists():  # another database has taken the place of the one in there
        unfinished.rename(unfinished.with_name(format_timestamp(at - timedelta(microseconds=1))))
    unfinished.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in files:
        shutil.move(path, unfinished / path.name)
        fsync(place.parent)
    aside = unfinished.rename(unfinished.with_name(format_timestamp(at)))
    fsync(aside.parent)
    return aside


def restored_copy(settings: Settings) -> Path:
    """Return where a restored database is prepared before it takes its place."""
    place = settings.database_file
    return place.with_name(f"{place.name}.restored")


def aside_folder(settings: Settings) -> Path:
    """Return the folder of replaced and damaged databases."""
    return settings.data_dir / "set-aside"


def _restore_secrets(settings: Settings, backup: Path, aside: Path | None) -> None:
    for name in SECRETS:
        here, there = settings.data_dir / name, backup / name
        if not there.exists():
            continue
        if here.exists() and aside:
            shutil.copy2(here, aside / name)
        fresh = here.with_name(f"{name}.restored")
        shutil.copy2(there, fresh)
        fsync(fresh)
        fresh.replace(here)  # `rename` refuses on Windows when there is one
