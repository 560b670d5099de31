"""Working set: the committed orders, menu and pace that the kitchen keeps in memory."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from domain.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from domain.estimation import Busy, Starts
    from domain.order import Order
    from domain.ports import Board, UnitOfWork


class WorkingSet:
    """The menu, how busy the kitchen says it is, and the orders whose links are good; the board shows the same.

    Open orders stand apart: at the end of an evening there are a hundred closed ones for each of them, and no tap may
    walk over those.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._open: dict[str, Order] = {}
        self._closed: dict[str, Order] = {}
        self._codes: Counter[str] = Counter()
        self.menu = Menu()
        self.busy: Busy | None = None

    def __iter__(self) -> Iterator[Order]:
        """Iterate over all orders."""
        return chain(self._open.values(), self._closed.values())

    @property
    def open(self) -> Mapping[str, Order]:
        """The open orders by id."""
        return self._open

    @property
    def codes(self) -> Collection[str]:
        """The pickup codes of all orders: a closed one can come back, and its guest still has the code."""
        return self._codes

    def get(self, order_id: str) -> Order | None:
        """Return an order, or None."""
        return self._open.get(order_id) or self._closed.get(order_id)

    async def lock(self, work: UnitOfWork, order_id: str) -> Order:
        """Lock an order until the transaction ends, and return it as it is in the store; raises OrderNotFound."""
        order = self.get(order_id)
        state = (await work.lock([order_id])).get(order_id)
        return order if order is not None and state == (order.version, order.looks) else await work.load(order_id)

    def is_older(self, order_id: str, version: int, looks: int) -> bool:
        """Whether the order is missing here, or older than a state with these numbers."""
        order = self.get(order_id)
        return order is None or (order.version, order.looks) < (version, looks)

    def show(self, order: Order) -> None:
        """Take over an order as it was committed, and show it, unless a newer state of it is shown."""
        known = self.get(order.id)
        if known is not None and (known.version, known.looks) > (order.version, order.looks):
            return
        if known is None:
            self._codes[order.pickup_code] += 1
        kept, other = (self._open, self._closed) if order.closed is None else (self._closed, self._open)
        other.pop(order.id, None)
        kept[order.id] = order
        self._board.show(order)

    def show_menu(self, menu: Menu) -> None:
        """Take over the menu as it was committed, and show it."""
        self.menu = menu
        self._board.show_menu(menu)

    def show_busy(self, busy: Busy | None) -> None:
        """Take over how busy the kitchen says it is, and show it."""
        self.busy = busy
        self._board.show_busy(busy)

    def end_busy(self, now: datetime) -> None:
        """Show that the kitchen is busy no more, once the time (UTC) has come that it said."""
        if self.busy and self.busy.until <= now:
            self.show_busy(None)

    def show_day(self, began: datetime) -> None:
        """Show that the kitchen's day began at this time (UTC)."""
        self._board.show_day(began)

    def show_starts(self, starts: Starts) -> None:
        """Show which dishes to start next, and which later."""
        self._board.show_starts(starts)

    def closed_before(self, moment: datetime) -> list[str]:
        """Return the ids of the orders that were closed before a moment (UTC).

        A merged one stays as long as the order that its link shows.
        """
        ended = (o for o in self._closed.values() if o.closed_at is not None and o.closed_at < moment)
        return [order.id for order in ended if not (order.merged_into and self.get(order.merged_into))]

    def forget(self, order_ids: Iterable[str]) -> None:
        """Take orders out, and off the board: their links end."""
        ids = list(order_ids)
        for order_id in ids:
            if order := self._open.pop(order_id, None) or self._closed.pop(order_id, None):
                self._codes -= Counter([order.pickup_code])
        self._board.forget(ids)
