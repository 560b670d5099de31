"""Order filter: which of the orders that are kept somebody asks for, and the place in their list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.stages import Stage

if TYPE_CHECKING:
    from domain.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """Conditions on an order, all of which must hold; an empty one asks for nothing. Times are UTC, both exclusive.

    Of `stages`, `sources`, `external_refs` and `tables` one must fit.

    Each of `words` must stand in the pickup code, the guest's name, the sender's number, the table, the phone number or
    the name of a dish, without regard to case. `open_or_since` asks for what is open, or was placed or
    closed from then on.
    """

    stages: frozenset[Stage] = frozenset()
    sources: frozenset[str] = frozenset()
    external_refs: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    placed_after: datetime | None = None
    placed_before: datetime | None = None
    words: tuple[str, ...] = ()
    open_or_since: datetime | None = None


class ListPlace(NamedTuple):
    """Place of an order in the list: open ones first, by promised time (UTC); then the closed ones, latest first."""

    is_closed: bool
    quoted_for: datetime
    order_id: str


def place_in_list(order: Order) -> ListPlace:
    """Return where an order stands in the list."""
    return ListPlace(order.closed is not None, order.quoted_for, order.id)
