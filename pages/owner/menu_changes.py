"""Preview of a menu import: what it would change, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.dish_names import fold_name
from domain.menu import Dish, Menu
from domain.prices import Money
from pages.components.stock_text import say_stock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pages.i18n import Translator


def imported(menu: Menu, dishes: Iterable[Dish], *, removes: bool) -> Menu:
    """Return the menu with the dishes of a file; others stay where they are, unless they are to be removed."""
    read = {fold_name(dish.name): dish for dish in dishes}
    others = () if removes else tuple(dish for dish in menu.dishes if fold_name(dish.name) not in read)
    named = Menu(others, menu.stations).name_stations(read.values())
    if removes:
        return Menu(named, menu.stations)
    read = dict(zip(read, named, strict=True))
    kept = [read.pop(fold_name(dish.name), dish) for dish in menu.dishes]
    return Menu((*kept, *read.values()), menu.stations)


def describe_changes(before: Menu, after: Menu, t: Translator) -> list[str]:
    """Say each change, first what goes."""
    gone = [dish.name for dish in before.dishes if after.find_exactly(dish.name) is None]
    new = [dish for dish in after.dishes if before.find_exactly(dish.name) is None]
    said = [t.gettext("{dish} is removed", dish=name) for name in gone]
    said += [_join(t.gettext("{dish} is new", dish=dish.name), _values(dish, t)) for dish in new]
    kept = [(old, dish) for dish in after.dishes if (old := before.find_exactly(dish.name))]
    return said + [_join(dish.name, _changes(old, dish, t)) for old, dish in kept if old != dish]


def _join(what: str, fields: Iterable[str]) -> str:
    listed = ", ".join(fields)
    return f"{what}: {listed}" if listed else what


def _values(new: Dish, t: Translator) -> Iterator[str]:
    """Return what a new dish has beside the defaults."""
    return (f"{name} {value}" for name, _, value in _differences(Dish(name=new.name), new, t))


def _changes(old: Dish, new: Dish, t: Translator) -> Iterator[str]:
    none, becomes = "–", "←" if t.direction == "rtl" else "→"  # noqa: RUF001  a dash
    return (f"{name} {was or none} {becomes} {value or none}" for name, was, value in _differences(old, new, t))


def _differences(old: Dish, new: Dish, t: Translator) -> Iterator[tuple[str, str, str]]:
    yes = t.gettext("yes")
    values = (
        (t.gettext("Name"), old.name, new.name),
        (t.gettext("Station"), old.station, new.station),
        (t.gettext("Minutes"), t.number(old.minutes), t.number(new.minutes)),
        (t.gettext("Per batch"), f"{old.batch}", f"{new.batch}"),
        (t.gettext("Category"), old.category, new.category),
        (t.gettext("Options"), ", ".join(old.options), ", ".join(new.options)),
        (t.gettext("Price"), _price(old, t), _price(new, t)),
        (t.gettext("Available"), say_stock(old, t, yes), say_stock(new, t, yes)),
    )
    return (one for one in values if one[1] != one[2])


def _price(dish: Dish, t: Translator) -> str:
    return "" if dish.price is None else t.money(Money(dish.price, dish.currency))
