"""Menu: dishes with their configured minutes, and stations with their slots."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.errors import DishNotFound, IntakeConflict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

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
_APOSTROPHES = "'’‘`´ʼ"  # noqa: RUF001  what phones and tills write for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """A dish of the menu. `minutes` is what one batch of up to `batch` portions takes when nothing is in the way.

    `category` is its part of the menu, such as "Starters"; `options` are what guests usually ask for. `price` is that
    of one portion, in minor units of `currency` (ISO 4217).
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

    def __post_init__(self) -> None:
        """Index the dishes by name."""
        object.__setattr__(self, "_by_name", {fold_name(dish.name): dish for dish in self.dishes})
        counts = Counter(_words(dish.name) for dish in self.dishes)
        by_words = {_words(dish.name): dish for dish in self.dishes if counts[_words(dish.name)] == 1}
        object.__setattr__(self, "_by_words", by_words)

    def find(self, name: str) -> Dish | None:
        """Find a dish by its name, or None when the menu does not know it.

        Tills and phones write the same words with other accents, quotes, dashes and capitals: where no dish has just
        this name, one whose words are the same is found, unless two dishes would fit.
        """
        return self._by_name.get(fold_name(name)) or self._by_words.get(_words(name))

    def find_exactly(self, name: str) -> Dish | None:
        """Find a dish by its name, without regard to case alone, or None."""
        return self._by_name.get(fold_name(name))

    def names(self) -> Collection[str]:
        """Return the names as they are matched; fewer than dishes when two dishes share one."""
        return self._by_name.keys()

    def slots(self, station: str) -> int:
        """Return how many dishes the station cooks side by side."""
        return next((s.slots for s in self.stations if s.name == station), DEFAULT_SLOTS)

    def eighty_six(self, name: str, *, available: bool) -> Menu:
        """Return the menu with a dish out, or back; raises DishNotFound for a dish it does not know."""
        if not (dish := self.find(name)):
            raise DishNotFound(name)
        changed = replace(dish, available=available)
        return Menu(tuple(changed if d is dish else d for d in self.dishes), self.stations)

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

    def with_stations_of(self, other: Menu) -> Menu:
        """Return the menu with the stations of another."""
        return Menu(self.dishes, other.stations)

    def with_station(self, station: Station) -> Menu:
        """Return the menu with this station, in place of the one of its name if there is one."""
        if station.name not in {s.name for s in self.stations}:
            return Menu(self.dishes, (*self.stations, station))
        return Menu(self.dishes, tuple(station if s.name == station.name else s for s in self.stations))


def _words(name: str) -> str:
    """Return the bare words of a name: no accents, capitals, punctuation or double spaces; "&" reads "and"."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("ı", "i"))  # noqa: RUF001  the Turkish letter
    kept = (" " if not c.isalnum() else c for c in bare if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return " ".join("".join(kept).split())


def fold_name(name: str) -> str:
    """Return a name as names are compared: without regard to case, and to how many spaces stand where."""
    return " ".join(name.split()).casefold()
