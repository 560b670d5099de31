"""Transactional outbox: notices are enqueued in the transaction of the change that causes them.

So a change that is rolled back sends nothing, and a committed change is sent even after a crash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from domain.events import EventKind
from domain.notices import CORRECTS, FORESEEN, Notice, NoticeKind, holds
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.change import Change
from domain.order import Order


async def enqueue_change(db: AsyncConnection, change: Change) -> None:
    """Enqueue the notices of a change, and delete waiting ones that it made untrue."""
    subs = tables.subscriptions.c
    if any(event.kind is EventKind.REQUOTED for event in change.events):
        # A new promise: lateness must be announced again.
        late = update(tables.subscriptions).where(subs.order_id == change.order.id, subs.told == NoticeKind.LATE)
        await db.execute(late.values(told=None))
    # Where only items moved, the stage stands, and what waits is as true as before.
    if change.notices or any(event.item_id is None for event in change.events):
        await enqueue_notices(db, change.order, change.notices, change.events[-1].at)


async def enqueue_notices(
    db: AsyncConnection, order: Order, notices: Iterable[Notice], at: datetime | None = None
) -> None:
    """Enqueue notices for all subscriptions of an order; `at` (UTC) defaults to the time of its estimate."""
    new = corrections_first(notices)
    made_at = at or (order.estimate.updated_at if order.estimate else order.placed_at)
    # A process that sends must not claim what waits between the look at it and its replacement.
    mine = select(tables.subscriptions.c.id).where(tables.subscriptions.c.order_id == order.id)
    await db.execute(select(tables.outbox.c.id).where(tables.outbox.c.subscription_id.in_(mine)).with_for_update())
    for subscriber in [Subscriber(**row) for row in (await db.execute(_subscribers(order.id))).mappings()]:
        if (
            subscriber.pending
            and not subscriber.is_perhaps_sent
            and not holds(NoticeKind(subscriber.pending), order.stage)
        ):
            await db.execute(delete(tables.outbox).where(tables.outbox.c.subscription_id == subscriber.id))
            subscriber.pending = None
        for notice in map(subscriber.adapt, new):
            if subscriber.wants(notice):
                await _put(db, subscriber, _row(order, notice, made_at))


def corrections_first(notices: Iterable[Notice]) -> list[Notice]:
    """Return notices in the order in which they are enqueued: a correction has to find what it corrects waiting."""
    return sorted(notices, key=lambda notice: notice.kind not in CORRECTS)


@dataclass
class Subscriber:
    """A phone that follows an order: what it was told, and what waits for it.

    `perhaps_told` are the kinds, with commas between, that were tried after `told`, each given up before its push
    service had answered.
    """

    id: int
    kinds: str
    told: str | None
    perhaps_told: str | None
    pending: str | None
    attempts: int | None
    lease: str | None

    @property
    def perhaps(self) -> frozenset[str]:
        """The kinds that the phone may show instead of `told`."""
        return frozenset(self.perhaps_told.split(",")) if self.perhaps_told else frozenset()

    @property
    def is_perhaps_sent(self) -> bool:
        """Whether the waiting notice may have arrived: a delivery was started."""
        return bool(self.attempts) or self.lease is not None

    def adapt(self, notice: Notice) -> Notice:
        """Return the notice as it corrects what this phone was told last.

        An order that was cancelled, reopened ready and recalled again is "not cancelled" for its guest. One that was
        ready, then cancelled, and is cooked on is "not ready" for a guest who has not heard of the cancelling.
        """
        has_heard = {self.told, *self.perhaps}
        if notice.kind is NoticeKind.NOT_READY and NoticeKind.CANCELLED in has_heard:
            return Notice(NoticeKind.NOT_CANCELLED)
        is_cancelled = NoticeKind.CANCELLED in {*has_heard, self.pending}
        if notice.kind is NoticeKind.NOT_CANCELLED and NoticeKind.READY in has_heard and not is_cancelled:
            return Notice(NoticeKind.NOT_READY)
        return notice

    def wants(self, notice: Notice) -> bool:
        """Whether a notice is news for the phone, or is to be told once more."""
        kind = notice.kind
        # A correction that waits must reach the phone: what is merely foreseen does not take its place.
        if kind in FORESEEN and self.pending in CORRECTS:
            return False
        # A call is neither dropped for a notice that is being sent, nor does it wait for the retry of one that failed.
        if self.pending == kind:
            return notice.is_repeated and self.is_perhaps_sent
        if corrected := CORRECTS.get(kind):
            is_waiting = self.pending == corrected and self.is_perhaps_sent
            return is_waiting or corrected in {self.told, *self.perhaps}
        is_last = not (self.pending and self.is_perhaps_sent) and self.perhaps <= {kind}
        is_known_already = self.told == kind and is_last
        return kind in self.kinds.split(",") and (notice.is_repeated or not is_known_already)


def join_kinds(perhaps_told: str | None, kind: str) -> str:
    """Return the kinds of `perhaps_told` with one more, each once, with commas between."""
    return ",".join(sorted({*(perhaps_told.split(",") if perhaps_told else ()), kind}))


def _subscribers(order_id: str) -> Any:
    subs, out = tables.subscriptions.c, tables.outbox.c
    columns = subs.id, subs.kinds, subs.told, subs.perhaps_told, out.kind.label("pending"), out.attempts, out.lease
    return select(*columns).select_from(tables.subscriptions.outerjoin(tables.outbox)).where(subs.order_id == order_id)


def _row(order: Order, notice: Notice, made_at: datetime) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "version": order.version,
        "held": notice.held,
        "made_at": made_at,
        "due_at": made_at,
        "attempts": 0,
    }


# The lease stays: two notices of one order must not be in flight together, or the older may arrive last.
async def _put(db: AsyncConnection, subscriber: Subscriber, row: dict[str, Any]) -> None:
    if subscriber.pending is None:
        await db.execute(insert(tables.outbox), row | {"subscription_id": subscriber.id})
    else:
        waiting = update(tables.outbox).where(tables.outbox.c.subscription_id == subscriber.id)
        await db.execute(waiting.values(row))
        if subscriber.attempts:
            tried = update(tables.subscriptions).where(tables.subscriptions.c.id == subscriber.id)
            await db.execute(tried.values(perhaps_told=join_kinds(subscriber.perhaps_told, subscriber.pending)))
    subscriber.pending = row["kind"]
