"""What the restaurant cooks, and where: dishes with their configured minutes, and stations with their slots."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from domain.errors import OrderNotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

DEFAULT_STATION = "kitchen"
DEFAULT_MINUTES = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dish:
    """A dish of the menu. `minutes` is what one batch of up to `batch` portions takes when nothing is in the way."""

    name: str
    station: str = DEFAULT_STATION
    minutes: float = DEFAULT_MINUTES
    available: bool = True
    batch: int = 4


@dataclass(frozen=True, slots=True)
class Station:
    """A place where dishes are cooked, `slots` of them side by side."""

    name: str
    slots: int = 2


@dataclass(frozen=True, slots=True)
class Menu:
    """All dishes and stations, in the order the owner gave them. Names are matched without regard to case."""

    dishes: tuple[Dish, ...] = ()
    stations: tuple[Station, ...] = ()
    _by_name: Mapping[str, Dish] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the dishes by name."""
        object.__setattr__(self, "_by_name", {_key(dish.name): dish for dish in self.dishes})

    def find(self, name: str) -> Dish | None:
        """Find a dish by its name, or None when the menu does not know it."""
        return self._by_name.get(_key(name))

    def names(self) -> Collection[str]:
        """Return the names as they are matched; fewer than dishes when two dishes share one."""
        return self._by_name.keys()

    def slots(self, station: str) -> int:
        """Return how many dishes the station cooks side by side."""
        return next((s.slots for s in self.stations if s.name == station), Station(station).slots)

    def eighty_six(self, name: str, *, available: bool) -> Menu:
        """Return the menu with a dish out, or back; raises OrderNotFound for a dish it does not know."""
        if not (dish := self.find(name)):
            raise OrderNotFound(name)
        changed = replace(dish, available=available)
        return Menu(tuple(changed if d is dish else d for d in self.dishes), self.stations)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
