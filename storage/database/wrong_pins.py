"""Wrong PINs: how many there were and when, counted by all processes together. One process alone needs no table."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select

from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Delete
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database

MAX_ROWS = 4096
# Longer than any wrong PIN counts.
KEEP = timedelta(hours=1)
_WRONG_PINS = tables.wrong_pins.c


class WrongPins:
    """Counts by name, of which only digests are stored: some are tokens. Ages are by the clock of the server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, names: Iterable[str]) -> dict[str, tuple[int, float]]:
        """Return by name how many there were, and the seconds since the latest; a name without any is left out."""
        async with self._database.reading() as db:
            return await _read(db, names, await _read_time(db))

    async def change(
        self,
        names: Iterable[str],
        count: Callable[[Mapping[str, tuple[int, float]]], Mapping[str, tuple[int, float]]],
    ) -> None:
        """Write what `count` makes of the counts of these names, as no other process changes them; raises NotSaved."""
        async with self._database.writing() as db:
            await self._database.dialect.lock(db, "wrong PINs")
            now = await _read_time(db)
            counted = count(await _read(db, names, now))
            await db.execute(delete(tables.wrong_pins).where(_WRONG_PINS.digest.in_(map(_digest, names))))
            rows = [
                {"digest": _digest(name), "count": number, "latest_at": now - timedelta(seconds=age)}
                for name, (number, age) in counted.items()
            ]
            if rows:
                await db.execute(insert(tables.wrong_pins), rows)
            await db.execute(delete_old(now))


def delete_old(now: datetime) -> Delete:
    """Return the statement that deletes what no longer counts at this time (UTC), and what is too much."""
    newest_first = select(_WRONG_PINS.digest).order_by(_WRONG_PINS.latest_at.desc())
    return delete(tables.wrong_pins).where(
        or_(_WRONG_PINS.latest_at < now - KEEP, _WRONG_PINS.digest.in_(newest_first.offset(MAX_ROWS)))
    )


async def _read(db: AsyncConnection, names: Iterable[str], now: datetime) -> dict[str, tuple[int, float]]:
    by_digest = {_digest(name): name for name in names}
    rows = await db.execute(select(tables.wrong_pins).where(_WRONG_PINS.digest.in_(by_digest)))
    return {by_digest[digest]: (count, max(0.0, (now - at).total_seconds())) for digest, count, at in rows}


# The clocks of several machines may differ: the server's is one.
async def _read_time(db: AsyncConnection) -> datetime:
    now: datetime = (await db.execute(select(func.current_timestamp()))).scalar_one()
    return now.astimezone(UTC)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
