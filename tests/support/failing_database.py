"""A database whose transactions fail where a test says."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from domain.errors import NotSaved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database


@contextmanager
def unwritable(database: Database, after: int = 0) -> Iterator[None]:
    """Have each write transaction of a database raise NotSaved until the block ends, `after` so many that succeed."""
    begun, writing = count(), database.writing

    @asynccontextmanager
    async def refuse(**said: bool) -> AsyncIterator[Any]:
        if next(begun) >= after:
            raise NotSaved
        async with writing(**said) as db:
            yield db

    with patch.object(database, "writing", refuse):
        yield


class _Away:
    def connect(self) -> AsyncConnection:
        raise OperationalError("SELECT", None, OSError("the server is away"))


@contextmanager
def unreadable(database: Database) -> Iterator[None]:
    """Have no read transaction of a database reach it until the block ends."""
    with patch.object(database, "_reader", _Away()):
        yield


class FailingClaims:
    """A database; the first transaction that leases rows of a table is committed, and reports a failure."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database, self._table, self.has_failed = database, table, False

    @property
    def reading(self) -> Any:
        """Open read transactions, as ever."""
        return self._database.reading

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        """Open a write transaction; raises NotSaved after the first that leases rows."""
        async with self._database.writing() as db:
            yield db
        if not self.has_failed and await self._is_any_leased():
            self.has_failed = True
            raise NotSaved("the line was cut")

    async def _is_any_leased(self) -> bool:
        leased = select(self._table.c.id).where(self._table.c.leased_until.is_not(None))
        async with self._database.reading() as db:
            return await db.scalar(leased) is not None
