"""Ratings of guests: the latest of each order."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from domain.ratings import Rating
from storage.database import tables
from storage.database.link_changes import LinkChanges

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.database.engine import Database

_RATINGS = tables.ratings


class RatingStore:
    """Keeps ratings; they are deleted with their orders."""

    def __init__(self, database: Database) -> None:
        self._database, self._changes = database, LinkChanges()

    async def keep(self, rating: Rating) -> None:
        """Keep a rating in place of the order's earlier one, whose words stay if this one has none. Raises NotSaved.

        The same again is not written.
        """
        said = {"stars": rating.stars} | ({"words": rating.words} if rating.words else {})
        with self._changes.count(rating.order_id):
            if not await self._is_kept(rating.order_id, said):
                await self._write(rating, said)

    async def _is_kept(self, order_id: str, said: Mapping[str, object]) -> bool:
        same = [_RATINGS.c[name] == value for name, value in said.items()]
        async with self._database.reading() as db:
            kept = select(_RATINGS.c.order_id).where(_RATINGS.c.order_id == order_id, *same)
            return await db.scalar(kept) is not None

    async def _write(self, rating: Rating, said: Mapping[str, object]) -> None:
        earlier = update(_RATINGS).where(_RATINGS.c.order_id == rating.order_id)
        async with self._database.writing() as db:
            if not (await db.execute(earlier.values(**said, at=rating.at))).rowcount:
                await db.execute(insert(_RATINGS), asdict(rating))

    async def since(self, at: datetime) -> list[Rating]:
        """Return the ratings since a time (UTC), the newest first."""
        query = select(_RATINGS).where(_RATINGS.c.at >= at).order_by(_RATINGS.c.at.desc())
        async with self._database.reading() as db:
            return [Rating(row.order_id, row.stars, row.words, row.at) for row in await db.execute(query)]
