"""Delivery store: bodies that senders delivered, compressed, the newest MAX_DELIVERIES of them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from domain.deliveries import Delivery, Outcome
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import RowMapping, Select

    from storage.database.engine import Database

# Bodies have a limit of their own; together they bound what a faulty sender can fill.
MAX_DELIVERIES = 10_000
# More at once are a fault of the sender, which the first of them show.
MAX_OPEN = 20
_TABLE = tables.intakes
_COLUMNS = _TABLE.c


class SqlDeliveryStore:
    """Storage of deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, delivery: Delivery) -> None:
        """Write a delivery; raises NotSaved."""
        async with self._database.writing() as db:
            newest = (await db.execute(insert(_TABLE).values(_to_row(delivery)).returning(_COLUMNS.id))).scalar_one()
            await db.execute(delete(_TABLE).where(_COLUMNS.id <= newest - MAX_DELIVERIES))

    async def find(self, delivery_id: int) -> Delivery | None:
        """Read a delivery, or None."""
        found = await self._read(select(_TABLE).where(_COLUMNS.id == delivery_id))
        return found[0] if found else None

    async def read(self, outcomes: Collection[Outcome], before: int | None, limit: int) -> list[Delivery]:
        """Read the newest deliveries of these outcomes, or of all if there are none, below the id `before`."""
        query = select(_TABLE).order_by(_COLUMNS.id.desc()).limit(limit)
        query = query.where(_COLUMNS.outcome.in_(outcomes)) if outcomes else query
        return await self._read(query if before is None else query.where(_COLUMNS.id < before))

    async def find_latest(self, source: str) -> Delivery | None:
        """Read the latest delivery of a source, or None."""
        of_source = select(_TABLE).where(_COLUMNS.source == source).order_by(_COLUMNS.id.desc()).limit(1)
        return next(iter(await self._read(of_source)), None)

    async def read_open(self, since: datetime) -> tuple[Delivery, ...]:
        """Read the refused deliveries after `since` (UTC) that nobody has dealt with: the first of each digest."""
        first = func.min(_COLUMNS.id)
        is_open = _COLUMNS.outcome == Outcome.REFUSED, _COLUMNS.settled_at.is_(None), _COLUMNS.at > since
        ids = select(first).where(*is_open).group_by(_COLUMNS.digest).order_by(first.desc()).limit(MAX_OPEN)
        return tuple(await self._read(select(_TABLE).where(_COLUMNS.id.in_(ids)).order_by(_COLUMNS.id.desc())))

    async def settle(self, digest: str, at: datetime) -> None:
        """Write that somebody has dealt with the deliveries of this digest; raises NotSaved."""
        open_ones = update(_TABLE).where(_COLUMNS.digest == digest, _COLUMNS.settled_at.is_(None))
        async with self._database.writing() as db:
            await db.execute(open_ones.values(settled_at=at))

    async def _read(self, query: Select[Any]) -> list[Delivery]:
        async with self._database.reading() as db:
            return [_to_delivery(row) for row in (await db.execute(query)).mappings()]


def _to_row(delivery: Delivery) -> dict[str, Any]:
    return {
        "at": delivery.at,
        "source": delivery.source,
        "outcome": delivery.outcome.value,
        "problem": delivery.problem,
        "body": zlib.compress(delivery.body),
        "digest": delivery.digest,
        "readable": delivery.readable,
        "order_id": delivery.order_id,
        "settled_at": delivery.settled_at,
    }


def _to_delivery(row: RowMapping) -> Delivery:
    kept = {name: value for name, value in row.items() if name != "digest"}
    return Delivery(**kept | {"outcome": Outcome(row["outcome"]), "body": zlib.decompress(row["body"])})
