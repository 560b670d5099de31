"""Dishes elsewhere: what staff moved from a source's order to other orders, which the source knows nothing of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.stages import ItemState
from pages.api.sources.staff_changes import orders_with_its_dishes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.order import Order
    from pages.api.sources.staff_changes import SourceItem
    from pages.live import LiveBoard


@dataclass(frozen=True, slots=True)
class DishesElsewhere:
    """Says what of a source's order is for the staff to change in others."""

    board: LiveBoard

    def of_closed(self, order_id: str) -> str:
        """Say that dishes of a closed order go on in others, in words; empty without any."""
        found = self._with_its_dishes(order_id)
        codes = sorted(order.pickup_code for order in found.values() if order.is_open)
        if not codes or found[order_id].is_open:
            return ""
        return f"Dishes of this order go on in {', '.join(codes)}: change or cancel them there."

    def taken_out(self, gone: Iterable[SourceItem]) -> str:
        """Say which open orders still have one of these items, in words; empty without any."""
        codes = set()
        for item, _, other_id in gone:
            for order in self._with_its_dishes(other_id or "").values():
                of_it = [one for one in order.items if one.name == item.name and one.state is not ItemState.VOIDED]
                codes |= {order.pickup_code} if order.is_open and of_it else set()
        return f"Dishes that the shop took out go on in {', '.join(sorted(codes))}: strike them there." if codes else ""

    def _with_its_dishes(self, order_id: str) -> dict[str, Order]:
        """Return an order, and all others that its dishes went to, by id."""
        found: dict[str, Order] = {}
        waiting = [order_id]
        while waiting:
            live = self.board.watch(waiting.pop())
            if live and live.order.id not in found:
                found[live.order.id] = live.order
                waiting += orders_with_its_dishes(live.order)
        return found
