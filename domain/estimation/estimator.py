"""The estimator: from the open orders to what each guest is shown, and from each finished one to better estimates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation import model
from domain.estimation.display import has_changed, steady
from domain.estimation.model import LearnedModel
from domain.estimation.prediction import Prediction
from domain.estimation.station_queue import finish_times, tasks_of
from domain.stages import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.estimation.estimate import Estimate
    from domain.estimation.observation import Observation
    from domain.menu import Menu
    from domain.order import Order

# A ready order is learnt from only when nobody will take it back any more.
SETTLED = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Busy:
    """The kitchen says that it is busy: so many `minutes` more on everything, `until` (UTC)."""

    minutes: float
    until: datetime


class Estimator:
    """Forecasts ready times, and learns from what became of them.

    It remembers each open order from its first forecast on; what it has learnt survives a restart through `learnt`
    and `restored`, what it remembers of open orders does not: they are forecast all the same, but not learnt from.
    """

    def __init__(self) -> None:
        """Begin without history."""
        self._known = LearnedModel()
        self._tickets: dict[str, Observation] = {}

    @classmethod
    def restored(cls, written: object) -> Estimator:
        """Return an estimator that knows what `learnt` wrote; parts that are unknown or damaged are begun anew."""
        estimator = cls()
        estimator._known = model.restored(written)
        return estimator

    def learnt(self) -> dict[str, object]:
        """Return all that was learnt, for JSON, with its "version"."""
        return self._known.learnt()

    def reset(self) -> None:
        """Forget all that was learnt; open orders stay remembered, but are not learnt from."""
        self._known = LearnedModel()
        self._tickets = {order_id: replace(ticket, is_fresh=False) for order_id, ticket in self._tickets.items()}

    def forecast(
        self, orders: Collection[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return by order id what is to be shown for each order that is not ready yet. `now` is UTC."""
        fresh = self.predict(orders, menu, now, busy)
        return {order.id: self._shown(order, fresh[order.id]) for order in orders if order.id in fresh}

    def predict(
        self, orders: Collection[Order], menu: Menu, now: datetime, busy: Busy | None = None
    ) -> dict[str, Estimate]:
        """Return the estimates of this moment by order id, neither steadied nor rounded. `now` is UTC."""
        unfinished = sorted((o for o in orders if o.stage in UNFINISHED), key=lambda order: order.placed_at)
        tasks = tasks_of(unfinished, menu, self._known.dish_times, now, taps_start=self._known.taps_start)
        queued = finish_times(tasks, menu.slots)
        extra = timedelta(minutes=busy.minutes) if busy and now < busy.until else timedelta()
        awaited = sum(self._is_awaited(order, now) for order in unfinished)
        return {
            order.id: self._looked(Prediction(order, menu, self._known, now, queued[order.id]), awaited, extra)
            for order in unfinished
        }

    def learn(self, orders: Collection[Order], menu: Menu, now: datetime) -> bool:
        """Learn from the orders that have become ready, each once; return whether there was any. `now` is UTC.

        `orders` are all orders of the board, as they are committed: what is not among them is not remembered further.
        """
        by_id = {order.id: order for order in orders if order.stage in UNFINISHED or order.ready_at is not None}
        self._tickets = {order_id: ticket for order_id, ticket in self._tickets.items() if order_id in by_id}
        settled = [by_id[id_] for id_ in self._tickets if _is_settled(by_id[id_], now)]
        for order in sorted(settled, key=_ready):
            ticket = self._tickets.pop(order.id)
            if ticket.is_fresh:
                self._known = self._known.learned(order, ticket, _ready(order), menu)
        return bool(settled)

    def _looked(self, outlook: Prediction, awaited: int, extra: timedelta) -> Estimate:
        order_id = outlook.order.id
        ticket = outlook.looked(self._tickets.get(order_id) or outlook.first_seen(awaited - 1))
        self._tickets[order_id] = ticket
        return outlook.estimate(ticket, extra)

    def _is_awaited(self, order: Order, now: datetime) -> bool:
        return order.id not in self._tickets or now < self._tickets[order.id].forgotten_at

    def _shown(self, order: Order, fresh: Estimate) -> Estimate:
        ticket = self._tickets[order.id]
        after = steady(order.estimate, fresh, ticket.changes)
        late_at = ticket.late_at or (order.estimate or after).latest
        changes = ticket.changes + has_changed(order.estimate, after)
        self._tickets[order.id] = replace(ticket, changes=changes, late_at=late_at)
        return replace(after, running_late=fresh.updated_at > max(late_at, order.quoted_for))


def _is_settled(order: Order, now: datetime) -> bool:
    return order.stage not in UNFINISHED and now - _ready(order) >= SETTLED


def _ready(order: Order) -> datetime:
    return order.ready_at or order.placed_at
