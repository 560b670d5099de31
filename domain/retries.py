"""Idempotency: recognizes drafts and taps that were sent before, so that a retry is done once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.errors import IntakeConflict

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.commands import TapCommand
    from domain.intake import Draft
    from domain.ports import UnitOfWork

# An Idempotency-Key counts this long within its source.
KEY_LIFE = timedelta(hours=24)


async def find_placed(work: UnitOfWork, draft: Draft, key: str | None, day: date, now: datetime) -> str | None:
    """Return the id of the order that this draft has made before, or None; raises IntakeConflict for another draft."""
    if not (known := await work.find_intake(draft, key, day, since=now - KEY_LIFE)):
        return None
    field, order_id = known
    if await work.read_fingerprint(order_id) != draft.fingerprint:
        raise IntakeConflict(field, order_id)
    return order_id


async def is_repeated(work: UnitOfWork, command: TapCommand) -> bool:
    """Whether the tap was done before; raises IntakeConflict when its id was of another tap, or on another order."""
    if command.tap_id is None or not (known := await work.find_tap(command.tap_id)):
        return False
    order_id, digest = known
    if order_id != command.order_id or digest not in {None, command.digest}:
        raise IntakeConflict("tap_id")
    return True
