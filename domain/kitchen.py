"""The kitchen: the only command service. Every change of every order passes through here, one at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from domain.business_day import BusinessDay
from domain.errors import IntakeConflict, StaleTap
from domain.estimates import EstimateKeeper
from domain.intake import Draft, check_dishes, create_order, with_promise
from domain.menu import Menu
from domain.notices import notices_of_estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping
    from datetime import datetime

    from domain.commands import TapCommand
    from domain.estimation import Estimator
    from domain.order import Order
    from domain.ports import Board, Clock, OrderStore, PushGateway, UnitOfWork


T = TypeVar("T")

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
        self._store, self._board, self._clock, self._gateway = store, board, clock, gateway
        self._estimates = EstimateKeeper(estimator)
        self._business_day = business_day
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[object]] = set()
        self._orders: dict[str, Order] = {}
        self.menu = Menu()

    async def open(self) -> None:
        """Read what the ledger keeps, and show it with estimates of this moment."""
        self.menu = await self._store.read_menu()
        self._board.show_menu(self.menu)
        await self._estimates.open(self._store)
        self._board.show_busy(self._estimates.busy)
        self._show(*await self._store.load_current(since=self._clock.now() - LINK_LIFE))
        await self.refresh_estimates()

    async def close(self) -> None:
        """Let the commands that have begun come to their end."""
        while self._running:
            await asyncio.wait(self._running)

    async def place(
        self, draft: Draft, idempotency_key: str | None = None, *, refuse_sold_out: bool = False
    ) -> tuple[Order, bool]:
        """Take an order in; returns it, and whether it is new.

        The same draft answers with the order it has made before: under the same key of its source within a day, or
        under the same external reference of its source within the business day.
        Raises IntakeConflict for another draft under a used one and, where the sender wishes to offer another dish,
        DishUnavailable for one that is sold out; else such a dish is marked, and staff decide.
        """
        return await self._in_turn(self._place(draft, idempotency_key, refuse_sold_out=refuse_sold_out))

    async def tap(self, command: TapCommand) -> Order:
        """Change an order by a tap; returns it as it stands afterwards.

        Raises OrderNotFound, TapRefused, StaleTap, NotSaved, or IntakeConflict for a `tap_id` of another order.
        """
        return await self._in_turn(self._tap(command))

    async def refresh_estimates(self) -> None:
        """Look at the clock and the queue anew, for every open order."""
        await self._in_turn(self._refresh_estimates())

    async def learn(self) -> None:
        """Learn from the orders that have become ready, and keep what was learnt."""
        await self._in_turn(
            self._write_estimates(lambda: self._estimates.learn(self._orders.values(), self.menu, self._clock.now()))
        )

    async def unlearn(self) -> None:
        """Forget what was learnt: estimates begin anew, from the configured minutes."""
        await self._in_turn(self._write_estimates(self._estimates.unlearn))

    async def be_busy(self, extra: timedelta, span: timedelta) -> None:
        """Say that everything takes so much longer, for a span from now; no extra ends it."""
        until = self._clock.now() + span
        await self._in_turn(self._write_estimates(lambda: self._estimates.be_busy(extra, until)))

    async def write_menu(self, menu: Menu) -> None:
        """Put another menu in place of this one; orders that are in keep what they were made of."""
        await self._in_turn(self._write_menu(lambda _: menu))

    async def change_menu(self, change: Callable[[Menu], Menu]) -> None:
        """Change the menu as it stands when its turn comes, so that two people's changes both count."""
        await self._in_turn(self._write_menu(change))

    async def eighty_six(self, name: str, *, available: bool = False) -> None:
        """Say that a dish is out, or back; raises DishNotFound for a dish the menu does not know."""
        await self._in_turn(self._write_menu(lambda menu: menu.eighty_six(name, available=available)))

    async def forget_ended(self) -> None:
        """End the links of orders that were closed LINK_LIFE ago."""
        before = self._clock.now() - LINK_LIFE
        ended = [o.id for o in self._orders.values() if o.closed_at is not None and o.closed_at < before]
        self.forget(ended)

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders out of the working set and off the board: their links end."""
        ids = list(order_ids)
        for order_id in ids:
            self._orders.pop(order_id, None)
        self._board.forget(ids)

    # The task is shielded: a handler that is cancelled midway (a phone that leaves, a shutdown) must not leave a
    # transaction half open, nor a committed change unshown.
    async def _in_turn(self, command: Coroutine[object, object, T]) -> T:
        task = asyncio.create_task(self._alone(command))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _alone(self, command: Coroutine[object, object, T]) -> T:
        async with self._turn:
            return await command

    async def _tap(self, command: TapCommand) -> Order:
        async with self._store.transaction() as work:
            order = await work.load(command.order_id)
            if await _is_repeated(work, command):
                return order
            if command.seen_version not in {None, order.version}:
                raise StaleTap(command.seen_version or 0, order)
            now = self._clock.now()
            change = command.apply(order, now)
            moved = self._reestimated(change.order, now)
            after = moved.pop(order.id, change.order)
            # What the tap itself earned comes last: a phone is told the latest only, and "not ready" must reach it.
            change = replace(change, order=after, notices=(*notices_of_estimate(order, after), *change.notices))
            await work.record(change, command.tap_id)
            await self._estimates.write(work, self._news(moved))
        self._show(change.order, *moved.values())
        self._gateway.wake()
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
            # The closed ones too: each can come back by a recall, and its guest still has the code before their eyes.
            taken = {order.pickup_code for order in self._orders.values()}
            order = create_order(draft, self.menu, taken, now, day)
            if refuse_sold_out:
                check_dishes(order)
            moved = self._reestimated(order, now)
            order = with_promise(moved.pop(order.id), draft.quoted_for)
            await work.add(order, draft.fingerprint, key)
            await self._estimates.write(work, self._news(moved))
        self._show(order, *moved.values())
        self._gateway.wake()
        return order, True

    async def _refresh_estimates(self) -> None:
        moved = self._estimates.reestimate(self._orders.values(), self.menu, self._clock.now())
        if news := self._news(moved):
            async with self._store.transaction() as work:
                await self._estimates.write(work, news)
        self._show(*moved.values())
        self._gateway.wake()

    async def _write_estimates(self, change: Callable[[], bool]) -> None:
        if not change():
            return
        async with self._store.transaction() as work:
            await self._estimates.keep(work)
        self._board.show_busy(self._estimates.busy)
        await self._refresh_estimates()

    async def _write_menu(self, change: Callable[[Menu], Menu]) -> None:
        menu = change(self.menu)
        async with self._store.transaction() as work:
            await work.write_menu(menu)
        self.menu = menu
        self._board.show_menu(menu)

    def _reestimated(self, changed: Order, now: datetime) -> dict[str, Order]:
        others = [order for order in self._orders.values() if order.id != changed.id]
        return self._estimates.reestimate([changed, *others], self.menu, now)

    # No `await` between the commit and here, nor in here: nobody sees one order moved and the next one not yet.
    def _show(self, *orders: Order) -> None:
        for order in orders:
            self._orders[order.id] = order
            self._board.show(order)

    def _news(self, moved: Mapping[str, Order]) -> list[tuple[Order, Order]]:
        return self._estimates.news((self._orders[order_id], order) for order_id, order in moved.items())


async def _is_repeated(work: UnitOfWork, command: TapCommand) -> bool:
    if command.tap_id is None or not (tapped := await work.find_tap(command.tap_id)):
        return False
    if tapped != command.order_id:
        raise IntakeConflict("tap_id")
    return True
