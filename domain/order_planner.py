"""Order planner: gives new and changed orders what the kitchen knows of them: day, promise, estimate, time to fire."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.errors import TapRefused
from domain.events import EventKind
from domain.intake import check_dishes, create_order, with_promise
from domain.item import take_off_rail
from domain.notices import notices_of_estimate, notices_of_promise
from domain.order_reversal import reaches_back
from domain.stages import UNFINISHED, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from domain.change import Change
    from domain.commands import Tap, TapCommand
    from domain.estimates import EstimateKeeper
    from domain.intake import Draft
    from domain.item import Item
    from domain.kitchen_rules import KitchenRules
    from domain.menu import Menu
    from domain.order import Order
    from domain.schedule import Schedule
    from domain.working_set import WorkingSet


class OrderPlanner:
    """Plans orders before they are written. All times are UTC."""

    def __init__(
        self, orders: WorkingSet, estimates: EstimateKeeper, schedule: Schedule, rules: Callable[[], KitchenRules]
    ) -> None:
        self._orders, self._estimates, self._schedule, self._rules = orders, estimates, schedule, rules

    def compose(
        self, draft: Draft, menu: Menu, now: datetime, *, refuse_sold_out: bool = False, is_kept: bool = True
    ) -> Order:
        """Return the order of a draft, promised, or held until its time; one that is kept joins the queue.

        Raises DishUnavailable where dishes that are sold out are refused.
        """
        day = self._rules().business_day.day_of(now)
        order = create_order(draft, menu, self._orders.codes, now, day)
        if refuse_sold_out:
            check_dishes(order)
        order = replace(order, items=self._place_items(order.items), by_expo=self._rules().ready_by_expo)
        if held := self._schedule.hold(order, draft.quoted_for, now):
            return held
        if order.stage in UNFINISHED:
            order = order.estimated(self._estimates.quote(order, is_kept=is_kept))
        return with_promise(order, draft.quoted_for)

    def complete(self, command: TapCommand) -> TapCommand:
        """Return the command with the dishes that it adds where the kitchen's rules place them."""
        if command.amendment is None:
            return command
        added = self._place_items(command.amendment.add)
        return replace(command, amendment=replace(command.amendment, add=added))

    def _place_items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        stations = self._rules().off_rail
        return tuple(take_off_rail(item, stations) for item in items)

    def plan_split_off(self, order: Order, now: datetime) -> Order:
        """Return an order that was split off another, with its estimate or the time when it fires."""
        planned = self._schedule.plan(order, now)
        return planned.estimated(self._estimates.quote(planned)) if planned.stage in UNFINISHED else planned

    def plan_change(self, before: Order, change: Change, now: datetime) -> Change:
        """Return the change with the time when the order fires, and the notices that a moved promise earns.

        What is promised for another day now is held until its time. The estimate stays until the next look, which
        follows at once; but an estimate from before an order was ready does not count for one that is recalled.
        """
        change = self._put_off(change, now)
        order = self._schedule.plan(change.order, now)
        foreseen = notices_of_promise(before, order)
        if before.stage not in UNFINISHED and order.stage in UNFINISHED:
            # What was shown before an order was held says nothing about one that fires.
            known = order if order.fired_at == before.fired_at else replace(order, estimate=None)
            estimate = self._estimates.quote(known)
            foreseen = notices_of_estimate(known, estimate, is_foretold=self._estimates.is_foretold(order.id))
            order = order.estimated(estimate)
        # What the tap itself earned comes last: a phone is told the latest only, and "not ready" must reach it.
        return replace(change, order=order, notices=(*foreseen, *change.notices))

    # What nobody has begun and is promised for another day now leaves today's rail.
    def _put_off(self, change: Change, now: datetime) -> Change:
        order, day = change.order, self._rules().business_day
        is_moved = any(event.kind is EventKind.REQUOTED for event in change.events)
        if not is_moved or order.stage is not Stage.RECEIVED or day.day_of(order.quoted_for) <= day.day_of(now):
            return change
        held = self._schedule.hold(order, order.quoted_for, now)
        return replace(change, order=held, events=(*change.events, held.events[-1])) if held else change

    def check_day(self, order: Order, tap: Tap, now: datetime) -> None:
        """Raise TapRefused for a tap that would take back what ended on another day."""
        if reaches_back(order, tap, self._rules().business_day.begin_of(now)):
            raise TapRefused(order.stage, tap)
