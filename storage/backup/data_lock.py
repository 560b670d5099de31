"""Lock of the data folder and its database, so that one process works on them at a time."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from storage.errors import DataFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.settings import Settings


@contextmanager
def lock_data_folder(settings: Settings) -> Iterator[None]:
    """Lock the data folder and the database for this process; raises DataFolderError.

    The database is locked beside the file itself, whatever names and links lead to it.
    """
    with ExitStack() as held:
        held.enter_context(_held(settings.data_dir, settings.data_dir / "lock", "ORDERBELL_DATA_DIR"))
        file = settings.database_file.resolve()
        held.enter_context(_held(file, file.with_name(f"{file.name}.lock"), "ORDERBELL_DATABASE_URL"))
        yield


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
        return os.open(by, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise DataFolderError(
            f"{what} cannot be used ({error.strerror}). "
            f"Choose another with {setting}, or give this user the right to write there."
        ) from error
