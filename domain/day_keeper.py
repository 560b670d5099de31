"""Day keeper: when the kitchen's day began, what was left over from the day before, and the close of a day."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.commands import Tap, TapCommand
from domain.errors import DayPartlyClosed, IntakeConflict, NotSaved, OrderNotFound, StaleTap, TapRefused
from domain.stages import ON_RAIL, Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from datetime import datetime

    from domain.business_day import BusinessDay
    from domain.order import Order
    from domain.ports import Clock
    from domain.working_set import WorkingSet


# Where people cook while the day turns, an order that is late then is still cooked.
MIN_LATE = timedelta(hours=1)


def is_left_over(order: Order, began: datetime) -> bool:
    """Whether an open order is of a day before the one that began at this time (UTC), and was late by MIN_LATE then."""
    return began - order.quoted_for > MIN_LATE and order.queued_at < began and order.is_open


class DayKeeper:
    """Turns the kitchen's day, and closes it. It changes orders by taps only."""

    def __init__(
        self,
        orders: WorkingSet,
        business_day: Callable[[], BusinessDay],
        clock: Clock,
        tap: Callable[[TapCommand], Awaitable[Order]],
    ) -> None:
        self._orders, self._business_day, self._clock, self._tap = orders, business_day, clock, tap
        self._began: datetime | None = None

    @property
    def began(self) -> datetime:
        """When the present business day began, UTC."""
        return self.began_before(0)

    @property
    def ends(self) -> datetime:
        """When the present business day ends, UTC."""
        return self._business_day().end_of(self._clock.now())

    def began_before(self, days: int) -> datetime:
        """Return when the business day began that was so many days before the present one, UTC."""
        return self._business_day().begin_of(self._clock.now(), days_before=days)

    def turn(self) -> None:
        """Show that another day has begun, if one has."""
        if self.began != self._began:
            self._began = self.began
            self._orders.show_day(self.began)

    def to_close(self) -> tuple[Order, ...]:
        """Return the orders that the close of the day ends: those left over on the rail, or else all that are on it.

        Held orders whose time has passed are among them. Orders for another day stay.
        """
        open_orders, now = tuple(self._orders.open.values()), self._clock.now()
        left_over = tuple(order for order in open_orders if is_left_over(order, self.began))
        if any(order.stage in ON_RAIL for order in left_over):
            return left_over
        return tuple(o for o in open_orders if o.stage in ON_RAIL or (o.is_open and o.quoted_for < now))

    async def close(
        self, order_ids: Iterable[str], reason: Callable[[Order], str], tap_id: str | None = None
    ) -> list[Order]:
        """Hand over the ready ones of these orders and cancel the others for a reason; return those that it closed.

        What somebody else has closed or reopened meanwhile stays as it is. Raises NotSaved, as DayPartlyClosed once
        some are closed: to send it again under its `tap_id` goes on with the rest.
        """
        closed: list[Order] = []
        for order in filter(None, map(self._orders.get, order_ids)):
            verb = Tap.HAND_OVER if order.stage in {Stage.READY, Stage.COLLECTED} else Tap.CANCEL
            own_id = tap_id and f"{tap_id}.{order.id}"
            try:
                order = await self._tap(TapCommand(verb, order.id, tap_id=own_id, reason=reason(order)))  # noqa: PLW2901
            except (TapRefused, IntakeConflict):
                continue
            except NotSaved as error:
                if not closed:
                    raise
                raise DayPartlyClosed(tuple(closed)) from error
            closed += [] if order.is_open else [order]
        return closed

    async def reopen(self, closed: Iterable[tuple[str, int]], tap_id: str | None = None) -> list[Order]:
        """Take the close of these orders back, each unless it has changed since this version; return those it took."""
        reopened = []
        for order_id, version in closed:
            own_id = tap_id and f"{tap_id}.{order_id}"
            with suppress(OrderNotFound, TapRefused, StaleTap):
                order = await self._tap(TapCommand(Tap.UNDO, order_id, tap_id=own_id, seen_version=version))
                reopened += [order] if order.is_open else []
        return reopened
