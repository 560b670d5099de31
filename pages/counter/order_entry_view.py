"""Order entry view: the search and the dishes to tap. Pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.menu import MAX_NAME_CHARS
from domain.prices import Money
from pages.components.stock_text import say_stock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.menu import Dish, Menu
    from pages.i18n import Translator


def search(t: Translator, title: str) -> Markup:
    """Draw the page's title, and the search, which also takes what is not on the menu."""
    return Markup(
        '<h1 id="offer-title">{title}</h1><label class="unseen" for="seek">{label}</label>'
        '<input id="seek" type="search" placeholder="{label}" maxlength="{max_name}" enterkeyhint="done"'
        ' aria-describedby="seek-says"><p id="seek-says" class="seek-says" role="status"></p>'
    ).format(title=title, label=t.gettext("Find a dish, or write one"), max_name=MAX_NAME_CHARS)


def write_in() -> Markup:
    """Draw the row that takes what was written, below all dishes; the script names it."""
    return Markup('<button type="button" class="quiet write-in" id="write-in" hidden></button>')


def offer(menu: Menu, t: Translator) -> Markup:
    """Show all dishes by category, or by station where the menu has no categories; what is out cannot be tapped."""
    if not menu.dishes:
        return Markup('<p class="none">{} <a href="/menu">{}</a></p>').format(
            t.gettext("The menu is empty. Write a dish above, or fill the menu first."), t.gettext("Menu")
        )
    groups = _groups(menu, t)
    drawn = (_group(n, name, dishes, t) for n, (name, dishes) in enumerate(groups.items(), 1))
    return _jumps(groups, t) + Markup("").join(drawn)


# What is offered keeps the owner's order, of categories as of stations.
def _groups(menu: Menu, t: Translator) -> dict[str, list[Dish]]:
    has_categories = any(dish.category for dish in menu.dishes)
    names = [] if has_categories else [station.name for station in menu.stations]
    groups: dict[str, list[Dish]] = {name: [] for name in names}
    for dish in menu.dishes:
        name = (dish.category or t.gettext("Other")) if has_categories else dish.station
        groups.setdefault(name, []).append(dish)
    return {name: dishes for name, dishes in groups.items() if dishes}


def _jumps(groups: Iterable[str], t: Translator) -> Markup:
    names = list(groups)
    if len(names) < 2:  # noqa: PLR2004  nothing to jump between
        return Markup()
    links = (Markup('<a href="#group-{}" dir="auto">{}</a>').format(n, name) for n, name in enumerate(names, 1))
    label = t.gettext("Parts of the menu")
    return Markup('<nav class="jumps" aria-label="{}">{}</nav>').format(label, Markup("").join(links))


def _group(n: int, name: str, dishes: Iterable[Dish], t: Translator) -> Markup:
    return Markup(
        '<section class="group" id="group-{}" data-group><h2 dir="auto">{}</h2><div class="picks">{}</div></section>'
    ).format(n, name, Markup("").join(_pick(dish, t) for dish in dishes))


def _pick(dish: Dish, t: Translator) -> Markup:
    price = t.money(Money(dish.price, dish.currency)) if dish.price is not None else ""
    minutes = t.gettext("{n} min", n=t.number(dish.minutes))
    parts = (say_stock(dish, t), price, minutes) if dish.available else (say_stock(dish, t),)
    said = " · ".join(part for part in parts if part)
    return Markup(
        '<button type="button" class="pick" data-dish="{name}" data-options="{options}"{out}>'
        '<span class="name" dir="auto">{name}</span><span class="said">{said}</span>'
        '<b class="much num" hidden></b></button>'
    ).format(
        name=dish.name, options="\n".join(dish.options), out="" if dish.available else Markup(" disabled"), said=said
    )
