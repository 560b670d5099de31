"""Source store: calls of order sources until they are mapped, and which order each of theirs became."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain.sources import CANCELLED_THERE, TOLD_CANCELLED, SourceDelivery, SourceLink
from storage.database import tables
from storage.database.dialect import Topic

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Delete

    from storage.database.engine import Database

# Longer than to map takes, with a call to the vendor.
LEASE = timedelta(minutes=1)
_DELIVERIES, _LINKS = tables.source_deliveries, tables.source_links


class SqlSourceStore:
    """Storage of deliveries from sources, and of the links between their orders and ours."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._arrived = asyncio.Event()

    async def receive(self, delivery: SourceDelivery) -> bool:
        """Store a delivery and its id in one transaction; False when it was stored before. Raises NotSaved."""
        kept = _DELIVERIES.c
        known = select(kept.id).where(kept.source == delivery.source, kept.delivery_id == delivery.delivery_id)
        row = {
            "source": delivery.source,
            "delivery_id": delivery.delivery_id,
            "at": delivery.at,
            "body": delivery.body,
            "attempts": 0,
            "due_at": delivery.at,
        }
        async with self._database.writing(is_urgent=True) as db:
            if await db.scalar(known):
                return False
            try:
                async with db.begin_nested():
                    await db.execute(insert(_DELIVERIES).values(row))
            except IntegrityError:  # another process was faster
                return False
            await self._database.dialect.announce(db, Topic.SOURCES)
        self.wake()
        return True

    def wake(self) -> None:
        """Signal that a delivery may be due; returns at once."""
        self._arrived.set()

    async def wait(self, seconds: float) -> None:
        """Wait until a delivery comes in here or at another process, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        self._arrived.clear()

    async def claim(self, now: datetime, away: Collection[str] = ()) -> SourceDelivery | None:
        """Claim the oldest delivery that is due, of a source that is not away, or None.

        A claim ends with LEASE, so that a crash loses nothing.
        """
        kept = _DELIVERIES.c
        is_due = kept.due_at <= now, kept.source.not_in(away)
        due = select(_DELIVERIES).where(*is_due).order_by(kept.id).limit(1)
        async with self._database.reading() as db:
            row = (await db.execute(due)).mappings().first()
        if row is None:
            return None
        taken = update(_DELIVERIES).where(kept.id == row["id"], kept.due_at == row["due_at"])
        async with self._database.writing() as db:
            claimed = await db.execute(taken.values(due_at=now + LEASE, attempts=kept.attempts + 1))
            if claimed.rowcount != 1:
                return None
        said = {name: row[name] for name in ("id", "source", "delivery_id", "at", "body")}
        return SourceDelivery(**said, attempts=row["attempts"] + 1)

    async def settle(self, delivery: SourceDelivery, *, retry_at: datetime | None = None) -> None:
        """Say that a delivery is mapped (its id stays), or that it is to be tried again at `retry_at` (UTC)."""
        said = {"due_at": retry_at} if retry_at else {"due_at": None, "body": b""}
        async with self._database.writing() as db:
            await db.execute(update(_DELIVERIES).where(_DELIVERIES.c.id == delivery.id).values(said))

    async def find_link(self, source: str, external_id: str) -> SourceLink | None:
        """Return the link of a vendor's order, or None."""
        kept = _LINKS.c
        columns = kept.source, kept.external_id, kept.order_id, kept.revision, kept.fingerprint
        known = select(*columns).where(kept.source == source, kept.external_id == external_id)
        async with self._database.reading() as db:
            row = (await db.execute(known)).mappings().first()
        return SourceLink(**row) if row else None

    async def write_link(self, link: SourceLink, at: datetime) -> None:
        """Write a link in place of the one before; raises NotSaved."""
        kept = _LINKS.c
        async with self._database.writing() as db:
            is_same = kept.source == link.source, kept.external_id == link.external_id
            await db.execute(delete(_LINKS).where(*is_same))
            await db.execute(insert(_LINKS).values(asdict(link) | {"at": at}))

    async def expect_echo(self, order_id: str) -> None:
        """Note that the source of an order is told its cancellation, if it has not cancelled it; raises NotSaved."""
        kept = _LINKS.c
        is_noted = or_(kept.fingerprint == CANCELLED_THERE, kept.fingerprint.startswith(TOLD_CANCELLED))
        told = update(_LINKS).where(kept.order_id == order_id, ~is_noted)
        async with self._database.writing() as db:
            await db.execute(told.values(fingerprint=TOLD_CANCELLED + kept.fingerprint))

    async def forget_echo(self, order_id: str) -> None:
        """Note that the source of an order does not take the cancellation that it was told; raises NotSaved."""
        kept = _LINKS.c
        told = update(_LINKS).where(kept.order_id == order_id, kept.fingerprint.startswith(TOLD_CANCELLED))
        async with self._database.writing() as db:
            await db.execute(told.values(fingerprint=func.substr(kept.fingerprint, len(TOLD_CANCELLED) + 1)))


def delete_mapped(before: datetime) -> tuple[Delete, Delete]:
    """Return the statements that delete mapped deliveries from before a time (UTC), and links without an order."""
    deliveries, links = _DELIVERIES.c, _LINKS.c
    return (
        delete(_DELIVERIES).where(deliveries.due_at.is_(None), deliveries.at < before),
        delete(_LINKS).where(links.order_id.is_(None), links.at < before),
    )
