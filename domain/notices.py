"""Notices: which change causes which notice, and how long it stays true. The texts are in the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.stages import UNFINISHED, UNREADY, Stage

if TYPE_CHECKING:
    from domain.estimation.estimate import Estimate
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
    """One thing to tell the guest. A held notice waits the hold time first, so that a recall can take it back.

    One that `is_repeated` is told also to those who know it.
    """

    kind: NoticeKind
    held: bool = False
    is_repeated: bool = False


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


# Notices that a guest can choose. A correction is sent to each guest who was sent what it corrects.
CHOICES = (NoticeKind.READY, NoticeKind.LATE, NoticeKind.CANCELLED, NoticeKind.NEARLY_NEXT)
# What is foreseen, by the clock or from another order's change; no tap has earned it.
FORESEEN = frozenset({NoticeKind.LATE, NoticeKind.NEARLY_NEXT})
CORRECTS = {NoticeKind.NOT_READY: NoticeKind.READY, NoticeKind.NOT_CANCELLED: NoticeKind.CANCELLED}

# How long after its making a notice is still worth delivering.
NOTICE_LIFE = timedelta(minutes=45)
# An order is nearly next when it is expected this soon: time to set out.
NEARLY = timedelta(minutes=5)


def notices_of_change(before: Stage, after: Stage) -> tuple[Notice, ...]:
    """Return the notices that a change of stage earns."""
    if before is after or before is Stage.MERGED:
        return ()
    if after is Stage.READY:
        return (Notice(NoticeKind.READY, held=True),)
    if before is Stage.READY and after in UNREADY:
        return (Notice(NoticeKind.NOT_READY),)
    if before is Stage.CANCELLED and after in UNREADY:
        return (Notice(NoticeKind.NOT_CANCELLED),)
    if after is Stage.CANCELLED:
        return (Notice(NoticeKind.CANCELLED, held=True),)
    return ()


def notices_of_following(stage: Stage) -> tuple[Notice, ...]:
    """Return the notices that a phone earns by beginning to follow an order at this stage.

    An order can be ready before its guest has asked for notices, or while they ask.
    """
    return (Notice(NoticeKind.READY, held=True),) if stage is Stage.READY else ()


def notices_of_promise(before: Order, after: Order) -> tuple[Notice, ...]:
    """Return the notices that a moved promise earns, by the estimate that stands."""
    if after.stage not in UNFINISHED or _is_late(after.estimate, before.quoted_for):
        return ()
    return (Notice(NoticeKind.LATE),) if _is_late(after.estimate, after.quoted_for) else ()


def notices_of_estimate(order: Order, fresh: Estimate, *, is_foretold: bool = False) -> tuple[Notice, ...]:
    """Return the notices that a fresh estimate of an order earns: each when it comes true, not while it stays so.

    A promise that was beyond reach from the first never turns late: it is told when it passes, unless it `is_foretold`.
    """
    shown, promised = order.estimate, order.quoted_for
    if order.stage not in UNFINISHED:
        return ()
    turns_late = _is_late(fresh, promised) and not _is_late(shown, promised)
    passes = _is_overdue(fresh, promised) and not _is_overdue(shown, promised)
    if turns_late or (passes and not is_foretold):
        return (Notice(NoticeKind.LATE),)
    return (Notice(NoticeKind.NEARLY_NEXT),) if _is_near(fresh) and not _is_near(shown) else ()


def holds(kind: NoticeKind, stage: Stage) -> bool:
    """Whether a notice of this kind is still true of an order at this stage: if not, it must not be sent."""
    if kind is NoticeKind.READY:
        return stage is Stage.READY
    if kind is NoticeKind.CANCELLED:
        return stage is Stage.CANCELLED
    return stage in (UNREADY if kind in CORRECTS else UNFINISHED)


def _is_late(estimate: Estimate | None, promised: datetime) -> bool:
    return estimate is not None and estimate.is_late(promised)


def _is_overdue(estimate: Estimate | None, promised: datetime) -> bool:
    return estimate is not None and estimate.is_late(promised) and estimate.updated_at >= promised


# Whose times are hidden is told that nobody can say.
def _is_near(estimate: Estimate | None) -> bool:
    return estimate is not None and not estimate.timeless and estimate.likely - estimate.updated_at <= NEARLY
