"""Tap handler of the kitchen page: each tap becomes one command, and each result a reply."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup
from nicegui import ui
from pydantic import ValidationError

from domain.commands import Tap, TapCommand
from domain.errors import KitchenError, NotSaved, StaleTap
from domain.menu import Stock
from pages.components.cancel_reasons import preset_reason
from pages.components.fragment import Fragment
from pages.kitchen.day_handler import close_day, reopen_day
from pages.kitchen.stale_taps import still_holds
from pages.kitchen.tap_replies import TapReply, refusal, reply_html, stock_text, success_text
from pages.kitchen.tap_schemas import BusyTap, CloseDayTap, DishTap, KitchenTap, ReopenDayTap, SettleTap
from pages.security.return_address import sign_in_again_address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nicegui.events import GenericEventArguments

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

_ANSWERS_KEPT = 32
AnyTap = KitchenTap | DishTap | BusyTap | SettleTap | CloseDayTap | ReopenDayTap
T = TypeVar("T", KitchenTap, DishTap, BusyTap, SettleTap, CloseDayTap, ReopenDayTap)


class TapHandler:
    """The taps of one open kitchen page."""

    def __init__(self, context: AppContext, auth: Auth, t: Translator) -> None:
        """Take taps from the page that is being built, and put their answers on it."""
        self._context, self._auth, self._translator = context, auth, t
        self._answers: OrderedDict[str, TapReply] = OrderedDict()
        self._paper = Fragment(tag="div").props("id=answers hidden")
        ui.on("tap", self.take)
        ui.on("heard", self.hear)
        ui.on("dish", self.take_dish)
        ui.on("busy", self.take_busy)
        ui.on("settle", self.take_settle)
        ui.on("close_day", self.take_close_day)
        ui.on("reopen_day", self.take_reopen_day)

    async def take(self, event: GenericEventArguments) -> None:
        """Give a tap to the kitchen, and answer it."""
        await self._take(event, KitchenTap, self._tap_as_seen)

    async def hear(self) -> None:
        """Say on all tablets, those of other processes too, that somebody has heard the bell."""
        if self._is_staff():
            await quiet_bells(self._context)

    async def take_dish(self, event: GenericEventArguments) -> None:
        """Say that a dish is out, or back."""
        await self._take(event, DishTap, self._switch)

    async def take_busy(self, event: GenericEventArguments) -> None:
        """Say how busy the kitchen is."""
        await self._take(event, BusyTap, self._be_busy)

    async def take_settle(self, event: GenericEventArguments) -> None:
        """Put aside an order that could not be taken."""
        await self._take(event, SettleTap, self._settle)

    async def take_close_day(self, event: GenericEventArguments) -> None:
        """Close the day."""
        await self._take(event, CloseDayTap, partial(close_day, context=self._context, t=self._translator))

    async def take_reopen_day(self, event: GenericEventArguments) -> None:
        """Take the close of the day back."""
        await self._take(event, ReopenDayTap, partial(reopen_day, context=self._context, t=self._translator))

    async def _take(self, event: GenericEventArguments, kind: type[T], act: Callable[[T], Awaitable[TapReply]]) -> None:
        if not self._is_staff():
            return
        try:
            tap = kind.model_validate(event.args)
        except ValidationError:
            return
        try:
            reply = await act(tap)
        except KitchenError as error:
            reply = self._refusal(tap, error)
        self._answer(reply)

    async def _tap_as_seen(self, tap: KitchenTap) -> TapReply:
        try:
            return await self._tap(tap)
        except StaleTap as error:
            if not still_holds(tap, error.actual):
                raise
            return await self._tap(tap.model_copy(update={"seen_version": error.actual.version}))

    async def _tap(self, tap: KitchenTap) -> TapReply:
        command = TapCommand(
            tap.tap,
            tap.order_id,
            tap.item_id,
            tap_id=tap.tap_id,
            seen_version=tap.seen_version,
            reason=self._reason(tap),
            span=timedelta(minutes=tap.minutes),
            station=tap.station,
            quantity=tap.quantity,
        )
        return self._done(tap, await self._context.kitchen.tap(command))

    async def _switch(self, tap: DishTap) -> TapReply:
        kitchen = self._context.kitchen
        until = kitchen.day.ends if tap.until_tomorrow and not tap.available else None
        await kitchen.menus.eighty_six(tap.dish, Stock(tap.available, tap.left if tap.available else None, until))
        return TapReply(tap_id=tap.tap_id, says=stock_text(tap, self._translator), is_done=True)

    async def _be_busy(self, tap: BusyTap) -> TapReply:
        await self._context.kitchen.be_busy(timedelta(minutes=tap.extra), timedelta(minutes=tap.span))
        t = self._translator
        says = (
            t.gettext("Guests are told {n} minutes more", n=tap.extra)
            if tap.extra
            else t.gettext("Back to normal times")
        )
        return TapReply(tap_id=tap.tap_id, says=says, is_done=True)

    async def _settle(self, tap: SettleTap) -> TapReply:
        await self._context.deliveries.settle(tap.delivery_id)
        return TapReply(tap_id=tap.tap_id, says=self._translator.gettext("Put aside"), is_done=True)

    # The session may have ended since the page was built, so each tap checks it.
    def _is_staff(self) -> bool:
        request = ui.context.client.request
        if self._auth.is_staff(request):
            return True
        ui.navigate.to(sign_in_again_address(request))
        return False

    def _reason(self, tap: KitchenTap) -> str:
        live = self._context.board.watch(tap.order_id)
        wish = live.order.language if live else ""
        return tap.reason or (preset_reason(tap.preset, wish, self._context, self._translator) if tap.preset else "")

    # A tap that was sent twice may be answered by an order that has moved on: that version is not this tap's to undo.
    def _done(self, tap: KitchenTap, order: Order) -> TapReply:
        is_own = order.version == tap.seen_version + 1
        return TapReply(
            tap_id=tap.tap_id,
            says=success_text(tap, order, self._translator),
            is_done=True,
            version=order.version,
            order_id=order.id,
            undo=order.version if is_own and tap.tap not in {Tap.UNDO, Tap.CALL} else None,
        )

    def _refusal(self, tap: AnyTap, error: KitchenError) -> TapReply:
        order_id = tap.order_id if isinstance(tap, KitchenTap) else ""
        live = self._context.board.watch(order_id)
        return refusal(tap.tap_id, error, self._translator, live.order.pickup_code if live else "", order_id)

    # All late answers stay on the page: one that is overtaken by the next within the same message must not be lost.
    def _answer(self, reply: TapReply) -> None:
        self._answers[reply.tap_id] = reply
        self._answers.move_to_end(reply.tap_id)
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.popitem(last=False)
        self._paper.content = Markup("").join(reply_html(reply) for reply in self._answers.values())


async def quiet_bells(context: AppContext) -> None:
    """Quiet the bells of all tablets, those of other processes too, as far as they can be told."""
    await context.board.quiet_bells()
    if context.processes:
        with suppress(NotSaved):
            await context.processes.quiet_bells()
