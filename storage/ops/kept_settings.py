"""Kept settings: what the owner has written on the settings page, for commands that run without the server."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from domain.errors import NotRead
from storage.database.engine import Database
from storage.database.settings_store import SettingsStore
from storage.database.sqlite_file import is_blank

if TYPE_CHECKING:
    from storage.settings import Settings

UNREADABLE = (NotRead, SQLAlchemyError, sqlite3.Error, OSError, ImportError)


def read_kept(settings: Settings) -> None:
    """Put what the owner has written into the settings; raises one of UNREADABLE."""

    async def read() -> None:
        async with aclosing(Database(settings.database)) as database:
            await SettingsStore(database, settings).open()

    asyncio.run(read())


def with_kept(settings: Settings) -> Settings:
    """Return the settings with what the owner has written.

    A database that cannot be read is the doctor's to report; what the environment says is all there is then.
    """
    with suppress(*UNREADABLE):
        if settings.is_shared or not is_blank(settings.database_file):
            read_kept(settings)
    return settings
