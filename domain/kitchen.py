"""Kitchen: the command service. Every change of every order passes through it, one at a time for each order."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from domain.command_queue import CommandQueue
from domain.commands import Tap, TapCommand
from domain.day_keeper import DayKeeper
from domain.errors import StaleTap, TapRefused
from domain.estimates import EstimateKeeper
from domain.kitchen_rules import KitchenRules
from domain.leadership import Alone
from domain.menu_keeper import MenuKeeper
from domain.order_planner import OrderPlanner
from domain.portions import portions_of
from domain.retries import find_placed, is_repeated
from domain.schedule import Schedule
from domain.shared_portions import portions_of_tap
from domain.signal_keeper import SignalKeeper
from domain.transfer_records import apply_tap, record_other
from domain.updates import LINK_LIFE, Updates
from domain.working_set import WorkingSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import timedelta

    from domain.estimation import Estimator
    from domain.intake import Draft
    from domain.leadership import Leadership
    from domain.menu import Menu
    from domain.order import Order
    from domain.ports import Board, Clock, OrderStore, PushGateway

_ALONE = Alone()


class Kitchen:
    """Takes orders and taps: decide, record, commit, and only then show."""

    def __init__(  # noqa: PLR0913, PLR0917  its ports, and its rules of the moment
        self,
        store: OrderStore,
        board: Board,
        clock: Clock,
        gateway: PushGateway,
        estimator: Estimator,
        rules: Callable[[], KitchenRules] = KitchenRules,
        leadership: Leadership = _ALONE,
    ) -> None:
        """Wire the kitchen; `open` it before the first command."""
        self._store, self._clock, self._gateway, self._rules = store, clock, gateway, rules
        self._orders, self._queue, self._leadership = WorkingSet(board), CommandQueue(store.max_writers), leadership
        self._estimates = EstimateKeeper(
            store, self._orders, self._queue, clock, gateway, estimator, leadership, lambda: self.day.began
        )
        self.updates = Updates(store, self._orders, self._estimates, clock, gateway)
        self.menus = MenuKeeper(store, self._orders, self._queue, clock)
        self.signals = SignalKeeper(store, self._orders, self._queue, clock)
        self.day = DayKeeper(self._orders, lambda: rules().business_day, clock, self.tap)
        self._schedule = Schedule(self._orders, self._estimates, lambda: rules().max_lead)
        self._planner = OrderPlanner(self._orders, self._estimates, self._schedule, rules)

    @property
    def menu(self) -> Menu:
        """The menu as it stands."""
        return self._orders.menu

    async def open(self) -> None:
        """Read what the store keeps, and show it with estimates of this moment."""
        await self.updates.read_all()
        self.day.turn()
        await self._estimates.open()
        await self._estimates.look()

    async def take_over(self) -> None:
        """Go on where the leader before stopped: with what it has shown and learned."""
        await self.open()

    async def close(self) -> None:
        """Let the commands that have begun come to their end."""
        await self._queue.drain()

    @property
    def is_busy(self) -> bool:
        """Whether a command runs or waits."""
        return self._queue.is_busy

    async def wait_for_commands(self, max_seconds: float) -> None:
        """Wait until the commands that have begun are done, or so many seconds have passed."""
        await self._queue.wait_for_running(max_seconds)

    async def place(
        self, draft: Draft, idempotency_key: str | None = None, *, refuse_sold_out: bool = False
    ) -> tuple[Order, bool]:
        """Take an order in; returns it, and whether it is new.

        The same draft answers with the order it has made before: under the same key of its source within a day, or
        under the same external reference of its source within the business day.
        Raises IntakeConflict for another draft under a used one and, where the sender wishes to offer another dish,
        DishUnavailable for one that is sold out; else such a dish is marked, and staff decide.
        """
        return await self._queue.run(partial(self._place, draft, idempotency_key, refuse_sold_out=refuse_sold_out))

    def quote(self, draft: Draft) -> Order:
        """Return the order that a draft would become now, with its estimate. Nothing of it is kept."""
        return self._planner.compose(draft, self.menu, self._clock.now(), is_kept=False)

    async def tap(self, command: TapCommand) -> Order:
        """Change an order by a tap; returns it as it stands afterwards.

        Raises OrderNotFound, TapRefused, StaleTap, NotSaved, or IntakeConflict for a `tap_id` of another tap.
        """
        return await self._queue.run(partial(self._tap, command))

    async def fire_due(self) -> None:
        """Fire the scheduled orders whose time has come, turn the day, and bring back the dishes that were out."""
        self.day.turn()
        if self._leadership.is_held:
            await self.menus.bring_back()
        for order_id in self._schedule.take_due(self._clock.now()):
            with suppress(TapRefused):  # somebody was faster
                if self._leadership.is_held:
                    await self.tap(TapCommand(Tap.FIRE, order_id))

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

    async def forget_ended(self) -> None:
        """End the links of orders that were closed LINK_LIFE ago."""
        self.forget(self._orders.closed_before(self._clock.now() - LINK_LIFE))

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders out of the working set and off the board: their links end."""
        self._orders.forget(order_ids)

    async def _tap(self, command: TapCommand) -> Order:
        async with self._store.transaction() as work:
            order = await self._orders.lock(work, command.order_id)
            if await is_repeated(work, command):
                return order
            if command.seen_version not in {None, order.version}:
                raise StaleTap(command.seen_version or 0, order)
            now = self._clock.now()
            self._planner.check_day(order, command.tap, now)
            transfer = await apply_tap(work, self._orders, order, self._planner.complete(command), now)
            change = self._planner.plan_change(order, transfer.change, now)
            if not change.events:
                return order
            others = await record_other(work, self._planner, transfer, now)
            await work.record(change, command)
            taken = await portions_of_tap(work, self._orders, order, change.order, command.tap)
            sold = await self.menus.sell(work, await self.menus.lock(work, taken), taken)
        self.menus.show(sold)
        for changed in (change.order, *others):
            self._show(changed, changed=(order, changed), has_notices=bool(change.notices))
        return change.order

    async def _place(self, draft: Draft, key: str | None, *, refuse_sold_out: bool) -> tuple[Order, bool]:
        async with self._store.transaction() as work:
            await work.lock_intake(draft, key)
            now = self._clock.now()
            day = self._rules().business_day.day_of(now)
            if order_id := await find_placed(work, draft, key, day, now):
                return await work.load(order_id), False
            menu = await self.menus.lock(work, (line.name for line in draft.items))
            order = self._planner.compose(draft, menu, now, refuse_sold_out=refuse_sold_out)
            await work.add(order, draft.fingerprint, key)
            sold = await self.menus.sell(work, menu, portions_of(order))
        self.menus.show(sold)
        self._show(order, changed=(order,), has_notices=False)
        return order, True

    # No `await` between the commit and here.
    def _show(self, order: Order, *, changed: Iterable[Order], has_notices: bool) -> None:
        self._orders.show(order)
        self._estimates.wake(*changed)
        if has_notices:
            self._gateway.wake()
