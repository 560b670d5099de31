"""Outage log: from when to when dishes were sold out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.database import tables

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def log_outages(db: AsyncConnection, sold_out: set[str], at: datetime) -> None:
    """Write that since `at` (UTC) these dishes are sold out, and no others; one that was already keeps its time."""
    kept = tables.outages.c
    back = update(tables.outages).where(kept.ended_at.is_(None), kept.dish.not_in(sold_out))
    await db.execute(back.values(ended_at=at))
    known = set(await db.scalars(select(kept.dish).where(kept.ended_at.is_(None))))
    if fresh := [{"dish": dish, "began_at": at} for dish in sorted(sold_out - known)]:
        await db.execute(insert(tables.outages), fresh)
