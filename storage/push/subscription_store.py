"""Which phones follow which order, and what became of what was sent to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from domain.errors import SubscriptionRefused
from domain.notices import CHOICES, Delivered, NoticeKind
from storage.database import tables
from storage.push.subscription import parse_subscription

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.database.engine import Database
    from storage.push.subscription import PushSubscription

PHONES_OF_AN_ORDER = 5
_subs, _sent = tables.subscriptions.c, tables.deliveries.c


class SubscriptionStore:
    """The phones that follow orders. An endpoint once more is the same phone: its keys and choice are replaced."""

    def __init__(self, database: Database, extra_origins: Collection[str]) -> None:
        """Keep them in this database; `extra_origins` are trusted beside the known push services."""
        self._database, self._extra_origins = database, extra_origins

    async def add(
        self,
        order_id: str,
        subscription: Mapping[str, Any],
        kinds: Iterable[NoticeKind],
        language: str,
        now: datetime,
    ) -> None:
        """Have a phone follow an order; raises SubscriptionRefused for one that cannot be trusted, or too many."""
        letterbox = self.checked(subscription)
        known = _subs.order_id == order_id, _subs.endpoint == letterbox.endpoint
        wish = {"kinds": ",".join(kind for kind in CHOICES if kind in set(kinds)), "language": language}
        keys = {"p256dh": letterbox.p256dh, "auth": letterbox.auth}
        async with self._database.reading() as db:  # a flood of them must not queue up where taps are written
            await _check_room(db, order_id, letterbox.endpoint)
        async with self._database.writing() as db:
            if (await db.execute(update(tables.subscriptions).where(*known).values(wish | keys))).rowcount:
                return
            await _check_room(db, order_id, letterbox.endpoint)
            row = {"order_id": order_id, "endpoint": letterbox.endpoint, "made_at": now}
            await db.execute(insert(tables.subscriptions), row | wish | keys)

    async def remove(self, order_id: str, endpoint: str) -> None:
        """Have a phone follow an order no longer. A phone that does not follow it is no error."""
        known = _subs.order_id == order_id, _subs.endpoint == endpoint
        async with self._database.writing() as db:
            await db.execute(delete(tables.subscriptions).where(*known))

    async def remove_all(self) -> int:
        """Forget every phone; returns how many there were."""
        async with self._database.writing() as db:
            return (await db.execute(delete(tables.subscriptions))).rowcount

    async def delivered(self, since: datetime) -> list[Delivered]:
        """Count what became of notices since a moment (UTC), the most frequent first."""
        counted = select(_sent.outcome, _sent.why, func.count().label("count"), func.max(_sent.at).label("latest"))
        counted = counted.where(_sent.at >= since).group_by(_sent.outcome, _sent.why).order_by(func.count().desc())
        async with self._database.reading() as db:
            return [Delivered(**row) for row in (await db.execute(counted)).mappings()]

    def checked(self, subscription: Mapping[str, Any]) -> PushSubscription:
        """Read a subscription that is not to be kept; raises SubscriptionRefused."""
        letterbox = parse_subscription(subscription)
        letterbox.check(self._extra_origins)
        return letterbox


async def _check_room(db: AsyncConnection, order_id: str, endpoint: str) -> None:
    phones = (await db.scalars(select(_subs.endpoint).where(_subs.order_id == order_id))).all()
    if endpoint not in phones and len(phones) >= PHONES_OF_AN_ORDER:
        raise SubscriptionRefused("too many phones follow this order")
