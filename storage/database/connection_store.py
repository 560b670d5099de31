"""Connection store: order sources, webhooks and printers as the owner set them up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, insert, or_, select, update

from domain.connections import Connection, ConnectionType, OrderNews
from storage.database import tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database

_TABLE = tables.connections
_COLUMNS = _TABLE.c


class ConnectionStore:
    """Storage of connections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, type_: ConnectionType | None = None) -> list[Connection]:
        """Return the connections of a type, or all, in the order they were made."""
        async with self._database.reading() as db:
            return await load_connections(db, type_)

    async def find(self, connection_id: int) -> Connection | None:
        """Return a connection, or None."""
        return next((one for one in await self.read() if one.id == connection_id), None)

    async def find_source(self, name: str) -> Connection | None:
        """Return the order source of this name if it is on, or None."""
        sources = await self.read(ConnectionType.SOURCE)
        return next((one for one in sources if one.name == name and one.is_on), None)

    async def add(self, connection: Connection) -> Connection:
        """Write a new connection and return it with its id; raises NotSaved."""
        async with self._database.writing() as db:
            made = await db.execute(insert(_TABLE).values(_to_row(connection)).returning(_TABLE))
            return _to_connection(made.mappings().one())

    async def change(self, connection: Connection) -> None:
        """Write a connection in place of the one with its id; raises NotSaved."""
        async with self._database.writing() as db:
            await db.execute(update(_TABLE).where(_COLUMNS.id == connection.id).values(_to_row(connection)))

    async def delete(self, connection_id: int) -> None:
        """Delete a connection with its messages; raises NotSaved."""
        async with self._database.writing() as db:
            await db.execute(delete(_TABLE).where(_COLUMNS.id == connection_id))

    async def record_poll(self, connection_id: int, at: datetime, problem: str) -> None:
        """Write what a poll of a source found wrong, or when it last went well (UTC); raises NotSaved.

        One that went well clears what a poll has written: why a message did not arrive stands until one does.
        """
        if problem:
            await self.record_state(connection_id, at, problem)
            return
        row = update(_TABLE).where(_COLUMNS.id == connection_id)
        async with self._database.writing() as db:
            await db.execute(row.values(polled_at=at))
            await db.execute(row.where(~_is_of_message()).values(problem=""))

    async def record_state(self, connection_id: int, at: datetime, problem: str) -> None:
        """Write what is wrong with a printer, or since when it is well (UTC); raises NotSaved."""
        said = {"problem": problem, "problem_at": at} if problem else {"problem": "", "polled_at": at}
        async with self._database.writing() as db:
            await db.execute(update(_TABLE).where(_COLUMNS.id == connection_id).values(said))


async def load_connections(db: AsyncConnection, type_: ConnectionType | None = None) -> list[Connection]:
    """Read the connections of a type, or all."""
    query = select(_TABLE).order_by(_COLUMNS.id)
    query = query if type_ is None else query.where(_COLUMNS.type == type_)
    return [_to_connection(row) for row in (await db.execute(query)).mappings()]


# Of a message that waits for its next attempt, or that was given up no earlier than this was written.
def _is_of_message() -> ColumnElement[bool]:
    message = tables.messages.c
    is_same = message.connection_id == _COLUMNS.id, message.problem == _COLUMNS.problem
    return exists().where(*is_same, or_(message.outcome.is_(None), message.settled_at >= _COLUMNS.problem_at))


def _to_row(connection: Connection) -> dict[str, Any]:
    return {
        "type": connection.type.value,
        "name": connection.name,
        "options": json.dumps(dict(connection.options)),
        "news": ",".join(sorted(connection.news)),
        "is_on": connection.is_on,
        "made_at": connection.made_at,
        "problem": connection.problem,
        "problem_at": connection.problem_at,
        "polled_at": connection.polled_at,
    }


def _to_connection(row: RowMapping) -> Connection:
    read = {
        "type": ConnectionType(row["type"]),
        "options": json.loads(row["options"]),
        "news": frozenset(OrderNews(one) for one in row["news"].split(",") if one),
    }
    return Connection(**{**row, **read})
