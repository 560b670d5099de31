"""Order: a frozen value. Each verb returns the Change it makes, or raises TapRefused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain import calls
from domain.amendment import Amendment, amendment_events
from domain.change import Change, change_by
from domain.commands import Tap
from domain.errors import OrderNotFound, TapRefused
from domain.events import Event, EventKind, unseen_changes
from domain.guest_signals import NO_SIGNALS, GuestSignals
from domain.item import Item
from domain.item_taps import item_events
from domain.order_reversal import recall_events, reopen_events, undo_events
from domain.order_stage import derive_ready_at, derive_stage
from domain.stages import OPEN, UNFINISHED, UNREADY, Stage

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from domain.estimation.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A guest's order. All times are UTC.

    `version` counts the changes; `quoted_for` is the promise and moves only by `requote`; `estimate` may drift, and
    `signals` are the guest's: neither is part of the version; `looks` counts how often they were written. `closed` and
    `closed_at` are set once the order was collected or cancelled. `external_ref` is unique within `source` and
    `business_day`. `service` is dine_in, pickup, delivery or empty. An open `held` order fires at `fires_at`, which
    may drift, or by hand; `fired_at` is when it did. An order `by_expo` is ready once the expo has passed it, at
    `passed_at`.
    """

    id: str
    token: str
    pickup_code: str
    items: tuple[Item, ...]
    placed_at: datetime
    quoted_for: datetime
    guest_name: str = ""
    note: str = ""
    language: str = ""
    external_ref: str | None = None
    source: str = ""
    service: str = ""
    table: str = ""
    phone: str = ""
    currency: str = ""
    business_day: date | None = None
    version: int = 1
    events: tuple[Event, ...] = ()
    rushed: bool = False
    closed: Stage | None = None
    closed_at: datetime | None = None
    held: bool = False
    fires_at: datetime | None = None
    fired_at: datetime | None = None
    by_expo: bool = False
    passed_at: datetime | None = None
    estimate: Estimate | None = None
    signals: GuestSignals = NO_SIGNALS
    looks: int = 0
    stage: Stage = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the stage once: it is read far more often than an order is made."""
        object.__setattr__(self, "stage", derive_stage(self))

    @property
    def is_open(self) -> bool:
        """Whether the order is still to be cooked or handed over."""
        return self.stage in OPEN

    @property
    def is_brought(self) -> bool:
        """Whether the guest waits for it, at home or at a table, and does not come to the counter."""
        return self.service == "delivery" or (bool(self.table) and self.service != "pickup")

    @property
    def ready_at(self) -> datetime | None:
        """When the order became ready for good; None while it is not."""
        return derive_ready_at(self)

    @property
    def merged_into(self) -> str | None:
        """The id of the order that this one has become part of, or None."""
        return next((event.other_id for event in reversed(self.events) if event.kind is EventKind.MERGED), None)

    @property
    def queued_at(self) -> datetime:
        """When the order came onto the rail, into the queue of the kitchen."""
        return self.fired_at or self.placed_at

    def item(self, item_id: str) -> Item:
        """Find an item; raises OrderNotFound."""
        if found := next((item for item in self.items if item.id == item_id), None):
            return found
        raise OrderNotFound(item_id)

    def start(
        self, at: datetime, item_id: str | None = None, quantity: float | None = None, *, station: str | None = None
    ) -> Change:
        """Begin to cook an item, or a part of it, or every item (of a station) that waits and is not held."""
        return change_by(self, item_events(self, Tap.START, at, item_id, quantity=quantity, station=station))

    def bump(
        self, at: datetime, item_id: str | None = None, quantity: float | None = None, *, station: str | None = None
    ) -> Change:
        """Say that an item is done, or a part of it, or every item (of a station) that is not."""
        return change_by(self, item_events(self, Tap.BUMP, at, item_id, quantity=quantity, station=station))

    def recall(self, at: datetime, item_id: str | None = None, quantity: float | None = None) -> Change:
        """Take back a done item, or a part of it; without one, the handing over, or what the latest bump finished."""
        if item_id is None:
            return change_by(self, recall_events(self, at))
        return change_by(self, item_events(self, Tap.RECALL, at, item_id, quantity=quantity))

    def void(self, at: datetime, item_id: str, reason: str = "", quantity: float | None = None) -> Change:
        """Strike an item, or a part of it; when it was the last one, the order is cancelled with it."""
        return change_by(self, item_events(self, Tap.VOID, at, item_id, reason=reason, quantity=quantity))

    def restore(self, at: datetime, item_id: str, quantity: float | None = None) -> Change:
        """Put a struck item, or a part of it, back: it is to be cooked again."""
        return change_by(self, item_events(self, Tap.RESTORE, at, item_id, quantity=quantity))

    def fire(self, at: datetime, item_id: str | None = None, quantity: float | None = None) -> Change:
        """Put a scheduled order onto the rail, or release a held item, or a part of it."""
        if item_id is not None:
            return change_by(self, item_events(self, Tap.FIRE, at, item_id, quantity=quantity))
        self._require(Tap.FIRE, {Stage.SCHEDULED})
        return self._by(EventKind.FIRED, at)

    def hold(self, at: datetime, item_id: str | None = None, quantity: float | None = None) -> Change:
        """Take an order that nobody has begun off the rail until it fires, or keep an item, or a part, from cooking."""
        if item_id is not None:
            return change_by(self, item_events(self, Tap.HOLD, at, item_id, quantity=quantity))
        self._require(Tap.HOLD, {Stage.RECEIVED})
        return self._by(EventKind.SCHEDULED, at)

    def hand_over(self, at: datetime) -> Change:
        """Give the ready order to its guest."""
        self._require(Tap.HAND_OVER, {Stage.READY})
        return self._by(EventKind.COLLECTED, at)

    def cancel(self, at: datetime, reason: str = "") -> Change:
        """End an open order without handing it over."""
        self._require(Tap.CANCEL, OPEN)
        return self._by(EventKind.CANCELLED, at, reason=reason)

    def reopen(self, at: datetime) -> Change:
        """Take back the end of an order; of one whose items were all struck, each is put back."""
        return change_by(self, reopen_events(self, at))

    def requote(self, at: datetime, quoted_for: datetime, reason: str = "") -> Change:
        """Move the promise of an order that is not ready yet."""
        self._require(Tap.REQUOTE, UNREADY)
        return self._by(EventKind.REQUOTED, at, quoted_for=quoted_for, reason=reason)

    def postpone(self, at: datetime, span: timedelta) -> Change:
        """Move the promise later by a span; when it has passed already, the span counts from now."""
        self._require(Tap.POSTPONE, UNREADY)
        return self.requote(at, max(self.quoted_for, at) + span)

    def rush(self, at: datetime) -> Change:
        """Move an order that is not ready yet ahead of the others."""
        if self.stage not in UNFINISHED or self.rushed:
            raise TapRefused(self.stage, Tap.RUSH)
        return self._by(EventKind.RUSHED, at)

    def amend(self, at: datetime, amendment: Amendment | None) -> Change:
        """Change an open order as its guest or the staff wish; without any event when all stands so already."""
        if not self.is_open or amendment is None:
            raise TapRefused(self.stage, Tap.AMEND)
        if self.stage not in UNREADY and amendment.quoted_for not in {None, self.quoted_for}:
            raise TapRefused(self.stage, Tap.AMEND)
        return change_by(self, amendment_events(self, amendment, at))

    def acknowledge(self, at: datetime) -> Change:
        """Say that a cook has seen what was changed."""
        if not unseen_changes(self.events):
            raise TapRefused(self.stage, Tap.ACKNOWLEDGE)
        return self._by(EventKind.ACKNOWLEDGED, at)

    def call(self, at: datetime) -> Change:
        """Call the guest of a ready order once more; raises CallTooSoon right after another call."""
        return calls.call(self, at)

    def undo(self, at: datetime) -> Change:
        """Take back the latest change as if it had not been tapped, within UNDO_WINDOW of it; raises TapRefused."""
        return change_by(self, undo_events(self, at))

    def estimated(self, estimate: Estimate, *, looks: int | None = None) -> Order:
        """Return the order with another estimate; no change of the order in itself."""
        return replace(self, estimate=estimate, looks=self.looks if looks is None else looks)

    def _require(self, tap: Tap, stages: AbstractSet[Stage]) -> None:
        if self.stage not in stages:
            raise TapRefused(self.stage, tap)

    def _by(self, kind: EventKind, at: datetime, **said: Any) -> Change:
        return change_by(self, [Event(kind=kind, at=at, version=self.version + 1, **said)])
