"""Menu: dishes with their configured minutes, and stations with their slots."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from domain.dish_names import first_spelling, fold_name, spellings
from domain.errors import DishNotFound, IntakeConflict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

DEFAULT_STATION = "kitchen"
DEFAULT_MINUTES = 15.0
DEFAULT_SLOTS = 2
DEFAULT_BATCH_PORTIONS = 4

# Limits for every way in.
MAX_NAME_CHARS = 120
MAX_MINUTES = 600.0
MAX_BATCH_PORTIONS = 99
MAX_SLOTS = 50
MAX_DISHES = 2000
MAX_STATIONS = 100
MAX_OPTIONS = 30
MAX_LEFT = 999


class Stock(NamedTuple):
    """What is there of a dish: all that is asked for, `left` portions, or none until `out_until` (UTC), if known."""

    available: bool
    left: int | None = None
    out_until: datetime | None = None

    @property
    def portions(self) -> int | None:
        """The portions that are there, as people and tills are told: none while some are owed."""
        return self.left and max(0, self.left)

    def left_for(self, portions: int | None) -> int | None:
        """Return `left` for portions that somebody says; for as many as they were told, what is owed stays owed."""
        return self.left if portions == self.portions else portions


IN_STOCK = Stock(available=True)
SOLD_OUT = Stock(available=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """A dish of the menu. `minutes` is what one batch of up to `batch` portions takes when nothing is in the way.

    `category` is its part of the menu, such as "Starters"; `options` are what guests usually ask for. `price` is that
    of one portion, in minor units of `currency` (ISO 4217). Orders count `left` portions down, and at 0 the dish is
    sold out; below 0, portions are owed to orders that grew or came back. None is not counted. A dish that is out comes
    back by itself at `out_until` (UTC).
    """

    name: str
    station: str = DEFAULT_STATION
    minutes: float = DEFAULT_MINUTES
    available: bool = True
    batch: int = DEFAULT_BATCH_PORTIONS
    category: str = ""
    options: tuple[str, ...] = ()
    price: int | None = None
    currency: str = ""
    left: int | None = None
    out_until: datetime | None = None

    @property
    def stock(self) -> Stock:
        """What is there of the dish."""
        return Stock(self.available, self.left, self.out_until)

    def with_stock(self, stock: Stock) -> Dish:
        """Return the dish with so much of it there. One that is back without a portion left is not counted any more."""
        if stock.available and stock.left is not None and stock.left <= 0:
            stock = stock._replace(left=None)
        return replace(self, **stock._asdict())

    def serves(self, quantity: float) -> bool:
        """Whether so many portions are there."""
        return self.available and (self.left is None or quantity <= self.left)


@dataclass(frozen=True, slots=True)
class Station:
    """A place where dishes are cooked, `slots` of them side by side."""

    name: str
    slots: int = DEFAULT_SLOTS


@dataclass(frozen=True, slots=True)
class Menu:
    """All dishes and stations, in the order the owner gave them. Names are matched without regard to case."""

    dishes: tuple[Dish, ...] = ()
    stations: tuple[Station, ...] = ()
    _by_name: Mapping[str, Dish] = field(init=False, repr=False, compare=False)
    _by_words: Mapping[str, Dish] = field(init=False, repr=False, compare=False)
    _station_names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index dishes and stations by name."""
        object.__setattr__(self, "_by_name", {fold_name(dish.name): dish for dish in self.dishes})
        spelled = [(spelling, dish) for dish in self.dishes for spelling in spellings(dish.name)]
        counts = Counter(spelling for spelling, _ in spelled)
        by_words = {spelling: dish for spelling, dish in spelled if counts[spelling] == 1}
        object.__setattr__(self, "_by_words", by_words)
        named = {fold_name(name): name for name in sorted({dish.station for dish in self.dishes})}
        stations = named | {fold_name(station.name): station.name for station in self.stations}
        object.__setattr__(self, "_station_names", stations)

    def find(self, name: str) -> Dish | None:
        """Find a dish by its name, or None when the menu does not know it.

        Tills and phones write the same words with other accents, quotes, dashes, spaces and capitals: where no dish has
        just this name, one that is spelled so is found, unless two dishes would fit.
        """
        if dish := self._by_name.get(fold_name(name)):
            return dish
        found = [dish for spelling in sorted(spellings(name)) if (dish := self._by_words.get(spelling))]
        return found[0] if found and all(dish is found[0] for dish in found) else None

    def find_exactly(self, name: str) -> Dish | None:
        """Find a dish by its name, without regard to case alone, or None."""
        return self._by_name.get(fold_name(name))

    def names(self) -> Collection[str]:
        """Return the names as they are matched; fewer than dishes when two dishes share one."""
        return self._by_name.keys()

    def station_name(self, said: str) -> str:
        """Return the name of a station as the menu writes it; as it was said for one that the menu does not know."""
        return self._station_names.get(fold_name(said), said)

    def name_stations(self, dishes: Iterable[Dish]) -> tuple[Dish, ...]:
        """Return dishes with their stations as the menu writes them; as the first dish does where it knows none."""
        spelled = first_spelling()
        return tuple(replace(dish, station=spelled(self.station_name(dish.station))) for dish in dishes)

    def slots(self, station: str) -> int:
        """Return how many dishes the station cooks side by side."""
        return next((s.slots for s in self.stations if s.name == station), DEFAULT_SLOTS)

    def eighty_six(self, name: str, stock: Stock) -> Menu:
        """Return the menu with what is left of a dish; raises DishNotFound for a dish it does not know."""
        if not (dish := self.find(name)):
            raise DishNotFound(name)
        return self._with({dish.name: stock})

    def bring_back(self, now: datetime) -> Menu:
        """Return the menu with the dishes back that were out until now (UTC); this one when there is none."""
        return self._with({d.name: IN_STOCK for d in self.dishes if d.out_until is not None and d.out_until <= now})

    def counts(self, name: str) -> bool:
        """Whether the portions of a dish are counted."""
        dish = self.find(name)
        return dish is not None and dish.left is not None

    def sell(self, name: str, quantity: float) -> Menu:
        """Return the menu less so many portions; this one when they are not counted.

        A negative quantity is given back. A dish that staff took off while it had portions left, or until a time,
        stays off: without a portion left it is not counted any more, so that one given back does not put it on.
        """
        if (dish := self.find(name)) is None or dish.left is None:
            return self
        left = min(MAX_LEFT, math.floor(dish.left - quantity))
        if not dish.available and (dish.left > 0 or dish.out_until is not None):
            return self._with({dish.name: dish.stock._replace(left=left if left > 0 else None)})
        return self._with({dish.name: Stock(left > 0, left, dish.out_until)})

    def with_dish(self, dish: Dish, instead_of: str | None = None) -> Menu:
        """Return the menu with one more dish, or with this one in another's place.

        Raises DishNotFound when that other is gone, IntakeConflict when the name is another dish's already.
        """
        old = self.find(instead_of) if instead_of is not None else None
        if instead_of is not None and old is None:
            raise DishNotFound(instead_of)
        if self.find(dish.name) not in {None, old}:
            raise IntakeConflict("name")
        dishes = self.dishes if old else (*self.dishes, dish)
        return Menu(tuple(dish if d is old else d for d in dishes), self.stations)

    def without_dish(self, name: str) -> Menu:
        """Return the menu without a dish; raises DishNotFound for a dish it does not know."""
        if not (dish := self.find(name)):
            raise DishNotFound(name)
        return Menu(tuple(d for d in self.dishes if d is not dish), self.stations)

    def with_station(self, station: Station) -> Menu:
        """Return the menu with this station, in place of the one of its name if there is one."""
        if station.name not in {s.name for s in self.stations}:
            return Menu(self.dishes, (*self.stations, station))
        return Menu(self.dishes, tuple(station if s.name == station.name else s for s in self.stations))

    def _with(self, stocks: Mapping[str, Stock]) -> Menu:
        if not stocks:
            return self
        dishes = (d.with_stock(stocks[d.name]) if d.name in stocks else d for d in self.dishes)
        return Menu(tuple(dishes), self.stations)
