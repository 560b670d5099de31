"""The notices of the ledger double: subscriptions and outbox, by the rules of the product's own outbox writer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.notices import CHOICES, NoticeKind, holds, notices_of_following
from storage.database.outbox_writer import Subscriber, corrections_first
from storage.push.claimed_notice import ClaimedNotice, Outcome
from storage.push.outbox import CLOCK_TOLERANCE, LEASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.change import Change
    from domain.notices import Notice
    from domain.order import Order
    from tests.simulation.ledger import Ledger, Line

HOLD = timedelta(seconds=5)


@dataclass
class Row:
    """A waiting notice."""

    kind: NoticeKind
    held: bool
    made_at: datetime
    due_at: datetime
    version: int
    attempts: int = 0
    lease: str | None = None
    leased_until: datetime | None = None


@dataclass
class NoticeTable:
    """One phone follows each order: subscription and outbox row go by its id."""

    told: dict[str, NoticeKind | None] = field(default_factory=dict)
    perhaps_told: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)

    def follow(self, order: Order, at: datetime) -> None:
        """Let the phone follow the order as it stands, if it does not yet."""
        if order.id not in self.told:
            self.told[order.id] = None
            self.enqueue(order, notices_of_following(order.stage), at)

    def enqueue_change(self, change: Change) -> None:
        if any(event.kind is EventKind.REQUOTED for event in change.events):
            self.told = {i: None if i == change.order.id and t is NoticeKind.LATE else t for i, t in self.told.items()}
        if change.notices or any(event.item_id is None for event in change.events):
            self.enqueue(change.order, change.notices, change.events[-1].at)

    def enqueue(self, order: Order, notices: Iterable[Notice], at: datetime) -> None:
        if order.id not in self.told:
            return
        subscriber = self._subscriber(order.id)
        if subscriber.pending and not subscriber.is_perhaps_sent and not holds(self.rows[order.id].kind, order.stage):
            del self.rows[order.id]
            subscriber.pending = None
        for notice in map(subscriber.adapt, corrections_first(notices)):
            if subscriber.wants(notice):
                row = self.rows.setdefault(order.id, Row(notice.kind, notice.held, at, at, order.version))
                if row.attempts:
                    self.perhaps_told[order.id] = ",".join(sorted({*subscriber.perhaps, row.kind}))
                row.kind, row.held, row.made_at, row.due_at = notice.kind, notice.held, at, at
                row.version, row.attempts = order.version, 0
                subscriber.pending = notice.kind

    def _subscriber(self, order_id: str) -> Subscriber:
        row = self.rows.get(order_id)
        waiting = (row.kind, row.attempts, row.lease) if row else (None, None, None)
        return Subscriber(0, ",".join(CHOICES), self.told[order_id], self.perhaps_told.get(order_id), *waiting)


class LedgerOutbox:
    """The outbox as one process reaches it: `storage.push.outbox.Outbox`."""

    def __init__(self, ledger: Ledger, line: Line) -> None:
        self._ledger, self._line, self._number = ledger, line, 0

    @property
    def _rows(self) -> dict[str, Row]:
        return self._ledger.notices.rows

    async def open(self) -> None:
        await self._line.call()
        for row in self._rows.values():
            row.leased_until = None

    async def next_due(self, now: datetime) -> datetime | None:
        await self._line.call()
        free = [row for row in self._rows.values() if _is_free(row, now)]
        if any(row.made_at > now + CLOCK_TOLERANCE for row in free):
            return now
        return min((row.due_at + HOLD * row.held for row in free), default=None)

    async def claim(self, now: datetime, limit: int) -> list[ClaimedNotice]:
        await self._line.call()
        self._number += 1
        claimed, lease = [], f"{id(self)} {self._number}"
        for order_id, row in list(self._rows.items())[:limit]:
            is_due = row.due_at + HOLD * row.held <= now or row.made_at > now + CLOCK_TOLERANCE
            if is_due and _is_free(row, now):
                row.lease, row.leased_until, row.attempts = lease, now + LEASE, row.attempts + 1
                claimed.append(order_id)
        await self._line.call()
        held = [(order_id, row) for order_id in claimed if (row := self._rows.get(order_id)) and row.lease == lease]
        return [self._claimed(order_id, row) for order_id, row in held]

    async def refresh(self, notices: list[ClaimedNotice]) -> list[ClaimedNotice]:
        await self._line.call()
        return [replace(notice, order=self._ledger.orders[notice.order.id]) for notice in notices]

    def _claimed(self, order_id: str, row: Row) -> ClaimedNotice:
        order = self._ledger.orders[order_id]
        return ClaimedNotice(
            id=0, lease=row.lease or "", subscription_id=0, kind=row.kind, version=row.version, made_at=row.made_at,
            attempts=row.attempts, language="en", subscription=order_id, order=order,
        )  # fmt: skip

    async def settle(self, settled, now: datetime) -> None:  # noqa: ARG002  the outbox' signature
        await self._line.call()
        for one in settled:
            order_id = one.notice.order.id
            row = self._rows.get(order_id)
            if row is None or row.lease != one.notice.lease:
                continue
            notices = self._ledger.notices
            if one.outcome is Outcome.SENT:
                notices.told[order_id] = one.notice.kind
                notices.perhaps_told.pop(order_id, None)
            elif one.is_perhaps_told:
                known = notices.perhaps_told.get(order_id)
                kinds = {one.notice.kind, *(known.split(",") if known else ())}
                notices.perhaps_told[order_id] = ",".join(sorted(kinds))
            if row.attempts and not one.retry_at:
                del self._rows[order_id]
                continue
            if row.attempts:
                row.due_at, row.held = one.retry_at, False
            row.lease = row.leased_until = None
        await self._line.call()


def _is_free(row: Row, now: datetime) -> bool:
    return row.leased_until is None or row.leased_until < now or row.leased_until > now + LEASE + CLOCK_TOLERANCE
