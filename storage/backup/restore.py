"""Putting a backup back. What stood in its place is set aside, never deleted."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

from storage.backup.backup import DATABASE, SECRETS, BackupError, backups, find_flaw, listed
from storage.database.sqlite_file import COMPANIONS, looking_into
from storage.files import format_timestamp, fsync

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.settings import Settings


def restore(settings: Settings, backup: Path, at: datetime) -> Path | None:
    """Put a backup in the database's place; returns where what stood there is now. Raises BackupFailed.

    Only while nobody else has the database open. All tablets sign in anew: a session that was ended since must
    not come back with the backup.
    """
    if flaw := find_flaw(backup):
        others = listed([other for other in backups(settings) if other != backup])
        raise BackupError(
            f"The backup {backup} cannot be used: {flaw}. Nothing has changed. "
            f"Take another, by its name: `main.py restore NAME`. {others}"
        )
    place = settings.database_file
    fresh = place.with_name(f"{place.name}.restored")
    try:
        shutil.copyfile(backup / DATABASE, fresh)
        with looking_into(fresh) as db:
            db.execute("DELETE FROM sessions")
        fsync(fresh)
        aside = set_aside(settings, at)
        _restore_secrets(settings, backup, aside)
        fresh.rename(place)
        fsync(place.parent)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"The backup {backup} could not be put back: {error}. Free some space and repeat.") from error
    return aside


def set_aside(settings: Settings, at: datetime) -> Path | None:
    """Move the database with its log into a folder of its own, and return that; None when there was none.

    The database goes first: without its log it would look whole, and lack the last taps.
    """
    place = settings.database_file
    files = [path for suffix in ("", *COMPANIONS) if (path := place.with_name(place.name + suffix)).exists()]
    if not files:
        return None
    aside = aside_folder(settings) / format_timestamp(at)
    aside.mkdir(mode=0o700, parents=True)
    for path in files:
        shutil.move(path, aside / path.name)
        fsync(place.parent)
    return aside


def aside_folder(settings: Settings) -> Path:
    """Return the folder that replaced and damaged databases are in."""
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
        fresh.rename(here)
