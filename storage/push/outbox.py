"""Notices that wait to be sent: claimed under a lease, and settled once their fate is known."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from domain.notices import NoticeKind
from storage.database import tables
from storage.database.order_mapper import orders_where
from storage.push.subscription import PushSubscription

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.order import Order
    from storage.database.engine import Database

# Longer than any sending takes, its waiting for a turn included.
LEASE = timedelta(minutes=2)
# A notice made in the future: the clock went back. It is sent now rather than when the clock comes round again.
CLOCK_SLACK = timedelta(minutes=1)
# A closed order can be reopened; this long after it nobody expects that, and its phones are forgotten.
AFTERWARDS = timedelta(minutes=15)

_out, _subs = tables.outbox.c, tables.subscriptions.c


class Outcome(StrEnum):
    """What became of a notice. A deferred one waits on; the others are settled for good."""

    SENT = "sent"
    DEFERRED = "deferred"
    GONE = "gone"
    REJECTED = "rejected"
    EXPIRED = "expired"
    UNTRUE = "untrue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedNotice:
    """A claimed notice, with the order as it stood after the claim. `made_at` is UTC."""

    id: int
    lease: str
    subscription_id: int
    kind: NoticeKind
    version: int
    made_at: datetime
    attempts: int
    language: str
    letterbox: PushSubscription
    order: Order


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a parcel, and why; `again_at` (UTC) when it was deferred."""

    notice: ClaimedNotice
    outcome: Outcome
    why: str = ""
    again_at: datetime | None = None


class Outbox:
    """The notices of one restaurant. A notice that is not held back `hold` long enough is not due."""

    def __init__(self, database: Database, hold: timedelta) -> None:
        """Keep them in this database."""
        self._database, self._hold = database, hold

    async def open(self) -> None:
        """End the leases of the process before this one: it is gone, and its data folder is ours alone."""
        async with self._database.writing() as db:
            await db.execute(update(tables.outbox).values(leased_until=None))

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next notice is due (UTC), in the past if it waits already, or None if there is none."""
        earliest = select(_out.held, func.min(_out.due_at)).where(_is_free(now)).group_by(_out.held)
        strayed = select(func.count()).where(_is_free(now), _out.made_at > now + CLOCK_SLACK)
        async with self._database.reading() as db:
            due = [at + self._hold if held else at for held, at in await db.execute(earliest)]
            return now if await db.scalar(strayed) else min(due, default=None)

    async def claim(self, now: datetime, most: int) -> list[ClaimedNotice]:
        """Take up to `most` due notices under a lease: whoever changes the row has it, nobody else."""
        lease = secrets.token_hex(8)
        due = select(_out.id).where(_is_free(now), self._is_due(now)).order_by(_out.due_at).limit(most)
        taken = update(tables.outbox).where(_out.id.in_(due), _is_free(now))
        taken = taken.values(lease=lease, leased_until=now + LEASE, attempts=_out.attempts + 1)
        async with self._database.writing() as db:
            if (await db.execute(taken)).rowcount == 0:
                return []
        async with self._database.reading() as db:
            return await _load_claimed(db, lease)

    async def settle(self, settled: Collection[Settled], now: datetime) -> None:
        """Write what became of parcels, all in one transaction.

        A row whose notice was overwritten on the way is only released: the newer notice is still to be sent.
        """
        if not settled:
            return
        deferred = [one for one in settled if one.again_at]
        ended = [one.notice for one in settled if not one.again_at]
        async with self._database.writing() as db:
            await db.execute(delete(tables.outbox).where(_is_held_by(ended), _is_as_claimed))
            for one in deferred:
                again = update(tables.outbox).where(_is_held_by([one.notice]), _is_as_claimed)
                await db.execute(again.values(due_at=one.again_at, held=False))
            released = update(tables.outbox).where(_is_held_by([one.notice for one in settled]))
            await db.execute(released.values(leased_until=None, lease=None))
            await _tell(db, [one.notice for one in settled if one.outcome is Outcome.SENT])
            gone = {one.notice.letterbox.endpoint for one in settled if one.outcome is Outcome.GONE}
            await db.execute(delete(tables.subscriptions).where(_subs.endpoint.in_(gone)))
            if rows := [_delivery(one, now) for one in settled if not one.again_at]:
                await db.execute(insert(tables.deliveries), rows)

    async def forget_ended(self, now: datetime) -> None:
        """Delete the subscriptions of orders that ended AFTERWARDS ago and have no notice waiting."""
        ended = select(tables.orders.c.id).where(tables.orders.c.closed_at < now - AFTERWARDS)
        waits = exists().where(_out.subscription_id == _subs.id)
        async with self._database.writing() as db:
            await db.execute(delete(tables.subscriptions).where(_subs.order_id.in_(ended), ~waits))

    def _is_due(self, now: datetime) -> Any:
        is_due = or_(and_(~_out.held, _out.due_at <= now), _out.due_at <= now - self._hold)
        return or_(is_due, _out.made_at > now + CLOCK_SLACK)


def _is_free(now: datetime) -> Any:
    return or_(_out.leased_until.is_(None), _out.leased_until < now, _out.leased_until > now + LEASE)


async def _load_claimed(db: AsyncConnection, lease: str) -> list[ClaimedNotice]:
    joined = tables.outbox.join(tables.subscriptions)
    columns = *_out, _subs.order_id, _subs.endpoint, _subs.p256dh, _subs.auth, _subs.language
    rows = (await db.execute(select(*columns).select_from(joined).where(_out.lease == lease))).mappings().all()
    wanted = {row["order_id"] for row in rows}
    orders = {order.id: order for order in await orders_where(db, tables.orders.c.id.in_(wanted))}
    return [_claimed_notice(row, orders[row["order_id"]]) for row in rows]


def _claimed_notice(row: RowMapping, order: Order) -> ClaimedNotice:
    return ClaimedNotice(
        id=row["id"],
        lease=row["lease"],
        subscription_id=row["subscription_id"],
        kind=NoticeKind(row["kind"]),
        version=row["version"],
        made_at=row["made_at"],
        attempts=row["attempts"],
        language=row["language"],
        letterbox=PushSubscription(row["endpoint"], row["p256dh"], row["auth"]),
        order=order,
    )


# Written anew on the way, a row has no attempts yet.
_is_as_claimed = _out.attempts > 0


def _is_held_by(notices: Collection[ClaimedNotice]) -> Any:
    return and_(_out.id.in_([one.id for one in notices]), _out.lease.in_({one.lease for one in notices}))


async def _tell(db: AsyncConnection, notices: Collection[ClaimedNotice]) -> None:
    for kind in {notice.kind for notice in notices}:
        told = [notice.subscription_id for notice in notices if notice.kind is kind]
        await db.execute(update(tables.subscriptions).where(_subs.id.in_(told)).values(told=kind))


def _delivery(one: Settled, now: datetime) -> dict[str, Any]:
    order_id, kind = one.notice.order.id, one.notice.kind
    return {"order_id": order_id, "kind": kind, "outcome": one.outcome, "why": one.why, "at": now}
