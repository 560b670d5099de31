"""The database: write and read transactions, on SQLite or on PostgreSQL."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from domain.errors import NotRead, NotSaved, Outrun
from storage.database.postgresql import PostgresqlDialect
from storage.database.sqlite import SqliteDialect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from storage.database.dialect import Dialect

log = logging.getLogger(__name__)

# Transactions that still run when the database is closed are given a second.
CLOSING_LOOK_SECONDS, MAX_CLOSING_LOOKS = 0.01, 100

_DIALECTS: dict[str, type[Dialect]] = {"sqlite": SqliteDialect, "postgresql": PostgresqlDialect}


class Database:
    """The database of one restaurant. Engines connect at first use. `aclose` it before the event loop ends."""

    def __init__(self, url: URL) -> None:
        self.dialect = _DIALECTS[url.get_backend_name()]()
        self._writer, self._reader, self.max_writers = self.dialect.create_engines(url)

    @asynccontextmanager
    async def writing(self, *, is_urgent: bool = False) -> AsyncIterator[AsyncConnection]:
        """Open a write transaction; raises NotSaved when the database cannot take it.

        That is known within two seconds on SQLite; on PostgreSQL each statement has its own limits. An urgent one, of a
        tap or an order, goes before all that wait. Raises Outrun when another process was faster: run again, the
        transaction finds what that one wrote.
        """
        try:
            async with self.dialect.take_turn(is_urgent=is_urgent), self._writer.begin() as connection:
                yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            name = _name_of(error)
            if isinstance(error, DBAPIError) and self.dialect.is_outrun(error):
                raise Outrun(name) from error
            log.error("a change was not saved: %s", error)  # noqa: TRY400  the traceback would quote the row
            raise NotSaved(name) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a read transaction, a snapshot of the database; raises NotRead while it is away."""
        try:
            async with self._reader.connect() as connection:
                yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            log.error("the database was not read: %s", error)  # noqa: TRY400  as above
            raise NotRead(_name_of(error)) from error

    async def aclose(self) -> None:
        """Close all connections and their threads, once the transactions that were cancelled are rolled back."""
        for _ in range(MAX_CLOSING_LOOKS):
            if not (_is_in_use(self._reader) or _is_in_use(self._writer)):
                break
            await asyncio.sleep(CLOSING_LOOK_SECONDS)
        await self._reader.dispose()
        await self._writer.dispose()
        await self.dialect.end_connections()


def _name_of(error: Exception) -> str:
    return type(getattr(error, "orig", error)).__name__


def _is_in_use(engine: AsyncEngine) -> bool:
    return isinstance(engine.pool, QueuePool) and engine.pool.checkedout() > 0
