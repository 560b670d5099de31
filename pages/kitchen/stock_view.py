"""Stock view: the dialog that says what is left of a dish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.dialogs import heading

if TYPE_CHECKING:
    from pages.i18n import Translator


def stock(t: Translator) -> Markup:
    """Draw the dialog of a dish that runs out; the script fills in its buttons, and those of the dishes found."""
    return heading("stock-title", t.gettext("Sold out?"), t) + Markup(
        '<ul class="dish-acts" id="stock-dishes" role="list"></ul>'
        '<label class="field">{}<input id="stock-search" type="search" autocomplete="off"></label>'
    ).format(t.gettext("Find a dish"))


def stock_texts(t: Translator) -> dict[str, str]:
    """Return the texts of the buttons that the script makes."""
    return {
        "sold-out": t.gettext("Sold out"),
        "until-tomorrow": t.gettext("until tomorrow"),
        "left": t.gettext("{n} left", n="{n}"),
        "how-many-left": t.gettext("How many are left of {dish}", dish="{dish}"),
    }
