"""SQLite: one writer, several readers, and the PRAGMAs that make it durable. All that SQLite alone can do is here.

`sqlite_file` inspects a file that may be damaged.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Insert, Table, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.database.bare_text import bare_text
from storage.database.dialect import Engines, Topic
from storage.database.sqlite_connection import SqliteConnections
from storage.database.write_turns import WriteTurns

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection
    from sqlalchemy.engine import URL
    from sqlalchemy.exc import DBAPIError

# How long SQLite waits for a lock of another program.
BUSY_MILLISECONDS = 500
# Each connection has a page cache, which fills over days (2 MB by default). The operating system caches the file, too.
_CACHE = "cache_size=-512"  # in KiB where it is negative (sqlite.org/pragma.html#pragma_cache_size)
# A simulated power cut lost acknowledged changes in 25 of 60 cycles with NORMAL and in none with FULL, which costs 6 %.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", _CACHE)
# Only the writer checkpoints: two concurrent checkpoints can corrupt the WAL (WAL-reset bug, SQLite before 3.51.3).
_READER_PRAGMAS = ("busy_timeout=5000", "query_only=ON", "wal_autocheckpoint=0", _CACHE)
# "OBel" in the header of the database file. Writing it is a real write that changes no data.
_APPLICATION_ID = 0x4F42656C


class SqliteDialect:
    """A file that one process writes: its locks are the turns at the writer, and nobody else is to be told."""

    def __init__(self) -> None:
        self._turns = WriteTurns()
        self._connections = SqliteConnections()

    def create_engines(self, url: URL) -> Engines:
        """Return a writer of one connection and readers that cannot write."""
        connect = partial(self._connections.open, str(url.database))
        writer = create_async_engine(url, async_creator=connect, pool_size=1, max_overflow=0, pool_timeout=1)
        reader = create_async_engine(url, async_creator=connect, pool_size=2, max_overflow=2)
        _prepare(writer, PRAGMAS, begin="BEGIN IMMEDIATE")
        _prepare(reader, _READER_PRAGMAS, begin="BEGIN")
        return Engines(writer, reader, max_writers=1)

    async def end_connections(self) -> None:
        """End the connections that cancelled transactions have left."""
        await self._connections.end()

    def take_turn(self, *, is_urgent: bool) -> AbstractAsyncContextManager[None]:
        """Wait for the writer: an urgent change goes before all others that wait."""
        return self._turns.take(is_urgent=is_urgent)

    def is_outrun(self, _: DBAPIError) -> bool:
        """Nobody else writes."""
        return False

    def insert_new(self, table: Table) -> Insert:
        """Return an INSERT with ON CONFLICT DO NOTHING."""
        return sqlite.insert(table).on_conflict_do_nothing()

    async def lock(self, db: AsyncConnection, name: str) -> None:
        """Do nothing: BEGIN IMMEDIATE has locked the whole database."""

    async def announce(self, db: AsyncConnection, topic: Topic, payload: str = "") -> None:
        """Do nothing: there is no other process."""

    async def probe_write(self, db: AsyncConnection) -> None:
        """Write the application id."""
        await db.exec_driver_sql(f"PRAGMA application_id={_APPLICATION_ID}")

    async def measure_bytes(self, db: AsyncConnection) -> int:
        """Return the size of the file, without what is still in its log."""
        pages = (await db.exec_driver_sql("PRAGMA page_count")).scalar_one()
        return int(pages * (await db.exec_driver_sql("PRAGMA page_size")).scalar_one())


def _prepare(engine: AsyncEngine, pragmas: tuple[str, ...], *, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        connection.isolation_level = None  # disables the driver's implicit BEGIN; see `begin` below
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        connection.create_function("bare", 1, bare_text, deterministic=True)

    @event.listens_for(engine.sync_engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
