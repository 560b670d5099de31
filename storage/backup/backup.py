"""Backups: a verified copy of the database and the push key, made beside the running kitchen, and put back again."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.database.sqlite_file import counts_in, find_damage, is_blank, looking_into, orphans_in, revision_of
from storage.files import OperatorError, exclusive_lock, format_timestamp, fsync, parse_timestamp
from storage.push.vapid import KEY_FILE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from storage.settings import Settings

DATABASE = "orderbell.sqlite3"
SECRETS = (KEY_FILE,)
KEPT_LATEST, KEPT_DAYS, KEPT_WEEKS = 3, 7, 4
# A backup must not take the space that taps need.
SPACE_LEFT = 50 * 1024**2
_UNFINISHED = ".unfinished-"


class BackupError(OperatorError):
    """The backup could not be made or used; the message says why and what to do."""


def create_backup(settings: Settings, at: datetime) -> Path:
    """Copy the database as it is at this moment (UTC), verify the copy, and return its folder; raises BackupFailed.

    Taps go on meanwhile. The copy has its final name only once it is whole and on the disk.
    """
    folder = backups_folder(settings)
    try:
        if is_blank(settings.database_file):
            raise BackupError(f"There is no database at {settings.database_file}. Is ORDERBELL_DATA_DIR right?")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with exclusive_lock(folder):
            _clear_unfinished(folder)
            _need_space(settings.database_file, folder)
            return _made(settings, folder, format_timestamp(at))
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"The backup could not be made in {folder}: {error}. Nothing else has changed.") from error


def backups(settings: Settings) -> list[Path]:
    """Return the folders of all finished backups, the newest first."""
    folder = backups_folder(settings)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((path for path in found if made_at(path) and (path / DATABASE).exists()), reverse=True)


def listed(kept: list[Path]) -> str:
    """Name these backups for the owner, to choose one."""
    return "Those that are there, the newest first:" + ("".join(f"\n  {one.name}" for one in kept) or " none.")


def backups_folder(settings: Settings) -> Path:
    """Return the folder that the backups are in."""
    return settings.data_dir / "backups"


def made_at(backup: Path) -> datetime | None:
    """Return when a backup was made (UTC), by its name; None for what is no backup."""
    return parse_timestamp(backup.name)


def find_flaw(backup: Path) -> str:
    """Return what is wrong with a backup, or nothing when it can be restored."""
    path = backup / DATABASE
    try:
        if damage := find_damage(path):
            return damage
        if orphans := orphans_in(path):
            return f"rows without their order in {', '.join(orphans)}"
        return "" if revision_of(path) else "it is no database of OrderBell"
    except (OSError, sqlite3.Error) as error:
        return str(error)


def rotate(settings: Settings) -> list[Path]:
    """Delete the backups that newer ones stand for, and return those.

    Kept are the latest few, then one a day, then one a week; but none with orders that should be purged by now.
    """
    made = {path: at for path in backups(settings) if (at := made_at(path))}
    kept = to_keep(made.values(), timedelta(days=settings.keep_days))
    dropped = [path for path, at in made.items() if at not in kept]
    for path in dropped:
        shutil.rmtree(path)
    return dropped


def to_keep(times: Collection[datetime], longest: timedelta) -> set[datetime]:
    """Choose which of these backups to keep; the newest always."""
    newest_first = sorted(times, reverse=True)
    if not newest_first:
        return set()
    young = [at for at in newest_first if newest_first[0] - at <= longest]
    days = {at.date(): at for at in reversed(young)}
    weeks = {at.isocalendar()[:2]: at for at in reversed(young)}
    return {*young[:KEPT_LATEST], *_latest(days.values(), KEPT_DAYS), *_latest(weeks.values(), KEPT_WEEKS)}


def is_due(settings: Settings, now: datetime, night: datetime) -> bool:
    """Whether last night's backup is still to be made; `night` (UTC) is when it should have been, at the latest.

    A backup from the future, before the clock was set back, counts for nothing.
    """
    return not any(night <= at <= now for at in map(made_at, backups(settings)) if at)


def _made(settings: Settings, folder: Path, name: str) -> Path:
    fresh = folder / f"{_UNFINISHED}{name}"
    fresh.mkdir(mode=0o700)
    try:
        _copy(settings, fresh)
        finished = fresh.rename(folder / name)
    except BaseException:
        _clear_unfinished(folder)
        raise
    fsync(folder)
    return finished


def _copy(settings: Settings, fresh: Path) -> None:
    copy = fresh / DATABASE
    with looking_into(settings.database_file) as db:
        db.execute("VACUUM INTO ?", (str(copy),))
    for name in SECRETS:
        with suppress(FileNotFoundError):
            shutil.copy2(settings.data_dir / name, fresh / name)
    if flaw := find_flaw(fresh):
        raise sqlite3.DatabaseError(f"the copy is not whole ({flaw})")
    if not counts_in(copy):
        raise sqlite3.DatabaseError("the copy is empty")
    for path in (*fresh.iterdir(), fresh):
        fsync(path)


def _need_space(database: Path, folder: Path) -> None:
    needed = database.stat().st_size + SPACE_LEFT
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OSError(f"{free // 1024**2} MB are free, {needed // 1024**2} MB are needed")


def _clear_unfinished(folder: Path) -> None:
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path, ignore_errors=True)


def _latest(times: Iterable[datetime], count: int) -> list[datetime]:
    return sorted(times, reverse=True)[:count]
