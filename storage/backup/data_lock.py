"""Lock of the data folder and its database, so that one process works on them at a time."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from storage.errors import DataFolderError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from storage.settings import Settings

# Another folder would begin with an empty database.
_FULL = {errno.ENOSPC, errno.EDQUOT}


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


# The holder's number has a file of its own: on Windows nobody else can read a locked one.
@contextmanager
def _held(what: Path, by: Path, setting: str) -> Iterator[None]:
    lock, holder = FileLock(by, timeout=0, mode=0o600), by.with_name(f"{by.name}.pid")
    try:
        by.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
        holder.unlink(missing_ok=True)
        holder.write_text(str(os.getpid()))
    except Timeout as error:
        raise DataFolderError(
            f"OrderBell is already running on {what}{_said_process(holder)}. "
            f"Stop it first, or choose another with {setting}."
        ) from error
    except OSError as error:
        lock.release()
        other = f"Choose another with {setting}, or give this user the right to write there."
        advice = "Make room on its disk." if error.errno in _FULL else other
        raise DataFolderError(f"{what} cannot be used ({error.strerror}). {advice}") from error
    try:
        yield
    finally:
        lock.release()


def _said_process(holder: Path) -> str:
    with suppress(OSError, ValueError):
        return f" (process {int(holder.read_text('ascii'))})"
    return ""
