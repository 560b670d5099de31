"""The estimator: from the open orders to what each guest is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.estimate.display import steady
from domain.estimate.queue import finishes, tasks_of
from domain.estimate.range import Estimate
from domain.stages import UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.menu import Menu
    from domain.order import Order

PACKING = timedelta(minutes=1)


class Estimator:
    """Forecasts ready times from configured minutes through the station queue."""

    def forecast(self, orders: Collection[Order], menu: Menu, now: datetime) -> dict[str, Estimate]:
        """Return by order id what is to be shown for each order that is not ready yet. `now` is UTC."""
        unfinished = [order for order in orders if order.stage in UNFINISHED]
        done = finishes(tasks_of(unfinished, menu, now), menu.slots)
        return {order.id: steady(order.estimate, _range(done[order.id], now)) for order in unfinished}


def _range(seconds: float, now: datetime) -> Estimate:
    likely = timedelta(seconds=seconds) + PACKING
    return Estimate(
        earliest=now + 0.85 * likely,
        likely=now + likely,
        latest=now + 1.25 * likely,
        promise=now + 1.1 * likely,
        updated_at=now,
    )
