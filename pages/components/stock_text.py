"""Stock text: says what is left of a dish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.menu import Dish
    from pages.i18n import Translator


def say_stock(dish: Dish, t: Translator, otherwise: str = "") -> str:
    """Say that a dish is sold out, or how many are left; `otherwise` where it is neither."""
    if not dish.available:
        return t.gettext("sold out")
    return otherwise if dish.left is None else t.gettext("{n} left", n=t.number(dish.left))
