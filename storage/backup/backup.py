"""Backups: verified copies of the database and the push key, made while the kitchen runs, and their rotation."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database.sqlite_file import (
    count_rows,
    find_damage,
    find_orphans,
    find_triggers,
    is_blank,
    open_database_file,
    read_revision,
)
from storage.errors import BackupError
from storage.files import exclusive_lock, format_timestamp, fsync, parse_timestamp
from storage.push.vapid import KEY_FILE

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from storage.settings import Settings

DATABASE_NAME = "orderbell.sqlite3"
SECRETS = (KEY_FILE,)
MAX_LATEST_BACKUPS, MAX_DAILY_BACKUPS, MAX_WEEKLY_BACKUPS = 3, 7, 4
# Taps must find space after a backup.
MIN_FREE_BYTES_AFTER = 50 * 1024**2
log = logging.getLogger(__name__)

_UNFINISHED = ".unfinished-"


def create_backup(settings: Settings, at: datetime) -> Path:
    """Make a verified copy of the database, named by `at` (UTC), and return its folder; raises BackupError.

    Other processes may write meanwhile. The folder gets its final name after verification and fsync.
    """
    folder = backups_folder(settings)
    try:
        if is_blank(settings.database_file):
            raise BackupError(f"There is no database at {settings.database_file}. Is ORDERBELL_DATA_DIR right?")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with exclusive_lock(folder):
            _delete_unfinished(folder)
            _check_space(settings.database_file, folder)
            return _write_backup(settings, folder, format_timestamp(at))
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"The backup could not be made in {folder}: {error}. Nothing else has changed.") from error


def list_backups(settings: Settings) -> list[Path]:
    """Return the folders of all finished backups that this user may read, newest first."""
    folder = backups_folder(settings)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((path for path in found if backup_time(path) and _is_finished(path)), reverse=True)


def newest_backup(settings: Settings, now: datetime) -> Path | None:
    """Return the newest backup that is not from the future; the newest of all when each is, None without any.

    One from the future was made while the clock was wrong: nobody knows when.
    """
    return pick_newest(list_backups(settings), now)


def pick_newest(newest_first: list[Path], now: datetime) -> Path | None:
    """Return of these backups the one that `newest_backup` means."""
    past = (path for path in newest_first if not is_from_future(path, now))
    return next(past, newest_first[0] if newest_first else None)


def is_from_future(backup: Path, now: datetime) -> bool:
    """Whether a backup bears a time after `now` (UTC)."""
    return (backup_time(backup) or now) > now


def backups_folder(settings: Settings) -> Path:
    """Return the folder of the backups."""
    return settings.data_dir / "backups"


def backup_time(backup: Path) -> datetime | None:
    """Return when a backup was made (UTC), from its name; None for another folder."""
    return parse_timestamp(backup.name)


def find_flaw(backup: Path) -> str:
    """Return why a backup cannot be restored, or an empty text."""
    path = backup / DATABASE_NAME
    try:
        if damage := find_damage(path):
            return damage
        if orphans := find_orphans(path):
            return f"rows without their order in {', '.join(orphans)}"
        if triggers := find_triggers(path):
            return f"it has triggers, and OrderBell makes none: {', '.join(triggers)}"
        return "" if read_revision(path) else "it is not a database of OrderBell"
    except (OSError, sqlite3.Error) as error:
        return str(error)


def rotate(settings: Settings, now: datetime) -> list[Path]:
    """Delete superseded backups and return their folders.

    Retention: the latest three, one a day for seven days, one a week for four weeks, and none older than KEEP_DAYS,
    because it holds orders that must be deleted by now. Those after `now` (UTC) are chosen from apart: the clock was
    wrong then or is wrong now, and neither may delete the others.
    """
    times = {path: at for path in list_backups(settings) if (at := backup_time(path))}
    max_age = timedelta(days=settings.keep_days)
    past = choose_kept([at for at in times.values() if at <= now], max_age)
    future = choose_kept([at for at in times.values() if at > now], max_age)
    superseded = [path for path, at in times.items() if at not in past | future]
    return [path for path in superseded if _delete(path)]


# One of another user's must not hide the others.
def _is_finished(backup: Path) -> bool:
    try:
        return (backup / DATABASE_NAME).exists()
    except PermissionError as error:
        log.warning("a backup is left out: %s", error)
        return False


# One that cannot be deleted must stop neither the others nor the purge.
def _delete(backup: Path) -> bool:
    try:
        shutil.rmtree(backup)
    except OSError as error:
        log.error("the old backup %s could not be deleted, delete it by hand: %s", backup, error)  # noqa: TRY400
        return False
    return True


def choose_kept(times: Collection[datetime], max_age: timedelta) -> set[datetime]:
    """Return the times of the backups to keep; always the newest."""
    newest_first = sorted(times, reverse=True)
    if not newest_first:
        return set()
    recent = [at for at in newest_first if newest_first[0] - at <= max_age]
    days = {at.date(): at for at in reversed(recent)}
    weeks = {at.isocalendar()[:2]: at for at in reversed(recent)}
    return {
        *recent[:MAX_LATEST_BACKUPS],
        *sorted(days.values())[-MAX_DAILY_BACKUPS:],
        *sorted(weeks.values())[-MAX_WEEKLY_BACKUPS:],
    }


def _write_backup(settings: Settings, folder: Path, name: str) -> Path:
    unfinished = folder / f"{_UNFINISHED}{name}"
    unfinished.mkdir(mode=0o700)
    try:
        _copy(settings, unfinished)
        finished = unfinished.rename(folder / name)
    except BaseException:
        _delete_unfinished(folder)
        raise
    fsync(folder)
    return finished


def _copy(settings: Settings, target: Path) -> None:
    copy = target / DATABASE_NAME
    with open_database_file(settings.database_file) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    for name in SECRETS:
        with suppress(FileNotFoundError):
            shutil.copy2(settings.data_dir / name, target / name)
    if flaw := find_flaw(target):
        raise sqlite3.DatabaseError(f"the copy is damaged ({flaw})")
    if not count_rows(copy):
        raise sqlite3.DatabaseError("the copy is empty")
    for path in (*target.iterdir(), target):
        fsync(path)


def _check_space(database: Path, folder: Path) -> None:
    needed = database.stat().st_size + MIN_FREE_BYTES_AFTER
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OSError(f"{free // 1024**2} MB are free, {needed // 1024**2} MB are needed")


def _delete_unfinished(folder: Path) -> None:
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)
