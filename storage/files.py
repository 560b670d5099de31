"""File helpers: sortable timestamp names, an exclusive directory lock (flock), fsync."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    """Flush a file's content, or a directory's entries, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Hold an exclusive lock on a directory; waits until no other process holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
