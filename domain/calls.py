"""Calls: the guest of a ready order is called once more, by a notice and on the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.change import Change, change_by
from domain.commands import Tap
from domain.errors import CallTooSoon, TapRefused
from domain.events import Event, EventKind, effective_events
from domain.notices import Notice, NoticeKind
from domain.stages import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order

# A guest needs this long to come from the car.
MIN_CALL_PAUSE = timedelta(seconds=30)


def call(order: Order, at: datetime) -> Change:
    """Return the change that calls the guest again; raises TapRefused, or CallTooSoon right after another call."""
    if order.stage is not Stage.READY:
        raise TapRefused(order.stage, Tap.CALL)
    calls = [event.at for event in order.events if event.kind is EventKind.CALLED]
    # A clock that was set back since says nothing about the time between.
    if calls and timedelta() <= at - calls[-1] < MIN_CALL_PAUSE:
        raise CallTooSoon
    change = change_by(order, [Event(kind=EventKind.CALLED, at=at, version=order.version + 1)])
    return replace(change, notices=(Notice(NoticeKind.READY, is_repeated=True),))


def count_calls(order: Order) -> int:
    """Return how often the guest was called again; 0 while the order is not ready."""
    return len(_calls(order))


def latest_call(order: Order) -> datetime | None:
    """Return when the guest was called again last (UTC), since the order is ready; None before that."""
    since_ready = [at for at in _calls(order) if order.ready_at and at >= order.ready_at]
    return since_ready[-1] if since_ready else None


def _calls(order: Order) -> list[datetime]:
    if order.stage is not Stage.READY:
        return []
    return [event.at for event in effective_events(order.events) if event.kind is EventKind.CALLED]
