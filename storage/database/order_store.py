"""Order store on SQLAlchemy: durable storage of the orders, its transactions and its reads."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, or_, select

from domain.errors import NotRead
from domain.stages import Stage
from storage.database import tables
from storage.database.order_mapper import load_orders
from storage.database.unit_of_work import SqlUnitOfWork, load_menu

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from datetime import datetime

    from domain.menu import Menu
    from domain.order import Order
    from storage.database.engine import Database
    from storage.outgoing.message_writer import MessageWriter


class SqlOrderStore:
    """Durable storage of the orders."""

    def __init__(self, database: Database, messages: MessageWriter | None = None) -> None:
        """Keep them in this database; `messages` writes what other systems are to get of a change."""
        self._database, self._messages, self.max_writers = database, messages, database.max_writers

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open the book for one change; raises NotSaved when it cannot be kept."""
        async with self._database.writing(is_urgent=True) as connection:
            work = SqlUnitOfWork(connection, self._database.dialect, self._messages)
            yield work
        if self._messages and work.has_messages:
            self._messages.wake()

    async def load_current(self, since: datetime) -> list[Order]:
        """Read all orders that are open, or were closed after `since` (UTC)."""
        async with self._database.reading() as connection:
            return await load_orders(connection, _is_current(since))

    async def read_observations(self, since: datetime) -> dict[str, object]:
        """Read by order id the observations of what `load_current` reads, as `write_estimates` wrote them."""
        kept = tables.orders.c
        written = select(kept.id, kept.observation).where(_is_current(since), kept.observation.is_not(None))
        async with self._database.reading() as connection:
            return {row.id: json.loads(row.observation) for row in await connection.execute(written)}

    async def load(self, order_ids: Collection[str]) -> list[Order]:
        """Read orders, without those that are not there."""
        async with self._database.reading() as connection:
            return await load_orders(connection, tables.orders.c.id.in_(order_ids))

    async def load_by_token(self, token: str, since: datetime) -> Order | None:
        """Read the order of a guest's link, if it is open or was closed after `since` (UTC).

        Returns None, too, when the database cannot be read: visitors ask, with whatever links.
        """
        try:
            async with self._database.reading() as connection:
                found = await load_orders(connection, and_(tables.orders.c.token == token, _is_current(since)))
        except NotRead:
            return None
        return found[0] if found else None

    async def read_menu(self) -> Menu:
        """Read the menu."""
        async with self._database.reading() as connection:
            return await load_menu(connection)

    async def read_note(self, name: str) -> object:
        """Read the note of a name, or None."""
        async with self._database.reading() as connection:
            written = await connection.scalar(select(tables.notes.c.value).where(tables.notes.c.name == name))
        return None if written is None else json.loads(written)


# The links of merged orders show another one, which may be open still.
def _is_current(since: datetime) -> ColumnElement[bool]:
    kept = tables.orders.c
    return or_(kept.closed_at.is_(None), kept.closed_at > since, kept.closed == Stage.MERGED.value)
