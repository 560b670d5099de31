"""Opening the restaurant's data: lock it, make its folder, bring its tables up to date."""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"


class CannotOpen(Exception):
    """The data cannot be opened; the message says why and what to do."""


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """Hold the data folder for this process alone, its database migrated; raises CannotOpen."""
    _make_folder(settings.data_dir)
    with _locked(settings.data_dir):
        migrate(settings)
        yield


@contextmanager
def throw_away(settings: Settings) -> Iterator[Settings]:
    """Give the same settings with a data folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="orderbell-demo-") as folder:
        yield settings.model_copy(update={"data_dir": Path(folder), "database_url": None})


def migrate(settings: Settings) -> None:
    """Bring the tables to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = settings.database.set(drivername="sqlite")
    command.upgrade(config, "head")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotOpen(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Choose another with ORDERBELL_DATA_DIR, or give this user the right to write there."
        ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise CannotOpen(
            f"OrderBell is already running on {folder}. "
            "Stop it first, or choose another folder with ORDERBELL_DATA_DIR."
        ) from error
    try:
        yield
    finally:
        os.close(lock)
