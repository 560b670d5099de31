"""The kitchen page around its tickets: pure presenters of the bar, the dialogs, what left the rail, and the dishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.events import EventKind
from domain.stages import ItemState, Stage
from pages.components.dialogs import heading
from pages.components.labels import icon
from pages.components.staff_bar import freshness, places, way_out
from pages.kitchen.tap_replies import reasons

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from domain.deliveries import Delivery
    from domain.estimation import Busy
    from domain.menu import Dish, Menu
    from domain.order import Order
    from pages.i18n import Translator

# Minutes that a rush usually lasts.
USUAL_SPAN = 60


def title(t: Translator) -> Markup:
    """Name the page, for those who hear it."""
    return Markup("{}").format(t.gettext("Kitchen"))


def bar_before(t: Translator) -> Markup:
    """Draw the bar's beginning: the pages behind one button, the stations with what there is to do, the way down."""
    return Markup(
        '<details class="menu"><summary class="pill icon-only" aria-label="{pages}" title="{pages}">{menu}</summary>'
        '<div class="drawer">{places}</div></details>'
        '<div class="tabs" id="stations" role="group" aria-label="{stations}"></div>'
        '<button type="button" class="pill num" id="more-below" hidden>{down}<span></span></button>'
    ).format(
        pages=t.gettext("Pages"),
        menu=icon("menu"),
        places=places("/kitchen", t),
        stations=t.gettext("Stations"),
        down=icon("down"),
    )


def pace(busy: Busy | None, t: Translator, now: datetime) -> Markup:
    """Say how busy the kitchen said it is, and until when."""
    if busy is None or busy.until <= now:
        return Markup("{}").format(t.gettext("Busy?"))
    says = t.gettext("+{n} min until {time}", n=round(busy.minutes), time=t.clock(busy.until))
    return Markup('<span data-busy class="num">{}</span>').format(says)


def busy(t: Translator) -> Markup:
    """Draw the dialog that adds minutes to every estimate for a while."""
    spans = {30: t.gettext("for half an hour"), USUAL_SPAN: t.gettext("for one hour"), 120: t.gettext("for two hours")}
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
                Markup(" checked") if minutes == USUAL_SPAN else "",
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


def bar_after(t: Translator) -> Markup:
    """Draw the bar's end: what can be opened, the sound, and how fresh it all is."""
    return Markup(
        '<button type="button" class="pill" data-open="all-day">{all_day}</button>'
        '<button type="button" class="pill" data-open="left">{left}</button>'
        '<button type="button" class="pill" id="sound" aria-pressed="false">{bell}<span></span></button>{fresh}{out}'
    ).format(
        all_day=t.gettext("All day"),
        left=t.gettext("Left the rail"),
        bell=icon("bell", "on") + icon("bell-off", "off"),
        fresh=freshness(t),
        out=way_out(t),
    )


def banner(t: Translator) -> Markup:
    """Say, while the page is not connected, what that means."""
    return icon("link-off") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        t.gettext("Not connected."),
        t.gettext("What you see may be old, and taps are not taken until the connection is back."),
    )


def unsaved(t: Translator) -> Markup:
    """Say, while the database takes no changes, that tapping on would change nothing."""
    return icon("alert") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        t.gettext("Nothing can be saved."),
        t.gettext(
            "What was saved before is safe, but taps are not taken. The disk of the restaurant's computer may be full."
        ),
    )


def sound_locked(t: Translator) -> Markup:
    """Say, when an order comes, that the browser does not let the page ring yet."""
    return icon("bell-off") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        t.gettext("A new order came, but this tablet may not ring yet."),
        t.gettext("Touch the page once, and it rings from then on."),
    )


def refused(deliveries: Iterable[Delivery], t: Translator) -> Markup:
    """List the orders that could not be taken, each with the way to take it by hand."""
    return Markup("").join(_refused(delivery, t) for delivery in deliveries)


def nothing_to_do(t: Translator) -> Markup:
    """Say that the rail is empty."""
    return Markup("{}<h2>{}</h2><p>{}</p>").format(
        icon("bell"), t.gettext("All quiet"), t.gettext("New orders hang up here by themselves, with a ring.")
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
    """List the dishes, each with the switch that says whether it is to be had."""
    if not menu.dishes:
        return Markup('<li class="none">{}</li>').format(t.gettext("The menu is empty."))
    return Markup("").join(_dish(dish, t) for dish in menu.dishes)


def left_title(t: Translator) -> Markup:
    """Head the dialog of what left the rail."""
    return heading("left-title", t.gettext("Left the rail today"), t)


def left(orders: Iterable[Order], t: Translator, now: datetime) -> Markup:
    """List the orders that left the rail today, the newest first; what was handed over can be taken back."""
    today = t.today(now)
    gone = [order for order in orders if order.closed_at is None or order.closed_at >= today]
    if not gone:
        return Markup('<li class="none">{}</li>').format(t.gettext("Nothing has left the rail yet."))
    return Markup("").join(_gone(order, t) for order in gone)


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


def later_title(t: Translator) -> Markup:
    """Head the dialog of the orders for later."""
    return heading("later-title", t.gettext("Orders for later"), t)


def later(orders: Iterable[Order], t: Translator, now: datetime) -> Markup:
    """List the orders that wait for their time, the next first."""
    drawn = [_later(order, t, now) for order in orders]
    return Markup("").join(drawn) or Markup('<li class="none">{}</li>').format(t.gettext("No order is for later."))


def later_count(orders: Collection[Order], t: Translator) -> Markup:
    """Name the button that opens the orders for later, with their number."""
    return Markup("{} <b class='num'>{}</b>").format(t.gettext("Later"), len(orders))


def _later(order: Order, t: Translator, now: datetime) -> Markup:
    return Markup(
        '<li id="later-{id}" data-testid="scheduled-ticket" data-order-id="{id}" data-code="{code}"'
        ' data-version="{version}" data-stage="scheduled"><b class="num">{code}</b>'
        '<span class="who" dir="auto">{who}</span><span class="said">{due}<br>{fires}<br><bdi>{dishes}</bdi></span>'
        '<button type="button" class="quiet" data-tap="fire">{fire}</button>'
        '<a class="quiet" href="/orders/{id}/edit">{edit}</a>'
        '<button type="button" class="quiet danger" data-cancel>{cancel}</button></li>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        version=order.version,
        who=order.guest_name,
        due=t.gettext("due {time}", time=t.clock_since(order.quoted_for, now)),
        fires=(
            t.gettext("comes onto the rail {time}", time=t.clock_since(order.fires_at, now))
            if order.fires_at
            else t.gettext("waits until somebody fires it")
        ),
        dishes=", ".join(f"{item.quantity}× {item.name}" for item in order.items if item.state is ItemState.QUEUED),  # noqa: RUF001
        fire=t.gettext("Fire now"),
        edit=t.gettext("Change"),
        cancel=t.gettext("Cancel"),
    )


def cancel(t: Translator) -> Markup:
    """Draw the dialog that asks why an order is cancelled."""
    choices = Markup("").join(
        Markup('<label class="choice"><input type="radio" name="preset" value="{}"{}><span>{}</span></label>').format(
            key, Markup(" checked") if n == 0 else "", says
        )
        for n, (key, says) in enumerate({**reasons(t), "": t.gettext("Another reason")}.items())
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


def _refused(delivery: Delivery, t: Translator) -> Markup:
    says = (
        t.gettext("An order from {source} could not be taken", source=delivery.source)
        if delivery.source
        else t.gettext("An order could not be taken")
    )
    return Markup(
        '<div id="delivery-{id}" data-delivery="{id}">{icon}<p><strong><bdi>{says}</bdi></strong> '
        '<span class="num">{time}</span></p><a class="quiet" href="/orders/new?delivery={id}">{take}</a>'
        '<button type="button" class="quiet" data-settle>{aside}</button></div>'
    ).format(
        id=delivery.id,
        icon=icon("alert"),
        says=says,
        time=t.clock(delivery.at),
        take=t.gettext("Take it by hand"),
        aside=t.gettext("Put aside"),
    )


def _dish(dish: Dish, t: Translator) -> Markup:
    return Markup(
        '<li><button type="button" role="switch" class="switch" aria-checked="{on}" data-dish="{name}">'
        '<span dir="auto">{name}</span><em>{says}</em><i></i></button></li>'
    ).format(
        on="true" if dish.available else "false",
        name=dish.name,
        says=t.gettext("on the menu") if dish.available else t.gettext("sold out"),
    )


def _gone(order: Order, t: Translator) -> Markup:
    tap, word = (
        (Tap.RECALL, t.gettext("Recall")) if order.stage is Stage.COLLECTED else (Tap.REOPEN, t.gettext("Reopen"))
    )
    back = Markup('<button type="button" class="quiet" data-tap="{}">{}</button>').format(tap.value, word)
    return Markup(
        '<li id="left-{id}" data-order-id="{id}" data-code="{code}" data-version="{version}" data-stage="{stage}">'
        '<b class="num">{code}</b><span class="who" dir="auto">{who}</span><span class="said">{says}</span>{back}</li>'
    ).format(
        id=order.id,
        code=order.pickup_code,
        version=order.version,
        stage=order.stage.value,
        who=order.guest_name,
        says=_farewell(order, t),
        back=back,
    )


def _farewell(order: Order, t: Translator) -> str:
    time = t.clock(order.closed_at or order.events[-1].at)
    if order.stage is Stage.COLLECTED:
        return t.gettext("handed over {time}", time=time)
    reason = next((e.reason for e in reversed(order.events) if e.kind is EventKind.CANCELLED), "")
    said = t.gettext("cancelled {time}", time=time)
    return f"{said} · {reason}" if reason else said
