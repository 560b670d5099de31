"""Message writer: messages are written in the transaction of the change that causes them.

So a change that is rolled back sends nothing, and a committed change is sent even after a crash. The payload is
written then, too: a message says what was true when its change was made.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from domain.connections import HELD_NEWS, Connection, ConnectionType, OrderNews, is_only_reopened, news_of_change
from domain.notices import NoticeKind
from domain.stages import UNREADY, Stage
from storage.database import tables
from storage.database.connection_store import load_connections
from storage.database.order_mapper import load_orders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sqlalchemy.ext.asyncio import AsyncConnection

    from domain.change import Change
    from domain.order import Order

# Returns what to send to a connection about an order at a time (UTC), or None for nothing.
PayloadWriter = Callable[[Connection, OrderNews, "Order", datetime], str | None]

_MESSAGES = tables.messages


class MessageWriter:
    """Writes the messages of changes. News that can be taken back wait for `hold`; `wake` is called after a commit."""

    def __init__(self, write_payload: PayloadWriter, hold: Callable[[], timedelta], wake: Callable[[], None]) -> None:
        self._write_payload, self._hold, self.wake = write_payload, hold, wake

    async def enqueue_change(self, db: AsyncConnection, change: Change) -> bool:
        """Write the messages of a change; returns whether there are any."""
        untold = await _take_back(db, change)
        news = news_of_change(change)
        if any(notice.kind is NoticeKind.LATE for notice in change.notices):
            news = (*news, OrderNews.LATE)
        unchanged = untold if is_only_reopened(change) else frozenset[int]()
        return await self.enqueue(db, change.order, news, change.events[-1].at, unchanged)

    async def enqueue(
        self,
        db: AsyncConnection,
        order: Order,
        news: Iterable[OrderNews],
        at: datetime,
        unchanged: AbstractSet[int] = frozenset(),
    ) -> bool:
        """Write messages of this news to all connections that are told it; returns whether there are any.

        `unchanged` are the connections (by id) to which the order is as they know it: they are told of no change.
        """
        told = list(news)
        if not told:
            return False
        rows = []
        connections = await load_connections(db)
        merged = await _load_merged(db, order) if any(map(_is_source, connections)) else []
        for connection in connections:
            known = _known_orders(connection, order, merged) if connection.is_on else []
            kinds = [kind for kind in told if kind is not OrderNews.CHANGED or connection.id not in unchanged]
            for kind, one in [(kind, one) for kind in filter(connection.is_told, kinds) for one in known]:
                payload = self._write_payload(connection, kind, one, at)
                if payload is not None:
                    rows.append(self._row(connection.id, kind, payload, at) | {"order_id": order.id})
        if rows:
            await db.execute(insert(_MESSAGES), rows)
        return bool(rows)

    def _row(self, connection_id: int, kind: OrderNews, payload: str, at: datetime) -> dict[str, object]:
        return message_row(connection_id, kind, payload, at, at + self._hold() if kind in HELD_NEWS else at)


def message_row(connection_id: int, kind: str, payload: str, at: datetime, due_at: datetime) -> dict[str, object]:
    """Return the row of a new message, due at a time (UTC)."""
    return {
        "message_id": f"msg_{secrets.token_urlsafe(18)}",
        "connection_id": connection_id,
        "order_id": None,
        "kind": kind,
        "payload": payload,
        "made_at": at,
        "due_at": due_at,
        "attempts": 0,
        "problem": "",
    }


def _is_source(connection: Connection) -> bool:
    return connection.type is ConnectionType.SOURCE


# A source knows only the orders that came from it, under the references that it gave them.
def _known_orders(connection: Connection, order: Order, merged: Iterable[Order]) -> list[Order]:
    if not _is_source(connection):
        return [order]
    named = (replace(order, source=one.source, external_ref=one.external_ref) for one in (order, *merged))
    return [one for one in named if one.source == connection.name]


async def _load_merged(db: AsyncConnection, order: Order) -> list[Order]:
    """Load the orders that have become part of this one, also those that were part of such an order before."""
    ids = {event.other_id for event in order.events if event.other_id}
    others = await load_orders(db, tables.orders.c.id.in_(ids)) if ids else []
    merged = [other for other in others if other.merged_into == order.id]
    return merged + [earlier for other in merged for earlier in await _load_merged(db, other)]


# As a recall within the hold time takes a notice back, it takes back the message; returns from which connections.
async def _take_back(db: AsyncConnection, change: Change) -> frozenset[int]:
    is_recalled = change.before is Stage.READY and change.order.stage in UNREADY
    if not is_recalled and change.before is not Stage.CANCELLED:
        return frozenset()
    kept, kind = _MESSAGES.c, f"order.{change.before.value}"
    is_untold = kept.order_id == change.order.id, kept.kind == kind, kept.outcome.is_(None), kept.attempts == 0
    return frozenset(await db.scalars(delete(_MESSAGES).where(*is_untold).returning(kept.connection_id)))
