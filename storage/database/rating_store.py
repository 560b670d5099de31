"""Ratings of guests: the latest of each order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from domain.ratings import Rating
from storage.database import tables

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database.engine import Database

_RATINGS = tables.ratings


class RatingStore:
    """Keeps ratings; they are deleted with their orders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, rating: Rating) -> None:
        """Keep a rating in place of the order's earlier one; raises NotSaved."""
        row = {"order_id": rating.order_id, "stars": rating.stars, "words": rating.words, "at": rating.at}
        async with self._database.writing() as db:
            await db.execute(delete(_RATINGS).where(_RATINGS.c.order_id == rating.order_id))
            await db.execute(insert(_RATINGS), row)

    async def since(self, at: datetime) -> list[Rating]:
        """Return the ratings since a time (UTC), the newest first."""
        query = select(_RATINGS).where(_RATINGS.c.at >= at).order_by(_RATINGS.c.at.desc())
        async with self._database.reading() as db:
            return [Rating(row.order_id, row.stars, row.words, row.at) for row in await db.execute(query)]
