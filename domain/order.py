"""The guest's order: a frozen value. Each verb answers with the Change it makes, or refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from domain.commands import Tap
from domain.errors import OrderNotFound, TapRefused
from domain.events import Event, EventKind, effective_events
from domain.item import Item
from domain.notices import Notice, notices_of_change
from domain.replay import apply_events, replay
from domain.stages import NEXT, OPEN, PENDING, UNFINISHED, ItemState, Stage, stage_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.estimation.estimate import Estimate

# The page offers an undo for 8 seconds; the rest is for the network between.
UNDO_WINDOW = timedelta(seconds=15)

_ITEM_EVENT = {
    Tap.START: EventKind.ITEM_STARTED,
    Tap.BUMP: EventKind.ITEM_DONE,
    Tap.RECALL: EventKind.ITEM_RECALLED,
    Tap.VOID: EventKind.ITEM_VOIDED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one command does: the order as it stands afterwards, what happened, and what the guest is to be told."""

    order: Order
    events: tuple[Event, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A guest's order. All times are UTC.

    `version` counts the changes; `quoted_for` is the promise and moves only by `requote`; `estimate` may drift and
    is no part of the version. `closed` is set once the order was collected or cancelled, `closed_at` with it.
    `external_ref` is the sender's number, unique within `source` and `business_day`. `service` is dine_in, pickup,
    delivery or empty.
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
    estimate: Estimate | None = None

    @property
    def stage(self) -> Stage:
        """Where the order stands."""
        return self.closed or stage_of(item.state for item in self.items)

    @property
    def is_open(self) -> bool:
        """Whether the order is still on the rail."""
        return self.stage in OPEN

    @property
    def ready_at(self) -> datetime | None:
        """When the order became ready for good; None while it is not."""
        if self.stage not in {Stage.READY, Stage.COLLECTED}:
            return None
        return max((item.done_at for item in self.items if item.done_at is not None), default=None)

    def item(self, item_id: str) -> Item:
        """Find an item; raises OrderNotFound."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise OrderNotFound(item_id)

    def start(self, at: datetime, item_id: str | None = None) -> Change:
        """Begin to cook an item, or every item that waits."""
        return self._tap_items(Tap.START, at, item_id)

    def bump(self, at: datetime, item_id: str | None = None) -> Change:
        """Say that an item is done, or every item that is not."""
        return self._tap_items(Tap.BUMP, at, item_id)

    def recall(self, at: datetime, item_id: str | None = None) -> Change:
        """Take back a done item; without one, take back the handing over, or what the latest bump finished."""
        if item_id is None and self.closed is Stage.COLLECTED:
            return self._changed(at, EventKind.REOPENED)
        if item_id is not None:
            return self._tap_items(Tap.RECALL, at, item_id)
        if self.closed is not None:
            raise TapRefused(self.stage, Tap.RECALL)
        latest = self._latest_bump()
        if not latest:
            raise TapRefused(self.stage, Tap.RECALL)
        return self._changed(at, EventKind.ITEM_RECALLED, latest)

    def void(self, at: datetime, item_id: str, reason: str = "") -> Change:
        """Strike an item; when it was the last one, the order is cancelled with it."""
        return self._tap_items(Tap.VOID, at, item_id, reason)

    def hand_over(self, at: datetime) -> Change:
        """Give the ready order to its guest."""
        if self.stage is not Stage.READY:
            raise TapRefused(self.stage, Tap.HAND_OVER)
        return self._changed(at, EventKind.COLLECTED)

    def cancel(self, at: datetime, reason: str = "") -> Change:
        """End an open order without handing it over."""
        if not self.is_open:
            raise TapRefused(self.stage, Tap.CANCEL)
        return self._changed(at, EventKind.CANCELLED, reason=reason)

    def requote(self, at: datetime, quoted_for: datetime, reason: str = "") -> Change:
        """Move the promise of an order that is not ready yet."""
        if self.stage not in UNFINISHED:
            raise TapRefused(self.stage, Tap.REQUOTE)
        return self._changed(at, EventKind.REQUOTED, quoted_for=quoted_for, reason=reason)

    def postpone(self, at: datetime, span: timedelta) -> Change:
        """Move the promise later by a span; when it has passed already, the span counts from now."""
        if self.stage not in UNFINISHED:
            raise TapRefused(self.stage, Tap.POSTPONE)
        return self.requote(at, max(self.quoted_for, at) + span)

    def rush(self, at: datetime) -> Change:
        """Move an order that is not ready yet ahead of the others."""
        if self.stage not in UNFINISHED or self.rushed:
            raise TapRefused(self.stage, Tap.RUSH)
        return self._changed(at, EventKind.RUSHED)

    def undo(self, at: datetime) -> Change:
        """Take back the latest change as if it had not been tapped, within UNDO_WINDOW of it."""
        latest = self.events[-1]
        is_tap = latest.kind not in {EventKind.PLACED, EventKind.UNDONE}
        if not is_tap or at - latest.at > UNDO_WINDOW:
            raise TapRefused(self.stage, Tap.UNDO)
        return self._changed(at, EventKind.UNDONE, undoes=latest.version)

    def estimated(self, estimate: Estimate) -> Order:
        """Return the order with another estimate; no change of the order in itself."""
        return replace(self, estimate=estimate)

    def _tap_items(self, tap: Tap, at: datetime, item_id: str | None, reason: str = "") -> Change:
        if self.closed is not None:
            raise TapRefused(self.stage, tap)
        if item_id is not None and (self.item(item_id).state, tap) not in NEXT:
            raise TapRefused(self.item(item_id).state, tap)
        tapped = [item.id for item in self.items if item_id in {None, item.id} and (item.state, tap) in NEXT]
        if not tapped:
            raise TapRefused(self.stage, tap)
        return self._changed(at, _ITEM_EVENT[tap], tapped, reason=reason)

    def _latest_bump(self) -> list[str]:
        done = {item.id for item in self.items if item.state is ItemState.DONE}
        bumps = [e for e in effective_events(self.events) if e.kind is EventKind.ITEM_DONE and e.item_id in done]
        return [event.item_id for event in bumps if event.version == bumps[-1].version and event.item_id]

    def _changed(  # noqa: PLR0913  what an event may say
        self,
        at: datetime,
        kind: EventKind,
        item_ids: Iterable[str | None] = (None,),
        *,
        reason: str = "",
        quoted_for: datetime | None = None,
        undoes: int | None = None,
    ) -> Change:
        blank = Event(kind=kind, at=at, version=self.version + 1, reason=reason, quoted_for=quoted_for, undoes=undoes)
        events = [replace(blank, item_id=item_id) for item_id in item_ids]
        after = apply_events(self, events) if undoes is None else replay(self, (*self.events, *events))
        # An undo is the last word of its change: the stage it leads back to was told before, and still stands.
        is_told = kind is EventKind.UNDONE or after.stage.value == kind.value
        if after.stage is not self.stage and not is_told:
            reached = Event(kind=EventKind(after.stage.value), at=at, version=blank.version)
            events.append(reached)
            after = apply_events(after, [reached])
        return Change(after, tuple(events), notices_of_change(self.stage, after.stage))


def pending(order: Order) -> tuple[Item, ...]:
    """Return the items that are still to be cooked or cooking."""
    return () if order.closed else tuple(item for item in order.items if item.state in PENDING)
