"""Retention: deletes orders some days after they were closed, with all dependent rows."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, exists, not_, or_, select

from domain.events import EventKind
from storage.database import tables
from storage.database.credentials import SESSION_LIFE
from storage.database.dialect import Topic
from storage.database.source_store import delete_mapped
from storage.database.wrong_pins import delete_old

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.database.engine import Database

log = logging.getLogger(__name__)

# Small transactions, so that taps do not wait.
BATCH_SIZE = 100
# Longer than a vendor sends a delivery again: while its id is kept, it is known.
MIN_DELIVERY_AGE = timedelta(days=8)


async def purge(database: Database, keep_days: int, now: datetime) -> list[str]:
    """Delete orders from more than `keep_days` before `now` (UTC) and return their ids; raises NotSaved.

    The time that counts is when the order was closed, or its promised time if nobody closed it. A merged order stays as
    long as the one that its link shows. Items, events, taps, subscriptions and notices are deleted with their order;
    expired sessions, old deliveries, outages, wrong PINs and links to no order go too.
    """
    before = now - timedelta(days=keep_days)
    purged: list[str] = []
    while batch := await _purge_batch(database, before):
        purged += batch
    async with database.writing() as db:
        await db.execute(delete(tables.sessions).where(tables.sessions.c.seen_at < now - SESSION_LIFE))
        await db.execute(delete(tables.outages).where(tables.outages.c.ended_at < before))
        await db.execute(delete_old(now))
        await db.execute(delete(tables.intakes).where(tables.intakes.c.at < before))
        for statement in delete_mapped(min(before, now - MIN_DELIVERY_AGE)):
            await db.execute(statement)
    if purged:
        log.info("purged %d orders of more than %d days ago", len(purged), keep_days)
    return purged


async def _purge_batch(database: Database, before: datetime) -> list[str]:
    orders = tables.orders.c
    is_left_open = and_(orders.closed_at.is_(None), orders.quoted_for < before, orders.placed_at < before)
    is_old = and_(or_(orders.closed_at < before, is_left_open), not_(_shows_another()))
    async with database.writing() as db:
        batch = list((await db.scalars(select(orders.id).where(is_old).limit(BATCH_SIZE))).all())
        await db.execute(delete(tables.orders).where(orders.id.in_(batch)))
        if batch:
            await database.dialect.announce(db, Topic.RETENTION)
    return batch


def _shows_another() -> ColumnElement[bool]:
    events, target = tables.events.c, tables.orders.alias("target").c
    ended = tables.orders.c.id == events.order_id, events.kind == EventKind.MERGED.value
    return exists().where(*ended, target.id == events.other_id)
