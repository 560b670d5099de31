"""Dialect: what the storage needs of a database beyond the SQL that all share. One class for each database."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Insert, Table
    from sqlalchemy.engine import URL
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Topic(StrEnum):
    """What a transaction can have changed for the other processes; also the name of its notification channel."""

    ORDERS = "orders"
    RETENTION = "retention"
    MENU = "menu"
    NOTES = "notes"
    DELIVERIES = "deliveries"
    CREDENTIALS = "credentials"
    MESSAGES = "messages"
    SOURCES = "sources"
    NOTICES = "notices"
    SETTINGS = "settings"
    BELL = "bell"


# These change nothing that could be read again: a process that did not listen has missed them.
EVENTS = frozenset({Topic.BELL})

# What the other processes keep in memory of these tables is read again by them after each change.
TABLE_TOPICS = {
    "dishes": Topic.MENU,
    "stations": Topic.MENU,
    "notes": Topic.NOTES,
    "intakes": Topic.DELIVERIES,
    "keys": Topic.CREDENTIALS,
    "sessions": Topic.CREDENTIALS,
    "messages": Topic.MESSAGES,
    "settings": Topic.SETTINGS,
}


class Engines(NamedTuple):
    """The engines of one database, and how many write transactions it takes at a time."""

    writer: AsyncEngine
    reader: AsyncEngine
    max_writers: int


class Dialect(Protocol):
    """A database server or library."""

    def create_engines(self, url: URL) -> Engines:
        """Return the engines, which connect at first use."""

    async def end_connections(self) -> None:
        """End what is open still, once the engines are disposed of: what cancelled transactions have left."""

    def take_turn(self, *, is_urgent: bool) -> AbstractAsyncContextManager[None]:
        """Wait for a turn to write, where writers must queue in the process; raises NotSaved."""

    def is_outrun(self, error: DBAPIError) -> bool:
        """Whether the transaction failed because another was faster: run again, it finds what that one wrote."""

    def insert_new(self, table: Table) -> Insert:
        """Return an INSERT that leaves rows out which are there already."""

    async def lock(self, db: AsyncConnection, name: str) -> None:
        """Wait until no other transaction holds the lock of this name, and hold it until the end of this one."""

    async def announce(self, db: AsyncConnection, topic: Topic, payload: str = "") -> None:
        """Tell the other processes, once this transaction is committed, what it changed.

        Changes of the tables in TABLE_TOPICS are announced without a call.
        """

    async def probe_write(self, db: AsyncConnection) -> None:
        """Make a real write that changes nothing."""

    async def measure_bytes(self, db: AsyncConnection) -> int:
        """Return the size of the database in bytes."""
