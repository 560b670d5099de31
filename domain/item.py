"""Item: one line of an order, a frozen value. Items are the authority; the order's stage is derived from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.dish_names import fold_name
from domain.menu import DEFAULT_MINUTES, DEFAULT_STATION, Dish
from domain.modifiers import Modifier
from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Collection

    from domain.menu import Menu

# Of one line.
MAX_QUANTITY = 99
# Two taps closer than this were a slip of the finger: the dish was not cooked in between.
MIN_COOKING_TIME = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """One line as the sender wrote it; what is None comes from the menu."""

    name: str
    quantity: float = 1
    note: str = ""
    station: str | None = None
    prep_minutes: float | None = None
    modifiers: tuple[Modifier, ...] = ()
    price: int | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an order. `prep_minutes` is the configured time of one batch; times are UTC.

    `quantity` has up to three decimals. `price` is that of one portion, in minor units of `currency`.
    `sold_out`: too little of the dish was left when the order came in, and staff decide; `unknown`: the menu does not
    have it. `held`: it waits until somebody fires it, such as a dessert. `off_rail`: nobody cooks it, such as a drink;
    it counts as done from the first.
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
    currency: str = ""
    sold_out: bool = False
    unknown: bool = False
    held: bool = False
    off_rail: bool = False

    def is_at(self, station: str) -> bool:
        """Whether the item is cooked at this station, however its name is written."""
        return fold_name(self.station) == fold_name(station)

    @property
    def first_state(self) -> ItemState:
        """Where the item stands before anybody taps it."""
        return ItemState.DONE if self.off_rail else ItemState.QUEUED

    @property
    def cooking_time(self) -> timedelta | None:
        """How long the item took from start to done; None when that is not known, or no time anything cooks in."""
        if self.started_at is None or self.done_at is None or self.done_at - self.started_at < MIN_COOKING_TIME:
            return None
        return self.done_at - self.started_at


def take_off_rail(item: Item, stations: Collection[str]) -> Item:
    """Return the new item, off the rail when its station is one of these (`fold_name`)."""
    if fold_name(item.station) not in stations:
        return item
    return replace(item, off_rail=True, state=ItemState.DONE, prep_minutes=0.0)


def create_item(line: DraftItem, menu: Menu, item_id: str) -> Item:
    """Make the item of a line, with what the menu knows of its dish. One that is out is marked: staff decide."""
    dish = menu.find(line.name)
    known = dish or Dish(name=line.name, station=DEFAULT_STATION, minutes=DEFAULT_MINUTES)
    has_price = line.price is not None
    return Item(
        id=item_id,
        name=line.name,
        quantity=line.quantity,
        note=line.note,
        station=menu.station_name(line.station or known.station),
        prep_minutes=line.prep_minutes if line.prep_minutes is not None else known.minutes,
        modifiers=line.modifiers,
        price=line.price if has_price else known.price,
        currency=line.currency if has_price else known.currency,
        sold_out=not known.serves(line.quantity),
        unknown=dish is None and bool(menu.dishes),
    )
