"""Outbox: notices to be sent, claimed under a lease and deleted once their outcome is recorded."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from domain.notices import NoticeKind
from storage.database import tables
from storage.database.dialect import Topic
from storage.database.failed_claims import FailedClaims
from storage.database.order_mapper import load_orders
from storage.database.outbox_writer import join_kinds
from storage.push.claimed_notice import ClaimedNotice, Outcome, Settled
from storage.push.subscription import PushSubscription

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sqlalchemy import RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.order import Order
    from storage.database.engine import Database

# Longer than a delivery takes, including its wait for a burst.
LEASE = timedelta(minutes=2)
# A notice from the future means that the clock was set back. It is sent now, not when the clock gets there again.
CLOCK_TOLERANCE = timedelta(minutes=1)
# A lease that ends later was given before the clock was set back; another process's clock may be a little ahead.
MAX_LEASE = LEASE + CLOCK_TOLERANCE
# A closed order can be reopened. After this time its subscriptions are deleted.
SUBSCRIPTION_GRACE = timedelta(minutes=15)

_outbox, _subs = tables.outbox.c, tables.subscriptions.c


class Outbox:
    """The table of notices. A notice that can be taken back becomes due after `hold`."""

    def __init__(self, database: Database, hold: Callable[[], timedelta]) -> None:
        self._database, self._hold = database, hold
        self._failed_claims = FailedClaims(database, tables.outbox)

    async def open(self) -> None:
        """Release all leases. Only for the process that sends: it holds the data folder's lock, or the leadership."""
        async with self._database.writing() as db:
            await db.execute(update(tables.outbox).values(leased_until=None))

    async def next_due(self, now: datetime) -> datetime | None:
        """Return when the next notice is due (UTC), possibly in the past; None without any.

        What a failed claim has left is released before, else it would wait for the end of its lease.
        """
        await self._failed_claims.release()
        earliest = select(_outbox.held, func.min(_outbox.due_at)).where(_is_free(now)).group_by(_outbox.held)
        from_future = select(func.count()).where(_is_free(now), _outbox.made_at > now + CLOCK_TOLERANCE)
        async with self._database.reading() as db:
            due = [at + self._hold() if held else at for held, at in await db.execute(earliest)]
            return now if await db.scalar(from_future) else min(due, default=None)

    async def claim(self, now: datetime, limit: int) -> list[ClaimedNotice]:
        """Claim up to `limit` due notices. A conditional UPDATE sets the lease, so that no notice is claimed twice.

        The UPDATE returns the notices, too: read afterwards, a row could hold a newer notice, which may have to wait
        for the hold time.
        """
        lease = secrets.token_hex(8)
        due = select(_outbox.id).where(_is_free(now), self._is_due(now)).order_by(_outbox.due_at).limit(limit)
        taken = update(tables.outbox).where(_outbox.id.in_(due), _is_free(now), self._is_due(now))
        taken = taken.values(lease=lease, leased_until=now + LEASE, attempts=_outbox.attempts + 1)
        with self._failed_claims.noted(lease):
            async with self._database.writing() as db:
                claimed = (await db.execute(taken.returning(*_outbox))).mappings().all()
            if not claimed:
                return []
            async with self._database.reading() as db:
                return await _add_orders(db, claimed)

    async def refresh(self, notices: Collection[ClaimedNotice]) -> list[ClaimedNotice]:
        """Return claimed notices with their orders as they stand now, as long as they are kept."""
        wanted = {notice.order.id for notice in notices}
        async with self._database.reading() as db:
            orders = {order.id: order for order in await load_orders(db, tables.orders.c.id.in_(wanted))}
        return [replace(notice, order=orders.get(notice.order.id, notice.order)) for notice in notices]

    async def settle(self, settled: Collection[Settled], now: datetime) -> None:
        """Record outcomes in one transaction.

        A row that got a newer notice during the delivery is only released: the newer one is still to be sent.
        An outcome whose lease has passed to another claim is dropped, and one that is recorded already: what its phone
        was told since is newer.
        """
        if not settled:
            return
        async with self._database.writing() as db:
            held = await _lock_held(db, [one.notice for one in settled])
            settled = [one for one in settled if (one.notice.id, one.notice.lease) in held]
            deferred = [one for one in settled if one.retry_at]
            final = [one.notice for one in settled if not one.retry_at]
            await db.execute(delete(tables.outbox).where(_is_held_by(final), _is_unchanged))
            for one in deferred:
                again = update(tables.outbox).where(_is_held_by([one.notice]), _is_unchanged)
                await db.execute(again.values(due_at=one.retry_at, held=False))
            released = update(tables.outbox).where(_is_held_by([one.notice for one in settled]))
            if (await db.execute(released.values(leased_until=None, lease=None))).rowcount:
                await self._database.dialect.announce(db, Topic.NOTICES)  # another process may lead by now
            await _mark_told(db, [one.notice for one in settled if one.outcome is Outcome.SENT])
            await _mark_perhaps_told(db, [one.notice for one in settled if one.is_perhaps_told])
            gone = {one.notice.subscription.endpoint for one in settled if one.outcome is Outcome.GONE}
            await db.execute(delete(tables.subscriptions).where(_subs.endpoint.in_(gone)))
            if rows := [_delivery(one, now) for one in settled if not one.retry_at]:
                await db.execute(insert(tables.deliveries), rows)

    async def delete_ended(self, now: datetime) -> None:
        """Delete the subscriptions of orders that ended SUBSCRIPTION_GRACE ago and have no notice waiting."""
        ended = select(tables.orders.c.id).where(tables.orders.c.closed_at < now - SUBSCRIPTION_GRACE)
        waits = exists().where(_outbox.subscription_id == _subs.id)
        async with self._database.writing() as db:
            await db.execute(delete(tables.subscriptions).where(_subs.order_id.in_(ended), ~waits))

    def _is_due(self, now: datetime) -> Any:
        is_due = or_(and_(~_outbox.held, _outbox.due_at <= now), _outbox.due_at <= now - self._hold())
        return or_(is_due, _outbox.made_at > now + CLOCK_TOLERANCE)


def _is_free(now: datetime) -> Any:
    return or_(_outbox.leased_until.is_(None), _outbox.leased_until < now, _outbox.leased_until > now + MAX_LEASE)


async def _add_orders(db: AsyncConnection, claimed: Sequence[RowMapping]) -> list[ClaimedNotice]:
    wanted = select(tables.subscriptions).where(_subs.id.in_({row["subscription_id"] for row in claimed}))
    phones = {row["id"]: row for row in (await db.execute(wanted)).mappings()}
    order_ids = {phone["order_id"] for phone in phones.values()}
    orders = {order.id: order for order in await load_orders(db, tables.orders.c.id.in_(order_ids))}
    found = [(row, phone) for row in claimed if (phone := phones.get(row["subscription_id"]))]
    return [_claimed_notice(row, phone, orders[phone["order_id"]]) for row, phone in found]


def _claimed_notice(row: RowMapping, phone: RowMapping, order: Order) -> ClaimedNotice:
    return ClaimedNotice(
        id=row["id"],
        lease=row["lease"],
        subscription_id=phone["id"],
        kind=NoticeKind(row["kind"]),
        version=row["version"],
        made_at=row["made_at"],
        attempts=row["attempts"],
        language=phone["language"],
        subscription=PushSubscription(phone["endpoint"], phone["p256dh"], phone["auth"]),
        order=order,
    )


# A newer notice resets the attempts of its row.
_is_unchanged = _outbox.attempts > 0


def _is_held_by(notices: Collection[ClaimedNotice]) -> Any:
    return and_(_outbox.id.in_([one.id for one in notices]), _outbox.lease.in_({one.lease for one in notices}))


async def _lock_held(db: AsyncConnection, notices: Collection[ClaimedNotice]) -> set[tuple[int, str]]:
    held = select(_outbox.id, _outbox.lease).where(_is_held_by(notices)).order_by(_outbox.id).with_for_update()
    return {(row.id, row.lease) for row in await db.execute(held)}


async def _mark_told(db: AsyncConnection, notices: Collection[ClaimedNotice]) -> None:
    for kind in {notice.kind for notice in notices}:
        told = [notice.subscription_id for notice in notices if notice.kind is kind]
        await db.execute(update(tables.subscriptions).where(_subs.id.in_(told)).values(told=kind, perhaps_told=None))


async def _mark_perhaps_told(db: AsyncConnection, notices: Collection[ClaimedNotice]) -> None:
    for notice in notices:
        phone = _subs.id == notice.subscription_id
        known = await db.scalar(select(_subs.perhaps_told).where(phone))
        kinds = join_kinds(known, notice.kind)
        await db.execute(update(tables.subscriptions).where(phone).values(perhaps_told=kinds))


def _delivery(one: Settled, now: datetime) -> dict[str, Any]:
    order_id, kind = one.notice.order.id, one.notice.kind
    return {"order_id": order_id, "kind": kind, "outcome": one.outcome, "why": one.reason, "at": now}
