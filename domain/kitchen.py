"""The kitchen: the only command service. Every change of every order passes through here, one at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from domain.errors import IntakeConflict, StaleTap
from domain.estimates import EstimateKeeper
from domain.intake import Draft, create_order, with_promise
from domain.menu import Menu
from domain.notices import foreseen

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from domain.estimation import Estimator
    from domain.order import Change, Order
    from domain.ports import Board, Clock, OrderStore, PushGateway, UnitOfWork

    Verb = Callable[[Order, datetime], Change]

T = TypeVar("T")

# A guest's link ends this long after the order did.
LINK_LIFE = timedelta(hours=24)


class Kitchen:
    """Takes orders and taps: decide, record, commit, and only then show."""

    def __init__(
        self, store: OrderStore, board: Board, clock: Clock, gateway: PushGateway, estimator: Estimator
    ) -> None:
        """Put the kitchen together; `open` it before the first command."""
        self._store, self._board, self._clock, self._gateway = store, board, clock, gateway
        self._estimates = EstimateKeeper(board, estimator)
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[object]] = set()
        self.menu = Menu()

    async def open(self) -> None:
        """Read what the ledger keeps, and show it with estimates of this moment."""
        self.menu = await self._store.read_menu()
        self._board.show_menu(self.menu)
        await self._estimates.open(self._store)
        self._board.show_busy(self._estimates.busy)
        for order in await self._store.current(since=self._clock.now() - LINK_LIFE):
            self._board.show(order)
        await self.refresh_estimates()

    async def close(self) -> None:
        """Let the commands that have begun come to their end."""
        while self._running:
            await asyncio.wait(self._running)

    async def place(self, draft: Draft, idempotency_key: str | None = None) -> tuple[Order, bool]:
        """Take an order in; returns it, and whether it is new.

        The same draft under the same key or external reference answers with the order it has made before.
        Raises IntakeConflict for another draft under a used one, DishUnavailable for a dish that is out.
        """
        return await self._in_turn(self._place(draft, idempotency_key))

    async def start(
        self, order_id: str, item_id: str | None = None, *, tap_id: str | None = None, seen_version: int | None = None
    ) -> Order:
        """Begin an item, or all that wait. Like every tap: raises OrderNotFound, TapRefused, StaleTap or NotSaved.

        A repeated `tap_id` is a success that changes nothing; `seen_version` refuses the tap if the order moved on.
        """
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.start(at, item_id))

    async def bump(
        self, order_id: str, item_id: str | None = None, *, tap_id: str | None = None, seen_version: int | None = None
    ) -> Order:
        """Finish an item, or all that are left."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.bump(at, item_id))

    async def recall(
        self, order_id: str, item_id: str | None = None, *, tap_id: str | None = None, seen_version: int | None = None
    ) -> Order:
        """Take back a done item, a ready order, or a handing over."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.recall(at, item_id))

    async def void(
        self,
        order_id: str,
        item_id: str,
        *,
        reason: str = "",
        tap_id: str | None = None,
        seen_version: int | None = None,
    ) -> Order:
        """Strike an item."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.void(at, item_id, reason))

    async def hand_over(self, order_id: str, *, tap_id: str | None = None, seen_version: int | None = None) -> Order:
        """Give a ready order to its guest."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.hand_over(at))

    async def cancel(
        self, order_id: str, *, reason: str = "", tap_id: str | None = None, seen_version: int | None = None
    ) -> Order:
        """End an order that will not be handed over."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.cancel(at, reason))

    async def requote(
        self,
        order_id: str,
        quoted_for: datetime,
        *,
        reason: str = "",
        tap_id: str | None = None,
        seen_version: int | None = None,
    ) -> Order:
        """Move the promise to another time (UTC)."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.requote(at, quoted_for, reason))

    async def postpone(
        self, order_id: str, span: timedelta, *, tap_id: str | None = None, seen_version: int | None = None
    ) -> Order:
        """Move the promise later by a span, counted from now when it has passed already."""
        return await self._tap(
            order_id, tap_id, seen_version, lambda order, at: order.requote(at, max(order.quoted_for, at) + span)
        )

    async def rush(self, order_id: str, *, tap_id: str | None = None, seen_version: int | None = None) -> Order:
        """Move a ticket ahead of the others."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.rush(at))

    async def undo(self, order_id: str, *, tap_id: str | None = None, seen_version: int) -> Order:
        """Take back the change that made `seen_version`, if it is the latest and a few seconds old."""
        return await self._tap(order_id, tap_id, seen_version, lambda order, at: order.undo(at))

    async def refresh_estimates(self) -> None:
        """Look at the clock and the queue anew, for every open order."""
        await self._in_turn(self._refresh_estimates())

    async def learn(self) -> None:
        """Learn from the orders that have become ready, and keep what was learnt."""
        await self._in_turn(self._write_estimates(lambda: self._estimates.learn(self.menu, self._clock.now())))

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
        """Say that a dish is out, or back; raises OrderNotFound for a dish the menu does not know."""
        await self._in_turn(self._write_menu(lambda menu: menu.eighty_six(name, available=available)))

    async def forget_ended(self) -> None:
        """End the links of orders that were closed LINK_LIFE ago."""
        before = self._clock.now() - LINK_LIFE
        self._board.forget([o.id for o in self._board.orders() if o.closed_at is not None and o.closed_at < before])

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

    async def _tap(self, order_id: str, tap_id: str | None, seen_version: int | None, verb: Verb) -> Order:
        return await self._in_turn(self._change(order_id, tap_id, seen_version, verb))

    async def _change(self, order_id: str, tap_id: str | None, seen_version: int | None, verb: Verb) -> Order:
        async with self._store.transaction() as work:
            order = await work.order(order_id)
            if await _is_repeated(work, tap_id, order_id):
                return order
            if seen_version not in {None, order.version}:
                raise StaleTap(seen_version or 0, order)
            now = self._clock.now()
            change = verb(order, now)
            moved = self._reestimated(change.order, now)
            after = moved.pop(order_id, change.order)
            # What the tap itself earned comes last: a phone is told the latest only, and "not ready" must reach it.
            change = replace(change, order=after, notices=(*foreseen(order, after), *change.notices))
            await work.record(change, tap_id)
            await self._estimates.write(work, moved.values())
        self._show(change.order, *moved.values())
        self._gateway.wake()
        return change.order

    async def _place(self, draft: Draft, key: str | None) -> tuple[Order, bool]:
        async with self._store.transaction() as work:
            if known := await work.intake(key, draft.external_ref):
                field, order_id = known
                if await work.fingerprint(order_id) != draft.fingerprint:
                    raise IntakeConflict(field)
                return await work.order(order_id), False
            now = self._clock.now()
            # The closed ones too: each can come back by a recall, and its guest still has the code before their eyes.
            taken = {order.pickup_code for order in self._board.orders()}
            order = create_order(draft, self.menu, taken, now)
            moved = self._reestimated(order, now)
            order = with_promise(moved.pop(order.id), draft.quoted_for)
            await work.place(order, draft.fingerprint, key)
            await self._estimates.write(work, moved.values())
        self._show(order, *moved.values())
        self._gateway.wake()
        return order, True

    async def _refresh_estimates(self) -> None:
        moved = self._estimates.reestimate(self._board.orders(), self.menu, self._clock.now())
        if self._estimates.news(moved.values()):
            async with self._store.transaction() as work:
                await self._estimates.write(work, moved.values())
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
            await work.menu(menu)
        self.menu = menu
        self._board.show_menu(menu)

    def _reestimated(self, changed: Order, now: datetime) -> dict[str, Order]:
        others = [order for order in self._board.orders() if order.id != changed.id]
        return self._estimates.reestimate([changed, *others], self.menu, now)

    # No `await` between the commit and here, nor in here: nobody sees one order moved and the next one not yet.
    def _show(self, *orders: Order) -> None:
        for order in orders:
            self._board.show(order)


async def _is_repeated(work: UnitOfWork, tap_id: str | None, order_id: str) -> bool:
    if tap_id is None or not (tapped := await work.tapped(tap_id)):
        return False
    if tapped != order_id:
        raise IntakeConflict("tap_id")
    return True
