"""The kitchen page around its tickets: pure presenters of the bar, the dialogs, what left the rail, and the dishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.events import EventKind
from domain.stages import Stage
from pages.answers import reasons
from pages.guest_view import icon
from pages.staff_bar import freshness, places, way_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.estimation import Busy
    from domain.menu import Dish, Menu
    from domain.order import Order
    from pages.text import Words

# A day's worth for a small restaurant; older ones are in the reports.
MOST_LEFT = 300
# Minutes that a rush usually lasts.
USUAL_SPAN = 60


def title(words: Words) -> Markup:
    """Name the page, for those who hear it."""
    return Markup("{}").format(words("Kitchen"))


def bar_before(words: Words) -> Markup:
    """Draw the bar's beginning: the pages, and the stations."""
    return places("/kitchen", words) + Markup(
        '<div class="tabs" id="stations" role="group" aria-label="{}"></div><span class="grow"></span>'
    ).format(words("Stations"))


def pace(busy: Busy | None, words: Words, now: datetime) -> Markup:
    """Say how busy the kitchen said it is, and until when."""
    if busy is None or busy.until <= now:
        return Markup("{}").format(words("Busy?"))
    says = words("+{n} min until {time}", n=round(busy.minutes), time=words.clock(busy.until))
    return Markup('<span data-busy class="num">{}</span>').format(says)


def busy(words: Words) -> Markup:
    """Draw the dialog that adds minutes to every estimate for a while."""
    spans = {30: words("for half an hour"), USUAL_SPAN: words("for one hour"), 120: words("for two hours")}
    return heading("busy-title", words("How busy is it?"), words) + Markup(
        '<p class="hint">{hint}</p>'
        '<fieldset class="row spans"><legend class="unseen">{how_long}</legend>{spans}</fieldset>'
        '<div class="row">{extras}</div><button type="button" class="quiet" data-extra="0">{normal}</button>'
    ).format(
        hint=words("Every guest is told that much more, and new promises count it in."),
        how_long=words("For how long"),
        spans=Markup("").join(
            Markup('<label class="choice"><input type="radio" name="span" value="{}"{}><span>{}</span></label>').format(
                minutes,
                Markup(" checked") if minutes == USUAL_SPAN else "",
                says,
            )
            for minutes, says in spans.items()
        ),
        extras=Markup("").join(
            Markup('<button type="button" class="primary num" data-extra="{0}">{1}</button>').format(
                n, words("+{n} min", n=n)
            )
            for n in (5, 10, 15)
        ),
        normal=words("Normal times again"),
    )


def bar_after(words: Words) -> Markup:
    """Draw the bar's end: what can be opened, the sound, and how fresh it all is."""
    return Markup(
        '<button type="button" class="pill" data-open="all-day">{all_day}</button>'
        '<button type="button" class="pill" data-open="left">{left}</button>'
        '<button type="button" class="pill" id="sound" aria-pressed="false">{bell}<span></span></button>{fresh}{out}'
    ).format(
        all_day=words("All day"),
        left=words("Left the rail"),
        bell=icon("bell", "on") + icon("bell-off", "off"),
        fresh=freshness(words),
        out=way_out(words),
    )


def banner(words: Words) -> Markup:
    """Say, while the page is not connected, what that means."""
    return icon("link-off") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        words("Not connected."),
        words("What you see may be old, and taps are not taken until the connection is back."),
    )


def unsaved(words: Words) -> Markup:
    """Say, while the database takes no changes, that tapping on would change nothing."""
    return icon("alert") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        words("Nothing can be saved."),
        words(
            "What was saved before is safe, but taps are not taken. The disk of the restaurant's computer may be full."
        ),
    )


def nothing_to_do(words: Words) -> Markup:
    """Say that the rail is empty."""
    return Markup("{}<h2>{}</h2><p>{}</p>").format(
        icon("bell"), words("All quiet"), words("New orders hang up here by themselves, with a ring.")
    )


def all_day_title(words: Words) -> Markup:
    """Head the dialog of what is still to be made and what is sold out."""
    return heading("all-day-title", words("All day"), words)


def to_make(words: Words) -> Markup:
    """Lay out what is still to be made; the script counts it from the tickets."""
    return Markup('<ul class="counts" id="counts" role="list"></ul><p class="none" id="counts-none">{}</p>').format(
        words("Nothing is left to make.")
    )


def sold_out(words: Words) -> Markup:
    """Head the switches of the dishes."""
    return Markup('<h3>{}</h3><p class="hint">{}</p>').format(
        words("Sold out?"),
        words("Switch a dish off, and no new order can have it. Orders on the rail stay as they are."),
    )


def dishes(menu: Menu, words: Words) -> Markup:
    """List the dishes, each with the switch that says whether it is to be had."""
    if not menu.dishes:
        return Markup('<li class="none">{}</li>').format(words("The menu is empty."))
    return Markup("").join(_dish(dish, words) for dish in menu.dishes)


def left_title(words: Words) -> Markup:
    """Head the dialog of what left the rail."""
    return heading("left-title", words("Left the rail today"), words)


def left(orders: Iterable[Order], words: Words, now: datetime) -> Markup:
    """List the orders that left the rail today, the newest first; what was handed over can be taken back."""
    today = words.today(now)
    gone = [order for order in orders if order.closed_at is None or order.closed_at >= today]
    if not gone:
        return Markup('<li class="none">{}</li>').format(words("Nothing has left the rail yet."))
    return Markup("").join(_gone(order, words) for order in gone[:MOST_LEFT])


def more(words: Words) -> Markup:
    """Draw the dialog of the rarer taps on a ticket; the script fills in which ticket, and its dishes."""
    return heading("more-title", "", words) + Markup(
        '<div class="row" data-for-unfinished>'
        '<button type="button" class="quiet" data-tap="postpone" data-minutes="5">{}</button>'
        '<button type="button" class="quiet" data-tap="postpone" data-minutes="10">{}</button></div>'
        '<button type="button" class="quiet" data-tap="rush" data-for-unfinished data-for-unrushed>{}</button>'
        '<section data-for-unfinished><h3>{}</h3><ul class="voids" id="voids" role="list"></ul></section>'
        '<button type="button" class="quiet danger" data-cancel>{}</button>'
    ).format(
        words("+{n} min", n=5),
        words("+{n} min", n=10),
        words("Move ahead of the others"),
        words("Take a dish off"),
        words("Cancel the order"),
    )


def cancel(words: Words) -> Markup:
    """Draw the dialog that asks why an order is cancelled."""
    choices = Markup("").join(
        Markup('<label class="choice"><input type="radio" name="preset" value="{}"{}><span>{}</span></label>').format(
            key, Markup(" checked") if n == 0 else "", says
        )
        for n, (key, says) in enumerate({**reasons(words), "": words("Another reason")}.items())
    )
    return heading("cancel-title", "", words) + Markup(
        '<form method="dialog"><fieldset><legend>{legend}</legend>{choices}</fieldset>'
        '<label class="field">{own}<input name="reason" maxlength="200" autocomplete="off"></label>'
        '<div class="row"><button type="button" class="quiet" data-close>{keep}</button>'
        '<button type="submit" class="primary danger">{go}</button></div></form>'
    ).format(
        legend=words("The guest reads the reason"),
        choices=choices,
        own=words("In your words"),
        keep=words("Keep it"),
        go=words("Cancel the order"),
    )


def heading(name: str, title: str, words: Words) -> Markup:
    """Head a dialog, with the button that closes it."""
    return Markup(
        '<header><h2 id="{}">{}</h2><button type="button" class="pill icon-only" data-close aria-label="{}">{}</button>'
        "</header>"
    ).format(name, title, words("Close"), icon("close"))


def _dish(dish: Dish, words: Words) -> Markup:
    return Markup(
        '<li><button type="button" role="switch" class="switch" aria-checked="{on}" data-dish="{name}">'
        '<span dir="auto">{name}</span><em>{says}</em><i></i></button></li>'
    ).format(
        on="true" if dish.available else "false",
        name=dish.name,
        says=words("on the menu") if dish.available else words("sold out"),
    )


def _gone(order: Order, words: Words) -> Markup:
    back = Markup('<button type="button" class="quiet" data-tap="recall">{}</button>').format(words("Recall"))
    return Markup(
        '<li id="left-{id}" data-order-id="{id}" data-code="{code}" data-version="{version}" data-stage="{stage}">'
        '<b class="num">{code}</b><span class="who" dir="auto">{who}</span><span class="said">{says}</span>{back}</li>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        version=order.version,
        stage=order.stage.value,
        who=order.guest_name,
        says=_farewell(order, words),
        back=back if order.stage is Stage.COLLECTED else "",
    )


def _farewell(order: Order, words: Words) -> str:
    time = words.clock(order.closed_at or order.events[-1].at)
    if order.stage is Stage.COLLECTED:
        return words("handed over {time}", time=time)
    reason = next((e.reason for e in reversed(order.events) if e.kind is EventKind.CANCELLED), "")
    said = words("cancelled {time}", time=time)
    return f"{said} · {reason}" if reason else said
