"""Writing notices into the outbox, in the very transaction of the change that earns them.

What is not committed is never told; what is committed is told at last, whatever happens in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from domain.events import EventKind
from domain.notices import CORRECTS, NoticeKind, holds
from storage.database import tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.notices import Notice
    from domain.order import Change, Order


async def post_change(db: AsyncConnection, change: Change) -> None:
    """Write the notices of a change, and take back what it made untrue before it was sent."""
    subs = tables.subscriptions.c
    if any(event.kind is EventKind.REQUOTED for event in change.events):
        # Another promise: being late for this one will be news again.
        late = update(tables.subscriptions).where(subs.order_id == change.order.id, subs.told == NoticeKind.LATE)
        await db.execute(late.values(told=None))
    await post(db, change.order, change.notices, change.events[-1].at)


async def post(db: AsyncConnection, order: Order, notices: Iterable[Notice], at: datetime | None = None) -> None:
    """Write notices for all who follow an order; `at` (UTC) is when they were earned, else when it was estimated."""
    earned = list(notices)
    made_at = at or (order.estimate.updated_at if order.estimate else order.placed_at)
    for follower in [_Follower(**row) for row in (await db.execute(_followers(order.id))).mappings()]:
        if follower.pending and not follower.perhaps_sent and not holds(NoticeKind(follower.pending), order.stage):
            await db.execute(delete(tables.outbox).where(tables.outbox.c.subscription_id == follower.id))
            follower.pending = None
        for notice in earned:
            if follower.wants(notice.kind):
                await _put(db, follower, _row(order, notice, made_at))


@dataclass
class _Follower:
    id: int
    kinds: str
    told: str | None
    pending: str | None
    attempts: int | None
    lease: str | None

    @property
    def perhaps_sent(self) -> bool:
        """Whether the notice that waits may have arrived all the same: it is on its way, or was."""
        return bool(self.attempts) or self.lease is not None

    def wants(self, kind: NoticeKind) -> bool:
        if self.pending == kind:
            return False
        if corrected := CORRECTS.get(kind):
            return self.told == corrected or (self.pending == corrected and self.perhaps_sent)
        is_known_already = self.told == kind and not (self.pending and self.perhaps_sent)
        return kind in self.kinds.split(",") and not is_known_already


def _followers(order_id: str) -> Any:
    subs, out = tables.subscriptions.c, tables.outbox.c
    columns = subs.id, subs.kinds, subs.told, out.kind.label("pending"), out.attempts, out.lease
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


# A lease is left as it is: two notices of one order must not be on their way at once, or the older may arrive last.
async def _put(db: AsyncConnection, follower: _Follower, row: dict[str, Any]) -> None:
    if follower.pending is None:
        await db.execute(insert(tables.outbox), row | {"subscription_id": follower.id})
    else:
        waiting = update(tables.outbox).where(tables.outbox.c.subscription_id == follower.id)
        await db.execute(waiting.values(row))
    follower.pending = row["kind"]
