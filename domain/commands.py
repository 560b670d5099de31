"""Commands: one value for each tap, so that pages, REST and tests send it by the same path."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from domain.amendment import Amendment
    from domain.change import Change
    from domain.order import Order


class Tap(StrEnum):
    """The verbs of the staff. The first seven are for items, all but `void` and `restore` for orders."""

    START = "start"
    BUMP = "bump"
    RECALL = "recall"
    VOID = "void"
    RESTORE = "restore"
    FIRE = "fire"
    HOLD = "hold"
    HAND_OVER = "hand_over"
    CANCEL = "cancel"
    REOPEN = "reopen"
    REQUOTE = "requote"
    POSTPONE = "postpone"
    RUSH = "rush"
    AMEND = "amend"
    ACKNOWLEDGE = "acknowledge"
    CALL = "call"
    UNDO = "undo"
    MERGE = "merge"
    SPLIT = "split"


# What each sender may send: the REST interface for an order (an amendment comes by PATCH) and for an item, the
# kitchen's page.
REST_ITEM_TAPS = frozenset({Tap.START, Tap.BUMP, Tap.RECALL, Tap.VOID, Tap.RESTORE, Tap.FIRE, Tap.HOLD})
TRANSFERS = frozenset({Tap.MERGE, Tap.SPLIT})
REST_ORDER_TAPS = frozenset(Tap) - {Tap.VOID, Tap.RESTORE, Tap.AMEND} - TRANSFERS
PAGE_TAPS = frozenset(Tap) - {Tap.REQUOTE, Tap.AMEND} - TRANSFERS


_NOT_DIGESTED = {"tap_id", "seen_version", "reason"}


@dataclass(frozen=True, slots=True)
class Part:
    """An item, or a part of its quantity, that is split off its order."""

    item_id: str
    quantity: float | None = None


@dataclass(frozen=True, slots=True)
class TapCommand:
    """One tap on an order, or on one item of it.

    A repeated `tap_id` is a success that changes nothing; with another tap it is a conflict. `seen_version` refuses the
    tap if the order has moved on; an undo takes back the change that made it. `quoted_for` (UTC) is the new promise of
    a requote, `span` how much later a postponed order is promised, `quantity` the part of an item that the tap is
    about. With a `station` a start or a bump is about that station's items only. `other_id` is the order to merge,
    `parts` what is split off. `time_said` is a promise that counts from the moment of sending, as it was said.
    """

    tap: Tap
    order_id: str
    item_id: str | None = None
    tap_id: str | None = None
    seen_version: int | None = None
    reason: str = ""
    quoted_for: datetime | None = None
    span: timedelta = timedelta()
    quantity: float | None = None
    station: str | None = None
    amendment: Amendment | None = None
    other_id: str | None = None
    parts: tuple[Part, ...] = ()
    time_said: str = ""

    @property
    def digest(self) -> str:
        """A digest of what the tap does: the same when it comes again, with another seen version or reason too."""
        said = {name: value for name, value in asdict(self).items() if value and name not in _NOT_DIGESTED}
        if self.amendment:  # of dishes to add only what was said: the menu may have changed meanwhile
            added = [(item.name, item.quantity, item.note, item.modifiers) for item in self.amendment.add]
            said["amendment"] |= {"add": added}
            del said["amendment"]["reason"]
        if self.time_said:
            for promised in (said, said.get("amendment", {})):
                promised.pop("quoted_for", None)
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

    def apply(self, order: Order, at: datetime) -> Change:
        """Return the change that the tap makes at this time (UTC); raises TapRefused or OrderNotFound."""
        return _VERBS[self.tap](order, self, at)


_VERBS: Mapping[Tap, Callable[[Order, TapCommand, datetime], Change]] = {
    Tap.START: lambda order, command, at: order.start(at, command.item_id, command.quantity, station=command.station),
    Tap.BUMP: lambda order, command, at: order.bump(at, command.item_id, command.quantity, station=command.station),
    Tap.RECALL: lambda order, command, at: order.recall(at, command.item_id, command.quantity),
    Tap.VOID: lambda order, command, at: order.void(at, command.item_id or "", command.reason, command.quantity),
    Tap.RESTORE: lambda order, command, at: order.restore(at, command.item_id or "", command.quantity),
    Tap.FIRE: lambda order, command, at: order.fire(at, command.item_id, command.quantity),
    Tap.HOLD: lambda order, command, at: order.hold(at, command.item_id, command.quantity),
    Tap.HAND_OVER: lambda order, _, at: order.hand_over(at),
    Tap.CANCEL: lambda order, command, at: order.cancel(at, command.reason),
    Tap.REOPEN: lambda order, _, at: order.reopen(at),
    Tap.REQUOTE: lambda order, command, at: order.requote(at, command.quoted_for or order.quoted_for, command.reason),
    Tap.POSTPONE: lambda order, command, at: order.postpone(at, command.span),
    Tap.RUSH: lambda order, _, at: order.rush(at),
    Tap.AMEND: lambda order, command, at: order.amend(at, command.amendment),
    Tap.ACKNOWLEDGE: lambda order, _, at: order.acknowledge(at),
    Tap.CALL: lambda order, _, at: order.call(at),
    Tap.UNDO: lambda order, _, at: order.undo(at),
}
