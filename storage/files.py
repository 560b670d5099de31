"""Keeping files: moments as names, one process at a time in a folder, and nothing named before it is on the disk."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STAMP = "%Y-%m-%dT%H%M%S.%fZ"


class OperatorError(Exception):
    """Something could not be done; the message says why, and what to do, in the owner's words."""


def format_timestamp(at: datetime) -> str:
    """Write a moment (UTC) as a name that sorts by time and that every file system takes."""
    return at.astimezone(UTC).strftime(_STAMP)


def parse_timestamp(name: str) -> datetime | None:
    """Read the moment (UTC) of such a name; None for any other."""
    try:
        return datetime.strptime(name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def fsync(path: Path) -> None:
    """Return once a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def exclusive_lock(folder: Path) -> Iterator[None]:
    """Wait until no other process works in this folder this way, and keep others waiting meanwhile."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
