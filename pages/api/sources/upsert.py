"""Upsert of a source's order: places it, changes it or cancels it, by what the kitchen knows of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from domain.commands import Tap, TapCommand
from domain.deliveries import Outcome
from domain.errors import IntakeConflict, OrderNotFound, TapRefused
from domain.intake import MAX_NOTE_CHARS
from domain.item import create_item
from domain.sources import CHANGED_AT_SOURCE, REMOVED_AT_SOURCE, OrderState, SourceLink, SourceOrder
from domain.stages import ItemState
from pages.api.sources.bundles import spread_parts
from pages.api.sources.source_draft import details_to_change, difference, draft_of
from pages.api.sources.staff_changes import orders_with_its_dishes, promise_of_source
from pages.api.text_repair import repair_text

if TYPE_CHECKING:
    from domain.intake import Draft
    from domain.order import Order
    from domain.sources import SourceStore
    from pages.api.sources.staff_changes import SourceItem
    from pages.context import AppContext


# A vendor tells of old orders, too: when somebody edits one there, and at the first poll.
MAX_AGE = timedelta(hours=24)
# In place of the draft's fingerprint, once a cancellation is done or refused: staff may have reopened the order since.
_CANCELLED = "cancelled"


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
        if order.placed_at and max(order.placed_at, draft.quoted_for or order.placed_at) < self._oldest:
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

    @property
    def _oldest(self) -> datetime:
        return self.context.now() - MAX_AGE

    async def _change(self, order: SourceOrder, link: SourceLink, order_id: str) -> Upserted:
        if order.state is OrderState.CANCELLED:
            if link.fingerprint == _CANCELLED:
                return Upserted(Outcome.REPEATED, order_id)
            is_changed = await self._cancel(order_id, order.reason)
            await self._write_link(link.source, order, order_id, _CANCELLED)
            taken = Upserted(Outcome.TAKEN if is_changed else Outcome.REPEATED, order_id)
            return self._refused_elsewhere(order_id) or taken
        if order.state is not OrderState.ACCEPTED:
            return Upserted(Outcome.REPEATED, order_id)
        draft, repairs = self._draft(link.source, order)
        if draft.fingerprint == link.fingerprint:
            return Upserted(Outcome.REPEATED, order_id)
        is_changed, elsewhere = await self._amend(order_id, draft)
        await self._write_link(link.source, order, order_id, draft.fingerprint)
        if codes := self._cooking_elsewhere(elsewhere):
            says = f"Dishes that the shop took out go on in {', '.join(codes)}: strike them there."
            return Upserted(Outcome.REFUSED, order_id, says)
        if is_changed:
            return Upserted(Outcome.REPAIRED if repairs else Outcome.TAKEN, order_id, repairs)
        stands = Upserted(Outcome.REPEATED, order_id, "The order is closed, or stands so already.")
        return self._refused_elsewhere(order_id) or stands

    def _refused_elsewhere(self, order_id: str) -> Upserted | None:
        """Say that dishes of a closed order go on in others: those are for the staff to change."""
        found = self._with_its_dishes(order_id)
        codes = sorted(order.pickup_code for order in found.values() if order.is_open)
        if not codes or found[order_id].is_open:
            return None
        says = f"Dishes of this order go on in {', '.join(codes)}: change or cancel them there."
        return Upserted(Outcome.REFUSED, order_id, says)

    def _cooking_elsewhere(self, gone: list[SourceItem]) -> list[str]:
        """Return the codes of the open orders that still have one of these items."""
        codes = set()
        for item, _, other_id in gone:
            for order in self._with_its_dishes(other_id or "").values():
                of_it = [one for one in order.items if one.name == item.name and one.state is not ItemState.VOIDED]
                codes |= {order.pickup_code} if order.is_open and of_it else set()
        return sorted(codes)

    def _with_its_dishes(self, order_id: str) -> dict[str, Order]:
        """Return an order, and all others that its dishes went to, by id."""
        found: dict[str, Order] = {}
        waiting = [order_id]
        while waiting:
            live = self.context.board.watch(waiting.pop())
            if live and live.order.id not in found:
                found[live.order.id] = live.order
                waiting += orders_with_its_dishes(live.order)
        return found

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

    async def _cancel(self, order_id: str, reason: str) -> bool:
        try:
            await self.context.kitchen.tap(TapCommand(Tap.CANCEL, order_id, reason=reason))
        except (TapRefused, OrderNotFound):  # it is closed
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
