"""Connections: the systems that the owner connects, and what is to be sent to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.events import AMENDING, EventKind
from domain.stages import OPEN, Stage

if TYPE_CHECKING:
    from domain.change import Change
    from domain.order import Order


class ConnectionType(StrEnum):
    """What a connection is for: orders in and their status back, events out, or paper."""

    SOURCE = "source"
    WEBHOOK = "webhook"
    PRINTER = "printer"


class OrderNews(StrEnum):
    """What a connection can be told of an order."""

    PLACED = "order.placed"
    SCHEDULED = "order.scheduled"
    RECEIVED = "order.received"
    PREPARING = "order.preparing"
    READY = "order.ready"
    COLLECTED = "order.collected"
    CANCELLED = "order.cancelled"
    MERGED = "order.merged"
    CHANGED = "order.changed"
    LATE = "order.late"


# These wait for the hold time first, so that a recall takes them back unsent.
HELD_NEWS = frozenset({OrderNews.READY, OrderNews.CANCELLED})
_CHANGING = AMENDING | {EventKind.REQUOTED, EventKind.RUSHED, EventKind.ITEM_VOIDED, EventKind.ITEM_MOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One connected system. `options` are the owner's: address, secret and the like, by name.

    `news` is what it is told. `problem` says why the latest message did not arrive, since `problem_at` (UTC).
    """

    id: int = 0
    type: ConnectionType
    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    news: frozenset[OrderNews] = frozenset()
    is_on: bool = True
    made_at: datetime
    problem: str = ""
    problem_at: datetime | None = None
    polled_at: datetime | None = None

    def is_told(self, news: OrderNews) -> bool:
        """Whether it is told this. A printer that takes a cancelled order's ticket back takes a merged one's back."""
        is_paper = news is OrderNews.MERGED and self.type is ConnectionType.PRINTER
        return (OrderNews.CANCELLED if is_paper else news) in self.news


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message to a connection, for the owner's log. Times are UTC; `outcome` is empty while it waits."""

    id: int
    message_id: str
    connection_id: int
    order_id: str | None
    kind: str
    payload: str
    made_at: datetime
    due_at: datetime
    attempts: int
    outcome: str
    problem: str
    settled_at: datetime | None


def news_of_new(order: Order) -> tuple[OrderNews, ...]:
    """Return what a new order tells; one that nobody cooks is ready at once."""
    return (OrderNews.PLACED, OrderNews.READY) if order.stage is Stage.READY else (OrderNews.PLACED,)


def news_of_change(change: Change) -> tuple[OrderNews, ...]:
    """Return what a change tells: the stage that it reached, and that something else of the open order is different.

    A guest who is called again is told once more that the order is ready: a gateway then sends another SMS. An order
    for later that is begun early, or that nobody cooks, is received and at its next stage at once. One that was
    cancelled and is not is different, and so is one whose change is undone.
    """
    before, after = change.before, change.order.stage
    kinds = {event.kind for event in change.events}
    if EventKind.FIRED in kinds and after is not Stage.RECEIVED:
        return (OrderNews.RECEIVED, OrderNews(f"order.{after.value}"))
    told = (OrderNews(f"order.{after.value}"),) if before is not after or EventKind.CALLED in kinds else ()
    undone = {event.undoes for event in change.events}
    kinds |= {event.kind for event in change.order.events if event.version in undone}
    is_changed = after in OPEN and (before is Stage.CANCELLED or bool(kinds & _CHANGING))
    return (*told, OrderNews.CHANGED) if is_changed else told


def is_only_reopened(change: Change) -> bool:
    """Whether a cancelled order is as it was before: that is no change for who has not heard of the cancellation."""
    return change.before is Stage.CANCELLED and all(event.kind not in _CHANGING for event in change.events)
