"""A claimed notice, and the outcome of its delivery."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from domain.notices import NoticeKind
    from domain.order import Order
    from storage.push.subscription import PushSubscription


class Outcome(StrEnum):
    """Outcome of a delivery. A deferred notice stays in the outbox; all other outcomes are final."""

    SENT = "sent"
    DEFERRED = "deferred"
    GONE = "gone"
    REJECTED = "rejected"
    EXPIRED = "expired"
    UNTRUE = "untrue"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedNotice:
    """A claimed notice and its order, read after the claim. `made_at` is UTC."""

    id: int
    lease: str
    subscription_id: int
    kind: NoticeKind
    version: int
    made_at: datetime
    attempts: int
    language: str
    subscription: PushSubscription
    order: Order


@dataclass(frozen=True, slots=True)
class Settled:
    """Outcome of a notice and its reason; `retry_at` (UTC) when it was deferred."""

    notice: ClaimedNotice
    outcome: Outcome
    reason: str = ""
    retry_at: datetime | None = None

    @property
    def is_perhaps_told(self) -> bool:
        """Whether the phone may show the notice although it is given up: an earlier attempt may have arrived."""
        return self.notice.attempts > 1 and self.outcome in {Outcome.UNTRUE, Outcome.EXPIRED}
