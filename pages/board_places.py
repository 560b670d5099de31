"""Board places: the sort keys of orders on the rail, for later, and off the rail."""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.calls import count_calls
from domain.day_keeper import is_left_over
from domain.stages import UNFINISHED, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.order import Order


class RailPlace(NamedTuple):
    """Sort key of an open order: rushed ones first, then by promised time; those of an earlier day last."""

    is_left_over: bool
    is_not_rushed: bool
    quoted_for: datetime
    placed_at: datetime
    order_id: str
    code: str
    stage: Stage
    calls: int


class LeftPlace(NamedTuple):
    """When an order left the rail (UTC)."""

    at: datetime
    order_id: str


class LaterPlace(NamedTuple):
    """When a scheduled order is promised for (UTC)."""

    quoted_for: datetime
    order_id: str


Place = RailPlace | LaterPlace | LeftPlace


def place_of(order: Order, day_began: datetime) -> Place:
    """Return the place of an order as it stands, in the kitchen's day that began then (UTC)."""
    if order.stage is Stage.SCHEDULED:
        return LaterPlace(order.quoted_for, order.id)
    if not order.is_open:
        return LeftPlace(order.closed_at or order.placed_at, order.id)
    is_old = is_left_over(order, day_began)
    when = order.quoted_for, order.placed_at
    return RailPlace(is_old, not order.rushed, *when, order.id, order.pickup_code, order.stage, count_calls(order))


def place_on_shelf(order: Order) -> tuple[datetime, datetime]:
    """Return the sort key of a ready order: the longest there first."""
    return order.ready_at or order.placed_at, order.placed_at


class BoardPlaces:
    """The places of all orders, each kind sorted. One order moves, the others stay: it costs the same however many."""

    def __init__(self) -> None:
        self._sorted: dict[type[Place], list[Any]] = {RailPlace: [], LaterPlace: [], LeftPlace: []}
        self._by_id: dict[str, Place] = {}
        self._day_began = datetime.min.replace(tzinfo=UTC)

    @property
    def rail(self) -> Sequence[RailPlace]:
        """The places on the rail, rushed orders first, then by promised time."""
        return self._sorted[RailPlace]

    @property
    def later(self) -> Sequence[LaterPlace]:
        """The places of scheduled orders, by promised time."""
        return self._sorted[LaterPlace]

    @property
    def left(self) -> Sequence[LeftPlace]:
        """The places of orders that left the rail in the present day, the latest last."""
        places = self._sorted[LeftPlace]
        return places[bisect_left(places, LeftPlace(self._day_began, "")) :]

    def count_unfinished_before(self, order_id: str) -> int:
        """Return how many orders that are to be cooked have a place on the rail before this one's."""
        place = self._by_id.get(order_id)
        before = self.rail[: bisect_left(self.rail, place)] if isinstance(place, RailPlace) else ()
        return sum(place.stage in UNFINISHED for place in before)

    def begin_day(self, began: datetime, orders: Iterable[Order]) -> None:
        """Give all orders their places in the day that began then (UTC)."""
        self._day_began = began
        for order in orders:
            self.move(order)

    def move(self, order: Order) -> set[type[Place]]:
        """Give an order its place; returns the kinds of places that it left and took."""
        place, before = place_of(order, self._day_began), self.take_out(order.id)
        insort(self._sorted[type(place)], place)
        self._by_id[order.id] = place
        return {type(place), type(before or place)}

    def take_out(self, order_id: str) -> Place | None:
        """Take an order's place away; returns it."""
        if place := self._by_id.pop(order_id, None):
            places = self._sorted[type(place)]
            del places[bisect_left(places, place)]
        return place
