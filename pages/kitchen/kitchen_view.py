"""Kitchen view: the bar, the banners and the empty rail of the kitchen page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.first_steps import WELCOME
from pages.components.labels import icon
from pages.components.printer_state import printer_state
from pages.components.staff_bar import freshness, places, way_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from domain.deliveries import Delivery
    from domain.estimation import Busy
    from pages.i18n import Translator

MAX_REFUSED_ROWS = 3


def title(t: Translator) -> Markup:
    """Name the page, for those who hear it."""
    return Markup("{}").format(t.gettext("Kitchen"))


def bar_before(t: Translator, *, has_expo: bool) -> Markup:
    """Draw the bar's beginning: the pages behind one button, the stations with what there is to do, the way down."""
    return Markup(
        '<details class="menu"><summary class="pill icon-only" aria-label="{pages}" title="{pages}">{menu}</summary>'
        '<div class="drawer">{places}</div></details>'
        '<div class="tabs" id="stations" role="group" aria-label="{stations}"{expo}></div>'
        '<button type="button" class="pill num" id="more-below" hidden>{down}<span></span></button>'
    ).format(
        pages=t.gettext("Pages"),
        menu=icon("menu"),
        places=places("/kitchen", t),
        stations=t.gettext("Stations"),
        expo=Markup(" data-expo") if has_expo else "",
        down=icon("down"),
    )


def pace(busy: Busy | None, t: Translator, now: datetime) -> Markup:
    """Say how busy the kitchen said it is, and until when."""
    if busy is None or busy.until <= now:
        return Markup("{}").format(t.gettext("Busy?"))
    says = t.gettext("+{n} min until {time}", n=round(busy.minutes), time=t.clock(busy.until))
    return Markup('<span data-busy class="num">{}</span>').format(says)


def bar_after(t: Translator) -> Markup:
    """Draw the bar's end: what can be opened, the sound, and how fresh it all is."""
    return Markup(
        '<button type="button" class="pill" data-open="all-day">{all_day}</button>'
        '<button type="button" class="pill roomy" data-open="left">{left}</button>'
        '<button type="button" class="pill" data-open="kitchen-more">{more}</button>'
        '<button type="button" class="pill" id="sound" aria-pressed="false">{bell}<span></span></button>{fresh}{out}'
    ).format(
        all_day=t.gettext("All day"),
        left=t.gettext("Left the rail"),
        more=t.gettext("More"),
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
    """Say, when it should ring, that the browser does not let the page ring yet."""
    return icon("bell-off") + Markup("<p><strong>{}</strong> <span>{}</span></p>").format(
        t.gettext("The bell should ring now, but this tablet may not ring yet."),
        t.gettext("Touch the page once, and it rings from then on."),
    )


def refused(deliveries: Iterable[Delivery], t: Translator) -> Markup:
    """List the orders that could not be taken, each with the way to take it by hand.

    A sender at which everything fails must not hide the rail: the older ones are folded.
    """
    rows = [_refused(delivery, t) for delivery in deliveries]
    shown, folded = Markup("").join(rows[:MAX_REFUSED_ROWS]), rows[MAX_REFUSED_ROWS:]
    if not folded:
        return shown
    says = t.ngettext("{n} more order could not be taken", "{n} more orders could not be taken", len(folded))
    return shown + Markup('<details id="more-refused"><summary>{}</summary>{}</details>').format(
        says, Markup("").join(folded)
    )


def printers(problems: Iterable[tuple[str, str]], t: Translator) -> Markup:
    """Say, for each printer that cannot print, what is wrong with it."""
    return Markup("").join(
        icon("alert")
        + Markup("<p>{}</p>").format(
            t.gettext("Printer {name}: {problem}", name=name, problem=printer_state(problem, t))
        )
        for name, problem in problems
    )


def more_ready() -> Markup:
    """Draw the way to the ready orders that are beside the screen; the script counts them."""
    return Markup('<span class="num"></span>') + icon("down")


def nothing_to_do(t: Translator, *, is_new: bool) -> Markup:
    """Say that the rail is empty; a new restaurant is led to its first steps."""
    steps = Markup('<p><a class="quiet" href="{}">{}</a></p>').format(WELCOME, t.gettext("First steps"))
    return Markup("{}<h2>{}</h2><p>{}</p>{}").format(
        icon("bell"),
        t.gettext("All quiet"),
        t.gettext("New orders hang up here by themselves, with a ring."),
        steps if is_new else "",
    )


def _refused(delivery: Delivery, t: Translator) -> Markup:
    time = t.clock(delivery.at)
    says = (
        t.gettext("An order from {source} could not be taken", source=delivery.source)
        if delivery.source
        else t.gettext("An order could not be taken")
    )
    return Markup(
        '<div id="delivery-{id}" data-delivery="{id}" data-code="{code}">{icon}<p><strong><bdi>{says}</bdi></strong> '
        '<span class="num">{time}</span></p><a class="quiet" href="/orders/new?delivery={id}">{take}</a>'
        '<button type="button" class="quiet" data-settle>{aside}</button></div>'
    ).format(
        id=delivery.id,
        code=f"{delivery.source} {time}".strip(),
        icon=icon("alert"),
        says=says,
        time=time,
        take=t.gettext("Take it by hand"),
        aside=t.gettext("Put aside"),
    )
