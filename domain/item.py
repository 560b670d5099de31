"""Item: one line of an order, a frozen value. Items are the authority; the order's stage is derived from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.menu import DEFAULT_MINUTES, DEFAULT_STATION
from domain.modifiers import Modifier
from domain.stages import ItemState

if TYPE_CHECKING:
    from datetime import datetime

# Two taps closer than this were a slip of the finger: the dish was not cooked in between.
MIN_COOKING_TIME = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an order. `prep_minutes` is the configured time of one batch; times are UTC.

    `quantity` has up to three decimals. `price` is that of one portion, in minor units of the order's currency.
    `sold_out`: the dish was out when the order came in, and staff decide; `unknown`: the menu does not have it.
    """

    id: str
    name: str
    quantity: float = 1
    note: str = ""
    station: str = DEFAULT_STATION
    prep_minutes: float = DEFAULT_MINUTES
    state: ItemState = ItemState.QUEUED
    started_at: datetime | None = None
    done_at: datetime | None = None
    modifiers: tuple[Modifier, ...] = ()
    price: int | None = None
    sold_out: bool = False
    unknown: bool = False

    @property
    def cooking_time(self) -> timedelta | None:
        """How long the item took from start to done; None when that is not known, or no time anything cooks in."""
        if self.started_at is None or self.done_at is None or self.done_at - self.started_at < MIN_COOKING_TIME:
            return None
        return self.done_at - self.started_at
