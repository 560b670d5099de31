"""File helpers: sortable timestamp names, an exclusive lock, fsync, names of users."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock

if TYPE_CHECKING:
    from pathlib import Path

IS_WINDOWS = os.name == "nt"
_TIMESTAMP_FORMAT = "%Y-%m-%dT%H%M%S.%fZ"


def format_timestamp(at: datetime) -> str:
    """Return a time (UTC) as a file name that sorts by time and is valid on every file system."""
    return at.astimezone(UTC).strftime(_TIMESTAMP_FORMAT)


def parse_timestamp(name: str) -> datetime | None:
    """Return the time (UTC) that such a file name stands for; None for any other name."""
    try:
        return datetime.strptime(name, _TIMESTAMP_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


def fsync(path: Path) -> None:
    """Flush a file's content, or a directory's entries, to the disk. Windows flushes no directories."""
    if IS_WINDOWS and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if IS_WINDOWS else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def name_user(number: int) -> str:
    """Return the name of a user, or the number of one without a name, as containers have. Not for Windows."""
    import pwd  # noqa: PLC0415  Windows has none

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def exclusive_lock(folder: Path) -> FileLock:
    """Return an exclusive lock on a directory; entering it waits until no other process holds it."""
    return FileLock(folder.with_name(f"{folder.name}.lock"), mode=0o600)
