"""Schedule: orders for later stay off the rail until their promised time minus their cooking time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.events import Event, EventKind
from domain.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from domain.estimates import EstimateKeeper
    from domain.order import Order
    from domain.working_set import WorkingSet

# What would come onto the rail within this time is put there at once: the cook sees what is coming.
MIN_WAIT = timedelta(minutes=30)


class Schedule:
    """Decides when scheduled orders fire. All times are UTC.

    The lead is the time that an order takes at most, by what was learned of the kitchen, when the stations are free for
    it; `max_lead` bounds it.
    """

    def __init__(self, orders: WorkingSet, estimates: EstimateKeeper, max_lead: Callable[[], timedelta | None]) -> None:
        self._orders, self._estimates, self._max_lead = orders, estimates, max_lead

    def hold(self, order: Order, asked: datetime | None, now: datetime) -> Order | None:
        """Return the new order as it waits for the time that was asked for, or None when it is to be cooked by now."""
        if asked is None or (fires_at := asked - self._lead(order, asked)) - now < MIN_WAIT:
            return None
        held = Event(kind=EventKind.SCHEDULED, at=now, version=order.version)
        return replace(order, held=True, quoted_for=asked, fires_at=fires_at, events=(*order.events, held))

    def plan(self, order: Order, now: datetime) -> Order:
        """Return the order with the time when it fires.

        An order whose time to fire had passed when it was put on hold has `fires_at` None: only a tap fires it. One
        that is closed keeps its time: it does not fire, but it can be reopened.
        """
        if order.closed is not None:
            return order
        fires_at = None
        if order.stage is Stage.SCHEDULED:
            fires_at = order.quoted_for - self._lead(order, order.quoted_for)
            fires_at = fires_at if order.fires_at is not None or fires_at > now else None
        return order if fires_at == order.fires_at else replace(order, fires_at=fires_at)

    def take_due(self, now: datetime) -> Iterable[str]:
        """Return the ids of the orders that are to be fired, and show of the others when they will be."""
        waiting = [order for order in self._orders.open.values() if order.fires_at is not None]
        planned = [(order, self.plan(order, now)) for order in waiting]
        for before, after in planned:
            if after is not before:
                self._orders.show(after)
        return [after.id for _, after in planned if after.fires_at is not None and after.fires_at <= now]

    # In whole minutes: a time that people read must not move by seconds.
    def _lead(self, order: Order, quoted_for: datetime) -> timedelta:
        longest = self._estimates.cooking_time(replace(order, fired_at=quoted_for))
        lead = timedelta(minutes=-(-longest // timedelta(minutes=1)))
        max_lead = self._max_lead()
        return lead if max_lead is None else min(lead, max_lead)
