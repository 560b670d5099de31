"""Texts of the order form's scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.i18n import Translator


def form_texts(t: Translator, *, is_amending: bool = False) -> dict[str, str]:
    """Return the texts by name, for a new order or for one that is changed."""
    placing = {
        "place": t.gettext("Place the order"),
        "place-n": t.gettext("Place the order ({n})", n="{n}"),
        "placing": t.gettext("Placing"),
    }
    amending = {
        "place": t.gettext("Change the order"),
        "place-n": t.gettext("Change the order ({n})", n="{n}"),
        "placing": t.gettext("Changing"),
    }
    return (amending if is_amending else placing) | {
        "more-of": t.gettext("One more {dish}", dish="{dish}"),
        "fewer-of": t.gettext("One {dish} fewer", dish="{dish}"),
        "note-for": t.gettext("Note for {dish}", dish="{dish}"),
        "note": t.gettext("Note"),
        "options-for": t.gettext("Options for {dish}", dish="{dish}"),
        "options": t.gettext("Options"),
        "often-with": t.gettext("Often asked with {dish}", dish="{dish}"),
        "clear-sure": t.gettext("Tap again to clear"),
        "added": t.gettext("{n} times {dish}", n="{n}", dish="{dish}"),
        "write-in": t.gettext("+ {dish} · not on the menu", dish="{dish}"),
        "is-out": t.gettext("{dish} is sold out", dish="{dish}"),
        "empty-sheet": t.gettext("The order is empty"),
        "one-dish": t.gettext("1 dish"),
        "dishes": t.gettext("{n} dishes", n="{n}"),
        "half-time": t.gettext("The time is not complete. Please write the day and the hour."),
        "still-later": t.gettext("This order is for later. To cook it now, fire it in the kitchen."),
        "unreachable": t.gettext("The kitchen could not be reached. Nothing is lost: please tap again in a moment."),
        "not-taken": t.gettext("The order was not taken. Please look at it again."),
    }
