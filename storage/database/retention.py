"""Forgetting: orders are deleted some days after they were closed, with everything that belongs to them."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, or_, select

from storage.database import tables
from storage.database.credentials import SESSION_LIFE

if TYPE_CHECKING:
    from datetime import datetime

    from storage.database.engine import Database

log = logging.getLogger(__name__)

# So few at a time that a tap hardly waits for them.
BATCH = 100


async def purge(database: Database, keep_days: int, now: datetime) -> list[str]:
    """Delete the orders of more than `keep_days` before `now` (UTC); returns their ids. Raises NotSaved.

    What counts is when an order was closed; one that nobody closed, when it was promised for. Items, timeline,
    taps, subscriptions and notices go with their order; sessions that have ended go as well.
    """
    purged: list[str] = []
    while some := await _purge_some(database, now - timedelta(days=keep_days)):
        purged += some
    async with database.writing() as db:
        await db.execute(delete(tables.sessions).where(tables.sessions.c.seen_at < now - SESSION_LIFE))
    if purged:
        log.info("purged %d orders of more than %d days ago", len(purged), keep_days)
    return purged


async def _purge_some(database: Database, before: datetime) -> list[str]:
    orders = tables.orders.c
    is_left_open = and_(orders.closed_at.is_(None), orders.quoted_for < before, orders.placed_at < before)
    is_old = or_(orders.closed_at < before, is_left_open)
    async with database.writing() as db:
        some = list((await db.scalars(select(orders.id).where(is_old).limit(BATCH))).all())
        await db.execute(delete(tables.orders).where(orders.id.in_(some)))
    return some
