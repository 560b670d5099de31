"""Choice of a backup to restore: this program cannot open one that a newer version made."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from storage.backup.backup import DATABASE_NAME, find_flaw, list_backups, pick_newest
from storage.database.migrating import list_revisions
from storage.database.sqlite_file import read_revision

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from storage.settings import Settings

_NEWER = "a newer OrderBell made it"


def newest_restorable(settings: Settings, now: datetime) -> Path | None:
    """Return the newest backup, as `newest_backup` does, of those that this program can open."""
    return pick_newest([backup for backup in list_backups(settings) if not is_newer(backup)], now)


def find_obstacle(backup: Path) -> str:
    """Return why this program cannot restore a backup, or an empty text."""
    return find_flaw(backup) or _NEWER * is_newer(backup)


def is_newer(backup: Path) -> bool:
    """Whether a newer version made a backup; not where it cannot be read, which is a flaw."""
    try:
        revision = read_revision(backup / DATABASE_NAME)
    except (OSError, sqlite3.Error):
        return False
    return revision is not None and revision not in list_revisions()


def format_choice(found: list[Path]) -> str:
    """Return a list of these backups from which the owner can choose."""
    lines = [f"\n  {one.name}{f' ({_NEWER})' * is_newer(one)}" for one in found]
    return "Available backups, newest first:" + ("".join(lines) or " none.")
