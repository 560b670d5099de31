"""What the kitchen's page sends, and what it is answered: each tap becomes one command, each answer has its words."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup
from nicegui import ui
from pydantic import ValidationError

from domain.errors import KitchenError
from pages.answers import Answer, reasons, refused, told, written
from pages.fragment import Fragment
from pages.tap_json import BusyTap, DishTap, KitchenTap
from pages.text import chosen, words_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from nicegui.events import GenericEventArguments

    from domain.order import Order
    from pages.access import Access
    from pages.house import House
    from pages.text import Words

_ANSWERS_KEPT = 32
T = TypeVar("T", KitchenTap, DishTap, BusyTap)


class Taps:
    """The taps of one open kitchen page."""

    def __init__(self, house: House, access: Access, words: Words) -> None:
        """Take taps from the page that is being built, and put their answers on it."""
        self._house, self._access, self._words = house, access, words
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._paper = Fragment(tag="div").props("id=answers hidden")
        ui.on("tap", self.take)
        ui.on("dish", self.take_dish)
        ui.on("busy", self.take_busy)

    async def take(self, event: GenericEventArguments) -> None:
        """Give a tap to the kitchen, and answer it."""
        await self._take(event, KitchenTap, self._tap)

    async def take_dish(self, event: GenericEventArguments) -> None:
        """Say that a dish is out, or back."""
        await self._take(event, DishTap, self._switch)

    async def take_busy(self, event: GenericEventArguments) -> None:
        """Say how busy the kitchen is."""
        await self._take(event, BusyTap, self._be_busy)

    async def _take(self, event: GenericEventArguments, kind: type[T], act: Callable[[T], Awaitable[Answer]]) -> None:
        if not self._is_staff():
            return
        try:
            tap = kind.model_validate(event.args)
        except ValidationError:
            return
        try:
            answer = await act(tap)
        except KitchenError as error:
            answer = self._refusal(tap, error)
        self._answer(answer)

    async def _tap(self, tap: KitchenTap) -> Answer:
        return self._done(tap, await self._command(tap))

    async def _switch(self, tap: DishTap) -> Answer:
        await self._house.kitchen.eighty_six(tap.dish, available=tap.available)
        words = self._words
        says = words("{dish} is back", dish=tap.dish) if tap.available else words("{dish} is out", dish=tap.dish)
        return Answer(tap_id=tap.tap_id, says=says, is_done=True)

    async def _be_busy(self, tap: BusyTap) -> Answer:
        await self._house.kitchen.be_busy(timedelta(minutes=tap.extra), timedelta(minutes=tap.span))
        words = self._words
        says = words("Guests are told {n} minutes more", n=tap.extra) if tap.extra else words("Back to normal times")
        return Answer(tap_id=tap.tap_id, says=says, is_done=True)

    # The session may have ended since the page was built: each tap asks anew.
    def _is_staff(self) -> bool:
        if self._access.is_staff(ui.context.client.request):
            return True
        ui.navigate.to("/login")
        return False

    async def _command(self, tap: KitchenTap) -> Order:
        kitchen = self._house.kitchen
        order_id, tap_id, seen = tap.order_id, tap.tap_id, tap.seen_version
        match tap.tap:
            case "start":
                return await kitchen.start(order_id, tap.item_id, tap_id=tap_id, seen_version=seen)
            case "bump":
                return await kitchen.bump(order_id, tap.item_id, tap_id=tap_id, seen_version=seen)
            case "recall":
                return await kitchen.recall(order_id, tap.item_id, tap_id=tap_id, seen_version=seen)
            case "void":
                return await kitchen.void(order_id, tap.item_id or "", tap_id=tap_id, seen_version=seen)
            case "hand_over":
                return await kitchen.hand_over(order_id, tap_id=tap_id, seen_version=seen)
            case "cancel":
                return await kitchen.cancel(order_id, reason=self._reason(tap), tap_id=tap_id, seen_version=seen)
            case "postpone":
                span = timedelta(minutes=tap.minutes)
                return await kitchen.postpone(order_id, span, tap_id=tap_id, seen_version=seen)
            case "rush":
                return await kitchen.rush(order_id, tap_id=tap_id, seen_version=seen)
            case "undo":
                return await kitchen.undo(order_id, tap_id=tap_id, seen_version=seen)

    def _reason(self, tap: KitchenTap) -> str:
        live = self._house.board.watch(tap.order_id)
        wish = live.order.language if live else ""
        guest = words_in(chosen([wish, self._words.language], self._house.languages), self._house.timezone)
        return tap.reason or (reasons(guest)[tap.preset] if tap.preset else "")

    # A tap that was sent twice may be answered by an order that has moved on: that version is not this tap's to undo.
    def _done(self, tap: KitchenTap, order: Order) -> Answer:
        is_own = order.version == tap.seen_version + 1
        return Answer(
            tap_id=tap.tap_id,
            says=told(tap, order, self._words),
            is_done=True,
            version=order.version,
            order_id=order.id,
            undo=order.version if is_own and tap.tap != "undo" else None,
        )

    def _refusal(self, tap: KitchenTap | DishTap | BusyTap, error: KitchenError) -> Answer:
        order_id = tap.order_id if isinstance(tap, KitchenTap) else ""
        live = self._house.board.watch(order_id)
        return refused(tap.tap_id, error, self._words, live.order.pickup_code if live else "", order_id)

    # All late answers stay on the page: one that is overtaken by the next within the same message must not be lost.
    def _answer(self, answer: Answer) -> None:
        self._answers[answer.tap_id] = answer
        self._answers.move_to_end(answer.tap_id)
        while len(self._answers) > _ANSWERS_KEPT:
            self._answers.popitem(last=False)
        self._paper.content = Markup("").join(written(answer) for answer in self._answers.values())
