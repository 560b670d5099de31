"""Commands of the staff: one value for each tap, so that pages, REST and tests send it by the same path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from domain.order import Change, Order


class Tap(StrEnum):
    """The verbs of the staff. The first four are for items as well as for orders."""

    START = "start"
    BUMP = "bump"
    RECALL = "recall"
    VOID = "void"
    HAND_OVER = "hand_over"
    CANCEL = "cancel"
    REQUOTE = "requote"
    POSTPONE = "postpone"
    RUSH = "rush"
    UNDO = "undo"


# What each sender may send: the REST interface for an order and for an item, the kitchen's page.
REST_ORDER_TAPS = frozenset({Tap.START, Tap.BUMP, Tap.RECALL, Tap.HAND_OVER, Tap.CANCEL, Tap.REQUOTE})
REST_ITEM_TAPS = frozenset({Tap.START, Tap.BUMP, Tap.RECALL, Tap.VOID})
PAGE_TAPS = frozenset(Tap) - {Tap.REQUOTE}


@dataclass(frozen=True, slots=True)
class TapCommand:
    """One tap on an order, or on one item of it.

    A repeated `tap_id` is a success that changes nothing. `seen_version` refuses the tap if the order has moved on;
    an undo takes back the change that made it. `quoted_for` (UTC) is the new promise of a requote, `span` how much
    later a postponed order is promised.
    """

    tap: Tap
    order_id: str
    item_id: str | None = None
    tap_id: str | None = None
    seen_version: int | None = None
    reason: str = ""
    quoted_for: datetime | None = None
    span: timedelta = timedelta()

    def apply(self, order: Order, at: datetime) -> Change:
        """Return the change that the tap makes at this time (UTC); raises TapRefused or OrderNotFound."""
        return _VERBS[self.tap](order, self, at)


_VERBS: Mapping[Tap, Callable[[Order, TapCommand, datetime], Change]] = {
    Tap.START: lambda order, command, at: order.start(at, command.item_id),
    Tap.BUMP: lambda order, command, at: order.bump(at, command.item_id),
    Tap.RECALL: lambda order, command, at: order.recall(at, command.item_id),
    Tap.VOID: lambda order, command, at: order.void(at, command.item_id or "", command.reason),
    Tap.HAND_OVER: lambda order, _, at: order.hand_over(at),
    Tap.CANCEL: lambda order, command, at: order.cancel(at, command.reason),
    Tap.REQUOTE: lambda order, command, at: order.requote(at, command.quoted_for or order.quoted_for, command.reason),
    Tap.POSTPONE: lambda order, command, at: order.postpone(at, command.span),
    Tap.RUSH: lambda order, _, at: order.rush(at),
    Tap.UNDO: lambda order, _, at: order.undo(at),
}
