"""Stock view: the dialog that says what is left of a dish, and how this tablet shows the rail."""

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
    }


def tablet_looks(t: Translator) -> Markup:
    """Draw the choice of size and hand, which each tablet keeps for itself."""
    choice = Markup('<label class="choice"><input type="radio" name="size" value="{0}"><span>{0}</span></label>')
    return Markup(
        '<form id="tablet"><fieldset class="row spans"><legend>{}</legend>{}</fieldset>'
        '<label class="choice"><input type="checkbox" name="hand"><span>{}</span></label></form>'
    ).format(t.gettext("Size"), Markup("").join(choice.format(size) for size in "SML"), t.gettext("Left-handed"))
