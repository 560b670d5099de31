"""Guest signals: what a guest tells the kitchen, such as "I'm here". They are no change of the order itself."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import SignalRefused, SignalTooSoon
from domain.stages import OPEN, Stage

if TYPE_CHECKING:
    from domain.order import Order

MAX_PLACE_CHARS = 40
# A guest changes their mind at most this often: each signal is a write to the database.
MIN_REPEAT = timedelta(seconds=10)


class SignalKind(StrEnum):
    """What a guest can tell the kitchen with one tap."""

    ON_MY_WAY = "on_my_way"
    HERE = "here"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestSignals:
    """When (UTC) a guest told what. `place` is where the guest waits, such as a parking place.

    `changed_at` is when the latest of them was told or taken back.
    """

    on_my_way_at: datetime | None = None
    here_at: datetime | None = None
    thanked_at: datetime | None = None
    place: str = ""
    changed_at: datetime | None = None


NO_SIGNALS = GuestSignals()


def offered_signals(order: Order) -> frozenset[SignalKind]:
    """Return what the guest of an order can tell: where they are if they come for it, thanks once they have it."""
    if order.stage is Stage.COLLECTED:
        return frozenset({SignalKind.THANKS})
    is_there = order.is_brought or order.service == "dine_in"
    if order.stage in OPEN and not is_there:
        return frozenset({SignalKind.ON_MY_WAY, SignalKind.HERE})
    return frozenset()


def signal(order: Order, kind: SignalKind, at: datetime, *, place: str = "", is_on: bool = True) -> Order:
    """Return the order after its guest has told this, or taken it back; the same order when it was told already.

    Raises SignalRefused when the order's stage does not offer it, SignalTooSoon right after another signal.
    """
    if kind not in offered_signals(order):
        raise SignalRefused
    before = order.signals
    told_at, after = _told(before, kind, at if is_on else None)
    if kind is SignalKind.HERE:
        after = replace(after, place=place if is_on else "")
    if after == before:
        return order
    # What is told for the first time always comes through; to take it back, or to change it, has to wait. A clock that
    # was set back since says nothing about the time between.
    is_first = is_on and told_at is None
    if not is_first and before.changed_at is not None and timedelta() <= at - before.changed_at < MIN_REPEAT:
        raise SignalTooSoon
    return replace(order, signals=replace(after, changed_at=at))


def join_signals(first: GuestSignals, second: GuestSignals) -> GuestSignals:
    """Return what the guests of two orders told, for the one that both have become; the first one's word counts."""
    return GuestSignals(**{one.name: getattr(first, one.name) or getattr(second, one.name) for one in fields(first)})


def _told(before: GuestSignals, kind: SignalKind, at: datetime | None) -> tuple[datetime | None, GuestSignals]:
    """Return when the guest told this first, and the signals as they then stand."""
    match kind:
        case SignalKind.ON_MY_WAY:
            return before.on_my_way_at, replace(before, on_my_way_at=at and (before.on_my_way_at or at))
        case SignalKind.HERE:
            return before.here_at, replace(before, here_at=at and (before.here_at or at))
        case _:
            return before.thanked_at, replace(before, thanked_at=at and (before.thanked_at or at))
