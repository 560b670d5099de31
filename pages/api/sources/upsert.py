"""Upsert of a source's order: places it, changes it or cancels it, by what the kitchen knows of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from domain.commands import Tap, TapCommand
from domain.deliveries import Outcome
from domain.errors import IntakeConflict, OrderNotFound, TapRefused
from domain.intake import MAX_NOTE_CHARS
from domain.item import create_item
from domain.sources import CANCELLED_THERE, CHANGED_AT_SOURCE, REMOVED_AT_SOURCE, OrderState, SourceLink, SourceOrder
from domain.stages import Stage
from pages.api.repair.values.text_repair import repair_text
from pages.api.sources.bundles import spread_parts
from pages.api.sources.dishes_elsewhere import DishesElsewhere
from pages.api.sources.left_out import find_left_out
from pages.api.sources.source_draft import details_to_change, difference, draft_of
from pages.api.sources.staff_changes import promise_of_source

if TYPE_CHECKING:
    from domain.intake import Draft
    from domain.order import Order
    from domain.sources import SourceStore
    from pages.api.sources.staff_changes import SourceItem
    from pages.context import AppContext


# A vendor tells of old orders, too: when somebody edits one there, and at the first poll.
MAX_AGE = timedelta(hours=24)
CANCELLATION_DENIED = "The source refuses to cancel the order. Reopen it here, or settle it with the source."


@dataclass(frozen=True, slots=True)
class Upserted:
    """What became of a source's order."""

    outcome: Outcome
    order_id: str | None = None
    problem: str = ""
    readable: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class SourceOrders:
    """Brings the kitchen's orders to what their sources say."""

    context: AppContext
    store: SourceStore

    async def upsert(self, source: str, order: SourceOrder) -> Upserted:
        """Place, change or cancel an order; raises UnreadableSourceOrder or a KitchenError."""
        order = replace(order, reason=repair_text(order.reason, MAX_NOTE_CHARS)[0])
        link = await self.store.find_link(source, order.external_id)
        if link and order.revision and order.revision < link.revision:
            return Upserted(Outcome.REPEATED, link.order_id, "It is older than what came before.")
        if link and link.order_id:
            known = replace(order, revision=order.revision or link.revision)  # an older one may come yet
            if order.denies_cancellation and link.awaits_echo:
                return await self._take_denial(known, link.without_echo, link.order_id)
            return await self._change(known, link, link.order_id)
        if link and not order.revision:  # it has no order, and nothing says that this is newer than its cancellation
            return Upserted(Outcome.REPEATED, problem="It was cancelled before it came.")
        if order.state is OrderState.ACCEPTED:
            return await self._place(source, order)
        if order.state is OrderState.CANCELLED:  # so that an older delivery, which comes later, does not place it
            await self._write_link(source, order, None, "")
        return Upserted(Outcome.IGNORED, problem=f"It is not to be cooked: {order.reason or order.state.value}.")

    async def _place(self, source: str, order: SourceOrder) -> Upserted:
        draft, repairs = self._draft(source, order)
        if order.placed_at and self._is_old(order, draft):
            since = f"{order.placed_at:%Y-%m-%d %H:%M} UTC"
            return Upserted(Outcome.IGNORED, problem=f"It was placed at {since}, too long ago to be cooked.")
        try:
            placed, is_new = await self.context.kitchen.place(spread_parts(draft, self.context.kitchen.menu))
        except IntakeConflict as conflict:
            # An older draft was placed, and the program ended before its link was written.
            link = SourceLink(
                source=source, external_id=order.external_id, order_id=conflict.order_id, revision="", fingerprint=""
            )
            return await self._change(order, link, conflict.order_id)
        await self._write_link(source, order, placed.id, draft.fingerprint)
        if not is_new:
            return Upserted(Outcome.REPEATED, placed.id)
        return Upserted(Outcome.REPAIRED if repairs else Outcome.TAKEN, placed.id, repairs)

    def _is_old(self, order: SourceOrder, draft: Draft) -> bool:
        placed_at = order.placed_at or self.context.now()
        return max(placed_at, draft.quoted_for or placed_at) < self.context.now() - MAX_AGE

    async def _change(self, order: SourceOrder, link: SourceLink, order_id: str) -> Upserted:
        if order.state in {OrderState.CANCELLED, OrderState.EMPTY}:
            return await self._take_cancellation(order, link, order_id)
        if order.state is not OrderState.ACCEPTED:
            return Upserted(Outcome.REPEATED, order_id)
        draft, repairs = self._draft(link.source, order)
        if link.has(draft.fingerprint):
            return Upserted(Outcome.REPEATED, order_id)
        was_cancelled = link.is_cancelled_there
        is_reopened = was_cancelled and await self._reopen(order_id)
        is_changed, gone = await self._amend(order_id, draft)
        is_changed = is_changed or is_reopened
        refused = _refused(order_id, self._elsewhere.taken_out(gone))
        if not refused and not is_changed:
            refused = await self._refuse_left_out(order, draft, order_id, was_cancelled=was_cancelled)
        await self._write_link(link.source, order, order_id, link.mark(draft.fingerprint))
        if is_changed:
            return refused or Upserted(Outcome.REPAIRED if repairs else Outcome.TAKEN, order_id, repairs)
        return refused or Upserted(Outcome.REPEATED, order_id, "The order is closed, or stands so already.")

    async def _take_cancellation(self, order: SourceOrder, link: SourceLink, order_id: str) -> Upserted:
        if link.is_cancelled_there:  # staff may have reopened it since
            return Upserted(Outcome.REPEATED, order_id)
        if link.awaits_echo:
            await self._write_link(link.source, order, order_id, CANCELLED_THERE)
            return Upserted(Outcome.REPEATED, order_id, "It is what the source was told.")
        is_changed = await self._is_taken(TapCommand(Tap.CANCEL, order_id, reason=order.reason))
        await self._write_link(link.source, order, order_id, CANCELLED_THERE)
        taken = Upserted(Outcome.TAKEN if is_changed else Outcome.REPEATED, order_id)
        return _refused(order_id, self._elsewhere.of_closed(order_id)) or taken

    async def _take_denial(self, order: SourceOrder, link: SourceLink, order_id: str) -> Upserted:
        """Go on without the cancellation that the source was asked for, and say so while the order is cancelled."""
        await self.store.write_link(link, self.context.now())
        here = await self.context.find_order(order_id)
        if here and here.stage is Stage.CANCELLED:
            return Upserted(Outcome.REFUSED, order_id, CANCELLATION_DENIED)
        return await self._change(order, link, order_id)

    async def _refuse_left_out(
        self, order: SourceOrder, draft: Draft, order_id: str, *, was_cancelled: bool
    ) -> Upserted | None:
        """Say which dishes cannot be put on a closed order, so that the kitchen sees them; None without any."""
        closed = await self.context.find_order(order_id)
        if closed is None or closed.is_open:
            return None
        says = [self._elsewhere.of_closed(order_id)]
        if self._is_old(order, draft):
            return _refused(order_id, *says)
        wanted = spread_parts(draft, self.context.kitchen.menu)
        left_out = await find_left_out(self.context.deliveries, closed, wanted, was_cancelled=was_cancelled)
        return _refused(order_id, str(left_out), *says, readable=left_out.readable)

    @property
    def _elsewhere(self) -> DishesElsewhere:
        return DishesElsewhere(self.context.board)

    def _draft(self, source: str, order: SourceOrder) -> tuple[Draft, str]:
        return draft_of(source, order, ZoneInfo(self.context.timezone), self.context.now())

    async def _write_link(self, source: str, order: SourceOrder, order_id: str | None, fingerprint: str) -> None:
        link = SourceLink(
            source=source,
            external_id=order.external_id,
            order_id=order_id,
            revision=order.revision,
            fingerprint=fingerprint,
        )
        await self.store.write_link(link, self.context.now())

    async def _reopen(self, order_id: str) -> bool:
        """Return whether an order that stands as cancelled was reopened; one that was handed over stays closed."""
        order = await self.context.find_order(order_id)
        is_cancelled = order is not None and order.stage is Stage.CANCELLED
        return is_cancelled and await self._is_taken(TapCommand(Tap.REOPEN, order_id))

    async def _is_taken(self, command: TapCommand) -> bool:
        try:
            await self.context.kitchen.tap(command)
        except (TapRefused, OrderNotFound):  # it is closed or open already, or ended on another day
            return False
        return True

    async def _amend(self, order_id: str, draft: Draft) -> tuple[bool, list[SourceItem]]:
        """Return whether an open order was changed, and which of its dishes are to be struck in others."""
        live = self.context.board.watch(order_id)
        if live is None or not live.order.is_open:
            return False, []
        before = live.order
        more, less, elsewhere = difference(before, spread_parts(draft, self.context.kitchen.menu))
        added = tuple(create_item(line, self.context.kitchen.menu, "0") for line in more)
        amendment = replace(details_to_change(before, draft), add=added)
        order = await self.context.kitchen.tap(TapCommand(Tap.AMEND, order_id, amendment=amendment))
        for item_id, quantity in less:
            void = TapCommand(Tap.VOID, order_id, item_id, quantity=quantity, reason=REMOVED_AT_SOURCE)
            order = await self.context.kitchen.tap(void)
        if draft.quoted_for and draft.quoted_for not in {order.quoted_for, promise_of_source(before)}:
            order = await self._requote(order, draft)
        return order.version != before.version, elsewhere

    async def _requote(self, order: Order, draft: Draft) -> Order:
        try:
            requote = TapCommand(Tap.REQUOTE, order.id, quoted_for=draft.quoted_for, reason=CHANGED_AT_SOURCE)
            return await self.context.kitchen.tap(requote)
        except TapRefused:  # it is ready, and its time does not matter any more
            return order


def _refused(order_id: str, *says: str, readable: Mapping[str, Any] | None = None) -> Upserted | None:
    words = " ".join(filter(None, says))
    return Upserted(Outcome.REFUSED, order_id, words, readable or {}) if words else None
