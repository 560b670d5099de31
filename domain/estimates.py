"""The expediter: looks at the whole rail, says when each order will be ready, and learns from what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation import Busy, Estimator
from domain.notices import notices_of_estimate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.menu import Menu
    from domain.order import Order
    from domain.ports import OrderStore, UnitOfWork

_LEARNT, _BUSY = "learnt", "busy"


class EstimateKeeper:
    """Keeps the estimates of a board. All times are UTC."""

    def __init__(self, estimator: Estimator) -> None:
        self._estimator = estimator
        self.busy: Busy | None = None

    async def open(self, store: OrderStore) -> None:
        """Remember what was learnt, and how busy the kitchen said it is."""
        self._estimator = Estimator.from_json(await store.read_note(_LEARNT))
        self.busy = _read_busy(await store.read_note(_BUSY))

    async def keep(self, work: UnitOfWork) -> None:
        """Write down what `open` reads."""
        await work.write_note(_LEARNT, self._estimator.to_json())
        await work.write_note(_BUSY, self.busy and {"minutes": self.busy.minutes, "until": self.busy.until.isoformat()})

    def reestimate(self, orders: Iterable[Order], menu: Menu, now: datetime) -> dict[str, Order]:
        """Return the unfinished orders by id, with what is to be shown of each at this moment."""
        by_id = {order.id: order for order in orders}
        forecast = self._estimator.forecast(by_id.values(), menu, now, self.busy)
        return {order_id: by_id[order_id].estimated(estimate) for order_id, estimate in forecast.items()}

    async def write(self, work: UnitOfWork, news: Iterable[tuple[Order, Order]]) -> None:
        """Write the estimates of these orders (each as it was shown, and as it is now), and the notices they earn."""
        news = list(news)
        await work.write_estimates(order for _, order in news)
        for before, order in news:
            if notices := notices_of_estimate(before, order):
                await work.enqueue_notices(order, notices)

    @staticmethod
    def news(moved: Iterable[tuple[Order, Order]]) -> list[tuple[Order, Order]]:
        """Return the pairs (as it was shown, as it is now) whose estimate says something new.

        Most estimates differ from the ones before only in the moment they were made: that is not worth a write.
        """
        return [(before, order) for before, order in moved if _is_news(order, before)]

    def learn(self, orders: Iterable[Order], menu: Menu, now: datetime) -> bool:
        """Learn from the orders that have become ready; returns whether there was any."""
        return self._estimator.learn(list(orders), menu, now)

    def unlearn(self) -> bool:
        """Forget what was learnt; always worth a write."""
        self._estimator.reset()
        return True

    def be_busy(self, extra: timedelta, until: datetime) -> bool:
        """Add to every estimate until then; no extra ends it. Always worth a write."""
        self.busy = Busy(extra.total_seconds() / 60, until) if extra else None
        return True


def _is_news(order: Order, before: Order) -> bool:
    if notices_of_estimate(before, order) or order.estimate is None or before.estimate is None:
        return True
    return replace(order.estimate, updated_at=before.estimate.updated_at) != before.estimate


def _read_busy(written: object) -> Busy | None:
    match written:
        case {"minutes": int() | float() as minutes, "until": str() as until}:
            return Busy(minutes, datetime.fromisoformat(until))
        case _:
            return None
