"""The kitchen: the only command service. Every change of every order passes through here, one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.business_day import BusinessDay
from domain.command_queue import CommandQueue
from domain.errors import IntakeConflict, StaleTap
from domain.estimates import EstimateKeeper
from domain.intake import Draft, check_dishes, create_order, with_promise
from domain.notices import notices_of_estimate, notices_of_promise
from domain.stages import UNFINISHED
from domain.working_set import WorkingSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from domain.commands import TapCommand
    from domain.estimation import Estimator
    from domain.menu import Menu
    from domain.order import Change, Order
    from domain.ports import Board, Clock, OrderStore, PushGateway, UnitOfWork

# A guest's link ends this long after the order did.
LINK_LIFE = timedelta(hours=24)
# An Idempotency-Key counts this long within its source.
KEY_LIFE = timedelta(hours=24)


_CALENDAR_DAY = BusinessDay()


class Kitchen:
    """Takes orders and taps: decide, record, commit, and only then show."""

    def __init__(  # noqa: PLR0913  its ports, and its day
        self,
        store: OrderStore,
        board: Board,
        clock: Clock,
        gateway: PushGateway,
        estimator: Estimator,
        *,
        business_day: BusinessDay = _CALENDAR_DAY,
    ) -> None:
        """Put the kitchen together; `open` it before the first command."""
        self._store, self._clock, self._gateway, self._business_day = store, clock, gateway, business_day
        self._orders, self._queue = WorkingSet(board), CommandQueue()
        self._estimates = EstimateKeeper(store, self._orders, self._queue, clock, gateway, estimator)

    @property
    def menu(self) -> Menu:
        """The menu as it stands."""
        return self._orders.menu

    async def open(self) -> None:
        """Read what the store keeps, and show it with estimates of this moment."""
        self._orders.show_menu(await self._store.read_menu())
        for order in await self._store.load_current(since=self._clock.now() - LINK_LIFE):
            self._orders.show(order)
        await self._estimates.open()
        await self._estimates.look()

    async def close(self) -> None:
        """Let the commands that have begun come to their end."""
        await self._queue.drain()

    async def place(
        self, draft: Draft, idempotency_key: str | None = None, *, refuse_sold_out: bool = False
    ) -> tuple[Order, bool]:
        """Take an order in; returns it, and whether it is new.

        The same draft answers with the order it has made before: under the same key of its source within a day, or
        under the same external reference of its source within the business day.
        Raises IntakeConflict for another draft under a used one and, where the sender wishes to offer another dish,
        DishUnavailable for one that is sold out; else such a dish is marked, and staff decide.
        """
        return await self._queue.run(self._place(draft, idempotency_key, refuse_sold_out=refuse_sold_out))

    async def tap(self, command: TapCommand) -> Order:
        """Change an order by a tap; returns it as it stands afterwards.

        Raises OrderNotFound, TapRefused, StaleTap, NotSaved, or IntakeConflict for a `tap_id` of another order.
        """
        return await self._queue.run(self._tap(command))

    async def keep_estimates(self) -> None:
        """Re-estimate after every change what it can have moved, until this is cancelled."""
        await self._estimates.run()

    async def refresh_estimates(self) -> None:
        """Re-estimate every open order now, as the clock goes on."""
        await self._estimates.look()

    async def learn(self) -> None:
        """Learn from the orders that have become ready, and keep what was learned."""
        await self._estimates.learn()

    async def unlearn(self) -> None:
        """Forget what was learned: estimates start again from the configured minutes."""
        await self._estimates.unlearn()

    async def be_busy(self, extra: timedelta, span: timedelta) -> None:
        """Say that everything takes so much longer, for a span from now; no extra ends it."""
        await self._estimates.be_busy(extra, span)

    async def write_menu(self, menu: Menu) -> None:
        """Put another menu in place of this one; orders that are in keep what they were made of."""
        await self._queue.run(self._write_menu(lambda _: menu))

    async def change_menu(self, change: Callable[[Menu], Menu]) -> None:
        """Change the menu as it stands when its turn comes, so that two people's changes both count."""
        await self._queue.run(self._write_menu(change))

    async def eighty_six(self, name: str, *, available: bool = False) -> None:
        """Say that a dish is out, or back; raises DishNotFound for a dish the menu does not know."""
        await self._queue.run(self._write_menu(lambda menu: menu.eighty_six(name, available=available)))

    async def forget_ended(self) -> None:
        """End the links of orders that were closed LINK_LIFE ago."""
        self.forget(self._orders.closed_before(self._clock.now() - LINK_LIFE))

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders out of the working set and off the board: their links end."""
        self._orders.forget(order_ids)

    async def _tap(self, command: TapCommand) -> Order:
        async with self._store.transaction() as work:
            order = await work.load(command.order_id)
            if await _is_repeated(work, command):
                return order
            if command.seen_version not in {None, order.version}:
                raise StaleTap(command.seen_version or 0, order)
            order = self._with_shown_estimate(order)
            change = self._with_estimate(order, command.apply(order, self._clock.now()))
            await work.record(change, command.tap_id)
        self._show(change.order, changed=(order, change.order), has_notices=bool(change.notices))
        return change.order

    async def _place(self, draft: Draft, key: str | None, *, refuse_sold_out: bool) -> tuple[Order, bool]:
        async with self._store.transaction() as work:
            now = self._clock.now()
            day = self._business_day.day_of(now)
            if known := await work.find_intake(draft, key, day, since=now - KEY_LIFE):
                field, order_id = known
                if await work.read_fingerprint(order_id) != draft.fingerprint:
                    raise IntakeConflict(field, order_id)
                return await work.load(order_id), False
            order = create_order(draft, self.menu, self._orders.codes, now, day)
            if refuse_sold_out:
                check_dishes(order)
            order = with_promise(order.estimated(self._estimates.quote(order)), draft.quoted_for)
            await work.add(order, draft.fingerprint, key)
        self._show(order, changed=(order,), has_notices=False)
        return order, True

    async def _write_menu(self, change: Callable[[Menu], Menu]) -> None:
        menu = change(self.menu)
        async with self._store.transaction() as work:
            await work.write_menu(menu)
        self._orders.show_menu(menu)

    # Of the minutes to go the guest may have seen more than was written.
    def _with_shown_estimate(self, order: Order) -> Order:
        shown = self._orders.get(order.id)
        return order if shown is None or shown.estimate is None else order.estimated(shown.estimate)

    # The times keep their last word until the next look, which follows at once; but what was shown before an order
    # was ready is no word for one that comes back.
    def _with_estimate(self, before: Order, change: Change) -> Change:
        order = change.order
        foreseen = notices_of_promise(before, order)
        if before.stage not in UNFINISHED and order.stage in UNFINISHED:
            estimate = self._estimates.quote(order)
            foreseen = notices_of_estimate(order, estimate)
            order = order.estimated(estimate)
        # What the tap itself earned comes last: a phone is told the latest only, and "not ready" must reach it.
        return replace(change, order=order, notices=(*foreseen, *change.notices))

    # No `await` between the commit and here.
    def _show(self, order: Order, *, changed: Iterable[Order], has_notices: bool) -> None:
        self._orders.show(order)
        self._estimates.wake(*changed)
        if has_notices:
            self._gateway.wake()


async def _is_repeated(work: UnitOfWork, command: TapCommand) -> bool:
    if command.tap_id is None or not (tapped := await work.find_tap(command.tap_id)):
        return False
    if tapped != command.order_id:
        raise IntakeConflict("tap_id")
    return True
