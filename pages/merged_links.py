"""Merged links: the guests of an order that became part of another look at that one, by the link they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.order import Order
    from pages.live import LiveOrder


class MergedLinks:
    """The live orders of merged orders' links, by the id of the order that they show."""

    def __init__(self) -> None:
        self._links: dict[str, list[LiveOrder]] = {}

    def lead_on(self, order_id: str, link: LiveOrder, other_id: str, other: Order | None) -> None:
        """Let the link of an order, and those that led to it, show another order, once that one is known."""
        moved = [link, *self._links.pop(order_id, ())]
        self._links[other_id] = [*self._links.get(other_id, ()), *moved]
        if other:
            self.show(other)

    def show(self, order: Order) -> None:
        """Show an order to the guests whose orders became part of it."""
        for link in self._links.get(order.id, ()):
            link.order = order

    def forget(self, order_id: str, link: LiveOrder) -> None:
        """Forget an order with its link."""
        self._links.pop(order_id, None)
        self._links = {key: [one for one in links if one is not link] for key, links in self._links.items()}
