"""Order stage: where an order stands, by its dishes and by when it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind, effective_events
from domain.stages import PENDING, ItemState, Stage, stage_of

if TYPE_CHECKING:
    from datetime import datetime

    from domain.order import Order


def derive_stage(order: Order) -> Stage:
    """Return where an order stands. What is off the rail counts only when nothing is left to cook: it is ready then."""
    if order.closed is not None:
        return order.closed
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    cooked = [item for item in kept if not item.off_rail]
    stage = stage_of(item.state for item in cooked or kept)
    is_begun = stage is not Stage.RECEIVED and (stage is not Stage.READY or bool(cooked))
    if order.held and not is_begun:
        return Stage.SCHEDULED
    is_unchecked = stage is Stage.READY and order.by_expo and order.passed_at is None and bool(cooked)
    return Stage.PREPARING if is_unchecked else stage


def is_all_done(order: Order) -> bool:
    """Whether the order waits for the expo alone: all its dishes are done."""
    return order.by_expo and order.stage is Stage.PREPARING and not any(i.state in PENDING for i in order.items)


def derive_ready_at(order: Order) -> datetime | None:
    """Return when (UTC) an order became ready for good; None while it is not."""
    if order.stage not in {Stage.READY, Stage.COLLECTED}:
        return None
    if order.passed_at is not None:
        return order.passed_at
    effective = effective_events(order.events)
    # A READY event in the version that placed or reopened an order repeats what it was before.
    repeated = {event.version for event in effective if event.kind in {EventKind.PLACED, EventKind.REOPENED}}
    reached = [e.at for e in effective if e.kind is EventKind.READY and e.version not in repeated]
    done = [item.done_at for item in order.items if item.done_at and item.state is not ItemState.VOIDED]
    return max([*reached[-1:], *done], default=order.queued_at)
