"""Merged links: the guests of an order that became part of another look at that one, by the link they have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.order import Order
    from pages.live import LiveOrder


@dataclass(frozen=True, slots=True)
class _Link:
    """The live order of a link, which keeps its own token and the language of its own guest."""

    live: LiveOrder
    own_id: str
    token: str
    language: str

    def show(self, order: Order) -> None:
        """Show an order under this link."""
        self.live.order = replace(order, token=self.token, language=self.language)


class MergedLinks:
    """The links of merged orders, by the id of the order that they show."""

    def __init__(self) -> None:
        self._links: dict[str, list[_Link]] = {}

    def lead_on(self, merged: Order, live: LiveOrder, other_id: str, other: Order | None) -> None:
        """Let the live order of a merged order's link, and those that led to it, show another, once it is known."""
        moved = [_Link(live, merged.id, merged.token, merged.language), *self._links.pop(merged.id, ())]
        self._links[other_id] = [*self._links.get(other_id, ()), *moved]
        if other:
            self.show(other)

    def show(self, order: Order) -> None:
        """Show an order to the guests whose orders became part of it."""
        for link in self._links.get(order.id, ()):
            link.show(order)

    def own_id(self, live: LiveOrder) -> str | None:
        """Return the id of the order whose link this live order is of, if that became part of the one it shows."""
        return next((one.own_id for one in self._links.get(live.order.id, ()) if one.live is live), None)

    def forget(self, order_id: str, live: LiveOrder) -> None:
        """Forget an order with the live order of its link."""
        self._links.pop(order_id, None)
        self._links = {key: [one for one in links if one.live is not live] for key, links in self._links.items()}
