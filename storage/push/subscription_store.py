"""Subscriptions of orders, and the counts of delivery outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from domain.errors import SubscriptionRefused
from domain.notices import CHOICES, Delivered, NoticeKind, notices_of_following
from storage.database import tables
from storage.database.dialect import Topic
from storage.database.link_changes import LinkChanges
from storage.database.order_mapper import load_orders
from storage.database.outbox_writer import enqueue_notices
from storage.push.subscription import parse_subscription

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database
    from storage.push.subscription import PushSubscription

MAX_PHONES_PER_ORDER = 5
_orders, _subs, _sent = tables.orders.c, tables.subscriptions.c, tables.deliveries.c


class SubscriptionStore:
    """Subscriptions by order and endpoint. A known endpoint is the same phone: keys and choice are replaced.

    `extra_origins` are allowed in addition to the known push services.
    """

    def __init__(self, database: Database, extra_origins: Collection[str]) -> None:
        self._database, self._extra_origins = database, extra_origins
        self._changes = LinkChanges()

    async def add(
        self,
        order_id: str,
        subscription: Mapping[str, Any],
        kinds: Iterable[NoticeKind],
        language: str,
        now: datetime,
    ) -> None:
        """Add a subscription, and enqueue what it is told at once.

        Raises NotSaved, or SubscriptionRefused: it is not allowed or the order has too many.
        """
        subscribed = self.parse_checked(subscription)
        is_known = _subs.order_id == order_id, _subs.endpoint == subscribed.endpoint
        choice = {"kinds": ",".join(kind for kind in CHOICES if kind in set(kinds)), "language": language}
        keys = {"p256dh": subscribed.p256dh, "auth": subscribed.auth}
        with self._changes.count(order_id):
            if await self._is_kept(order_id, subscribed.endpoint, choice | keys):
                return
            async with self._database.writing() as db:
                # No tap may make the order ready between the look at its stage and this commit.
                await db.execute(select(_orders.id).where(_orders.id == order_id).with_for_update())
                if (await db.execute(update(tables.subscriptions).where(*is_known).values(choice | keys))).rowcount:
                    return
                await _check_room(db, order_id, subscribed.endpoint)
                row = {"order_id": order_id, "endpoint": subscribed.endpoint, "made_at": now}
                await db.execute(insert(tables.subscriptions), row | choice | keys)
                (order,) = await load_orders(db, _orders.id == order_id)
                if notices := notices_of_following(order.stage):
                    await enqueue_notices(db, order, notices, now)
                    await self._database.dialect.announce(db, Topic.NOTICES)

    async def remove(self, order_id: str, endpoint: str) -> None:
        """Delete a subscription; an unknown one is no error. Raises NotSaved."""
        is_known = _subs.order_id == order_id, _subs.endpoint == endpoint
        with self._changes.count(order_id):
            async with self._database.reading() as db:
                if await db.scalar(select(_subs.id).where(*is_known)) is None:
                    return
            async with self._database.writing() as db:
                await db.execute(delete(tables.subscriptions).where(*is_known))

    async def remove_all(self) -> int:
        """Delete all subscriptions; returns their number."""
        async with self._database.writing() as db:
            return (await db.execute(delete(tables.subscriptions))).rowcount

    async def delivered(self, since: datetime) -> list[Delivered]:
        """Count the outcomes since a time (UTC), most frequent first."""
        counted = select(_sent.outcome, _sent.why, func.count().label("count"), func.max(_sent.at).label("latest"))
        counted = counted.where(_sent.at >= since).group_by(_sent.outcome, _sent.why).order_by(func.count().desc())
        async with self._database.reading() as db:
            return [Delivered(**row) for row in (await db.execute(counted)).mappings()]

    def parse_checked(self, subscription: Mapping[str, Any]) -> PushSubscription:
        """Parse and check a subscription without storing it; raises SubscriptionRefused."""
        subscribed = parse_subscription(subscription)
        subscribed.check(self._extra_origins)
        return subscribed

    async def _is_kept(self, order_id: str, endpoint: str, row: Mapping[str, str]) -> bool:
        """Whether there is nothing to write; raises SubscriptionRefused when there is no room."""
        columns = [tables.subscriptions.c[name] for name in row]
        async with self._database.reading() as db:
            await _check_room(db, order_id, endpoint)
            known = select(*columns).where(_subs.order_id == order_id, _subs.endpoint == endpoint)
            return [*map(dict, (await db.execute(known)).mappings())] == [row]


async def _check_room(db: AsyncConnection, order_id: str, endpoint: str) -> None:
    phones = (await db.scalars(select(_subs.endpoint).where(_subs.order_id == order_id))).all()
    if endpoint not in phones and len(phones) >= MAX_PHONES_PER_ORDER:
        raise SubscriptionRefused("too many phones are subscribed to this order")
