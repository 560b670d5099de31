"""Ratings of guests: the latest of each order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from domain.ratings import Rating
from storage.database import tables
from storage.database.link_changes import LinkChanges

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database.engine import Database

_RATINGS = tables.ratings


class RatingStore:
    """Keeps ratings; they are deleted with their orders."""

    def __init__(self, database: Database) -> None:
        self._database, self._changes = database, LinkChanges()

    async def keep(self, rating: Rating) -> None:
        """Keep a rating in place of the order's earlier one; the same again is not written. Raises NotSaved."""
        with self._changes.count(rating.order_id):
            if not await self._is_kept(rating):
                await self._write(rating)

    async def _is_kept(self, rating: Rating) -> bool:
        same = (
            _RATINGS.c.order_id == rating.order_id,
            _RATINGS.c.stars == rating.stars,
            _RATINGS.c.words == rating.words,
        )
        async with self._database.reading() as db:
            return await db.scalar(select(_RATINGS.c.order_id).where(*same)) is not None

    async def _write(self, rating: Rating) -> None:
        row = {"order_id": rating.order_id, "stars": rating.stars, "words": rating.words, "at": rating.at}
        async with self._database.writing() as db:
            await db.execute(delete(_RATINGS).where(_RATINGS.c.order_id == rating.order_id))
            await db.execute(insert(_RATINGS), row)

    async def since(self, at: datetime) -> list[Rating]:
        """Return the ratings since a time (UTC), the newest first."""
        query = select(_RATINGS).where(_RATINGS.c.at >= at).order_by(_RATINGS.c.at.desc())
        async with self._database.reading() as db:
            return [Rating(row.order_id, row.stars, row.words, row.at) for row in await db.execute(query)]
