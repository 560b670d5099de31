"""Which change earns which notice, and how long it stays true. Keys only; the words belong to the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.stages import UNFINISHED, Stage

if TYPE_CHECKING:
    from domain.order import Order


class NoticeKind(StrEnum):
    """What a guest can be told while the page is closed."""

    READY = "ready"
    NOT_READY = "not_ready"
    LATE = "late"
    CANCELLED = "cancelled"
    NOT_CANCELLED = "not_cancelled"
    NEARLY_NEXT = "nearly_next"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the guest. A held notice waits the hold time first, so that a recall can take it back."""

    kind: NoticeKind
    held: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A notice in words. `language` is a code like `es`."""

    title: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many notices had this outcome, why, and when the latest did (UTC)."""

    outcome: str
    why: str
    count: int
    latest: datetime


# What a guest can choose to be told. A correction follows whatever it corrects, unasked.
CHOICES = (NoticeKind.READY, NoticeKind.LATE, NoticeKind.CANCELLED, NoticeKind.NEARLY_NEXT)
CORRECTS = {NoticeKind.NOT_READY: NoticeKind.READY, NoticeKind.NOT_CANCELLED: NoticeKind.CANCELLED}

# How long after its making a notice is still worth delivering.
NOTICE_LIFE = timedelta(minutes=45)
# An order is late when it is expected this long after its promise: nobody minds less.
LATE_BY = timedelta(minutes=2)
# An order is nearly next when it is expected this soon: time to set out.
NEARLY = timedelta(minutes=5)


def notices_of_change(before: Stage, after: Stage) -> tuple[Notice, ...]:
    """Return the notices that a change of stage earns."""
    if before is after:
        return ()
    if after is Stage.READY and before is not Stage.COLLECTED:
        return (Notice(NoticeKind.READY, held=True),)
    if before is Stage.READY and after in UNFINISHED:
        return (Notice(NoticeKind.NOT_READY),)
    if before is Stage.CANCELLED and after in UNFINISHED:
        return (Notice(NoticeKind.NOT_CANCELLED),)
    if after is Stage.CANCELLED:
        return (Notice(NoticeKind.CANCELLED, held=True),)
    return ()


def notices_of_estimate(before: Order | None, after: Order) -> tuple[Notice, ...]:
    """Return the notices that a new estimate earns: each when it comes true, not while it stays so."""
    if before is None or after.stage not in UNFINISHED:
        return ()
    is_late = (_is_late(after) and not _is_late(before)) or (_is_overdue(after) and not _is_overdue(before))
    if is_late:
        return (Notice(NoticeKind.LATE),)
    return (Notice(NoticeKind.NEARLY_NEXT),) if _is_near(after) and not _is_near(before) else ()


def holds(kind: NoticeKind, stage: Stage) -> bool:
    """Whether a notice of this kind is still true of an order at this stage: if not, it must not be sent."""
    if kind is NoticeKind.READY:
        return stage is Stage.READY
    if kind is NoticeKind.CANCELLED:
        return stage is Stage.CANCELLED
    return stage in UNFINISHED


def _is_late(order: Order) -> bool:
    return order.estimate is not None and order.estimate.likely - order.quoted_for >= LATE_BY


# A promise that was beyond reach from the first never turns late; it is told when it passes.
def _is_overdue(order: Order) -> bool:
    return order.estimate is not None and _is_late(order) and order.estimate.updated_at >= order.quoted_for


def _is_near(order: Order) -> bool:
    return order.estimate is not None and order.estimate.likely - order.estimate.updated_at <= NEARLY
