"""Bundles: a part that another station cooks becomes a line of its own there, which names its bundle.

Vendors send the fries of a lunch menu as an option of it. There they stand on its ticket, which is enough while one
station cooks both; the cook of another station would not see them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.dish_names import fold_name
from domain.item import DraftItem, create_item
from domain.modifiers import Modifier

if TYPE_CHECKING:
    from domain.intake import Draft
    from domain.menu import Menu


def spread_parts(draft: Draft, menu: Menu) -> Draft:
    """Return a draft whose options that the menu cooks at another station than their dish are lines of their own."""
    return replace(draft, items=tuple(line for item in draft.items for line in _spread(item, menu)))


def _spread(line: DraftItem, menu: Menu) -> Iterator[DraftItem]:
    station = fold_name(create_item(line, menu, "0").station)
    moved: list[tuple[float, Modifier]] = []

    def keep(options: tuple[Modifier, ...], portions: float) -> Iterator[Modifier]:
        for option in options:
            count = portions * option.quantity
            dish = menu.find(option.name)
            if dish and fold_name(dish.station) != station:
                moved.append((count, option))
            else:
                yield replace(option, modifiers=tuple(keep(option.modifiers, count)))

    yield replace(line, modifiers=tuple(keep(line.modifiers, line.quantity)))
    # What has no price of its own is in that of the bundle.
    included = None if line.price is None else 0
    for count, part in moved:
        yield DraftItem(
            name=part.name,
            quantity=round(count, 3),
            modifiers=(*part.modifiers, Modifier(name=f"({line.name})")),
            price=included if part.price is None else part.price,
            currency=line.currency,
        )
