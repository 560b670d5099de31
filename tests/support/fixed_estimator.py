"""An estimator for tests of something else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimation import Estimate, Estimator
from domain.estimation.display import is_news
from domain.order import Order

if TYPE_CHECKING:
    from domain.estimation.look import Look


class FixedEstimator(Estimator):
    """Forecasts 15 minutes for each order, and once those are over 5 more: tests of notices need no better."""

    def look(self, orders, menu, now, busy=None, stations=None):
        orders = list(orders)
        return FixedLook(super().look(orders, menu, now, busy, stations), orders, now)

    def quote(self, order, menu, now, busy=None, *, is_kept=True):
        return _fixed(super().quote(order, menu, now, busy, is_kept=is_kept), order.placed_at, now)


@dataclass
class FixedLook:
    """A look whose estimates are replaced at its end."""

    look: Look
    orders: list[Order]
    now: datetime

    def __iter__(self):
        yield from self.look
        known = [order for order in self.orders if order.id in self.look.estimates]
        self.estimates = {o.id: _fixed(self.look.estimates[o.id], o.placed_at, self.now) for o in known}
        self.news = {o.id: self.estimates[o.id] for o in known if is_news(o.estimate, self.estimates[o.id])}


def _fixed(estimate: Estimate, placed_at: datetime, now: datetime) -> Estimate:
    likely = max(placed_at + timedelta(minutes=15), now + timedelta(minutes=5))
    return replace(estimate, earliest=likely, likely=likely, latest=likely, promise=likely, updated_at=now)
