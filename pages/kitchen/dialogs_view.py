"""Dialogs view: the dialogs of the kitchen page for the pace, the all-day list, rarer taps and a cancellation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.cancel_reasons import usual_reasons
from pages.components.dialogs import heading
from pages.components.stock_text import say_stock
from pages.kitchen.tablet_view import tablet_looks, tablet_sound

if TYPE_CHECKING:
    from domain.menu import Dish, Menu
    from pages.i18n import Translator

# Minutes that a rush usually lasts.
USUAL_SPAN_MINUTES = 60


def busy(t: Translator) -> Markup:
    """Draw the dialog that adds minutes to every estimate for a while."""
    spans = {
        30: t.gettext("for half an hour"),
        USUAL_SPAN_MINUTES: t.gettext("for one hour"),
        120: t.gettext("for two hours"),
    }
    return heading("busy-title", t.gettext("How busy is it?"), t) + Markup(
        '<p class="hint">{hint}</p>'
        '<fieldset class="row spans"><legend class="unseen">{how_long}</legend>{spans}</fieldset>'
        '<div class="row">{extras}</div><button type="button" class="quiet" data-extra="0">{normal}</button>'
    ).format(
        hint=t.gettext("Every guest is told that much more, and new promises count it in."),
        how_long=t.gettext("For how long"),
        spans=Markup("").join(
            Markup('<label class="choice"><input type="radio" name="span" value="{}"{}><span>{}</span></label>').format(
                minutes,
                Markup(" checked") if minutes == USUAL_SPAN_MINUTES else "",
                says,
            )
            for minutes, says in spans.items()
        ),
        extras=Markup("").join(
            Markup('<button type="button" class="primary num" data-extra="{0}">{1}</button>').format(
                n, t.gettext("+{n} min", n=n)
            )
            for n in (5, 10, 15)
        ),
        normal=t.gettext("Normal times again"),
    )


def all_day_title(t: Translator) -> Markup:
    """Head the dialog of what is still to be made and what is sold out."""
    return heading("all-day-title", t.gettext("All day"), t)


def to_make(t: Translator) -> Markup:
    """Lay out what is still to be made; the script counts it from the tickets."""
    return Markup('<ul class="counts" id="counts" role="list"></ul><p class="none" id="counts-none">{}</p>').format(
        t.gettext("Nothing is left to make.")
    )


def sold_out(t: Translator) -> Markup:
    """Head the switches of the dishes."""
    return Markup('<h3>{}</h3><p class="hint">{}</p>').format(
        t.gettext("Sold out?"),
        t.gettext("Switch a dish off, and no new order can have it. Orders on the rail stay as they are."),
    )


def dishes(menu: Menu, t: Translator) -> Markup:
    """List the dishes, each with a switch for sold out."""
    if not menu.dishes:
        return Markup('<li class="none">{}</li>').format(t.gettext("The menu is empty."))
    return Markup("").join(_dish(dish, t) for dish in menu.dishes)


def more(t: Translator) -> Markup:
    """Draw the dialog of the rarer taps on a ticket; the script fills in which ticket, and its dishes."""
    return heading("more-title", "", t) + Markup(
        '<div class="row" data-for-unfinished>'
        '<button type="button" class="quiet" data-tap="postpone" data-minutes="5">{}</button>'
        '<button type="button" class="quiet" data-tap="postpone" data-minutes="10">{}</button></div>'
        '<button type="button" class="quiet" data-tap="rush" data-for-unfinished data-for-unrushed>{}</button>'
        '<div class="row"><a class="quiet" id="edit" href="/orders">{}</a>'
        '<button type="button" class="quiet" data-tap="hold" data-for-received>{}</button></div>'
        '<section><h3>{}</h3><ul class="dish-acts" id="dish-acts" role="list"></ul></section>'
        '<button type="button" class="quiet danger" data-cancel>{}</button>'
    ).format(
        t.gettext("+{n} min", n=5),
        t.gettext("+{n} min", n=10),
        t.gettext("Move ahead of the others"),
        t.gettext("Change the order"),
        t.gettext("Hold for later"),
        t.gettext("Dishes"),
        t.gettext("Cancel the order"),
    )


def kitchen_more(t: Translator) -> Markup:
    """Draw the dialog behind the bar's "More": what is needed seldom."""
    return (
        heading("kitchen-more-title", t.gettext("More"), t)
        + Markup(
            '<button type="button" class="quiet" data-open="left">{}</button>'
            '<button type="button" class="quiet" data-open="close-day">{}</button>'
            '<button type="button" class="quiet" data-open="keys">{}</button>'
        ).format(t.gettext("Left the rail"), t.gettext("Close the day"), t.gettext("Keys"))
        + tablet_looks(t)
        + tablet_sound(t)
    )


def cancel(t: Translator) -> Markup:
    """Draw the dialog that asks why an order is cancelled."""
    choices = Markup("").join(
        Markup('<label class="choice"><input type="radio" name="preset" value="{}"{}><span>{}</span></label>').format(
            key, Markup(" checked") if n == 0 else "", says
        )
        for n, (key, says) in enumerate({**usual_reasons(t), "": t.gettext("Another reason")}.items())
    )
    return heading("cancel-title", "", t) + Markup(
        '<form method="dialog"><fieldset><legend>{legend}</legend>{choices}</fieldset>'
        '<label class="field">{own}<input name="reason" maxlength="200" autocomplete="off"></label>'
        '<div class="row"><button type="button" class="quiet" data-close>{keep}</button>'
        '<button type="submit" class="primary danger">{go}</button></div></form>'
    ).format(
        legend=t.gettext("The guest reads the reason"),
        choices=choices,
        own=t.gettext("In your words"),
        keep=t.gettext("Keep it"),
        go=t.gettext("Cancel the order"),
    )


def _dish(dish: Dish, t: Translator) -> Markup:
    return Markup(
        '<li><button type="button" role="switch" class="switch" aria-checked="{on}" data-dish="{name}">'
        '<span dir="auto">{name}</span><em>{says}</em><i></i></button></li>'
    ).format(
        on="true" if dish.available else "false",
        name=dish.name,
        says=say_stock(dish, t, t.gettext("on the menu")),
    )
