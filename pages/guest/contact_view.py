"""Contact and thanks at the foot of a guest's page: how it was, and how the restaurant is reached."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from domain.ratings import MAX_STARS
from domain.stages import Stage
from pages.components.labels import icon
from pages.components.phone_numbers import dialled
from pages.guest.addresses import address

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator
    from pages.owner_ports import RestaurantSettings


def contact(order: Order, settings: RestaurantSettings, t: Translator) -> Markup:
    """Draw the question how it was, which a script shows once the order is collected, and the restaurant's contact."""
    return _thanks(order, t) + _reach(order, settings, t)


def stars(order: Order, t: Translator, chosen: int = 0) -> Markup:
    """Draw a button for each number of stars; one press says it."""
    return Markup('<form class="stars" method="post" action="{}">{}</form>').format(
        address(order, t, "/rating"), _buttons(t, chosen)
    )


@functools.cache
def _buttons(t: Translator, chosen: int) -> Markup:
    buttons = (
        Markup('<button name="stars" value="{n}" aria-label="{says}"{pressed}>{star}</button>').format(
            n=n,
            says=t.ngettext("{n} star of {all}", "{n} stars of {all}", n, all=MAX_STARS),
            pressed=Markup(' aria-pressed="true"') if n == chosen else "",
            star="★" if n <= chosen else "☆",
        )
        for n in range(1, MAX_STARS + 1)
    )
    return Markup("").join(buttons)


def _thanks(order: Order, t: Translator) -> Markup:
    return Markup(
        '<section class="card thanks" aria-labelledby="thanks-title" data-online{}><h2 id="thanks-title">{}</h2>{}'
        "<p>{}</p></section>"
    ).format(
        "" if order.stage is Stage.COLLECTED else Markup(" hidden"),
        t.gettext("How was it?"),
        stars(order, t),
        t.gettext("Only the restaurant’s owner reads it."),  # noqa: RUF001  an apostrophe
    )


def _reach(order: Order, settings: RestaurantSettings, t: Translator) -> Markup:
    parts = []
    if settings.phone:
        parts.append(
            Markup('<a class="quiet" href="tel:{}">{}{} <span dir="ltr">{}</span></a>').format(
                dialled(settings.phone), icon("phone"), t.gettext("Call"), settings.phone
            )
        )
    if settings.whatsapp:
        parts.append(_whatsapp(order, settings.whatsapp, t))
    if settings.address:
        parts.append(
            Markup('<a href="https://www.openstreetmap.org/search?query={}" rel="noreferrer">{}</a>').format(
                quote(settings.address), settings.address
            )
        )
    if settings.opening_hours:
        parts.append(Markup("<p>{}</p>").format(settings.opening_hours))
    if not parts:
        return Markup()
    return Markup('<address class="card reach" data-testid="contact"><b>{}</b>{}</address>').format(
        settings.restaurant_name, Markup("").join(parts)
    )


# wa.me takes the digits of an international number, and the words that stand ready to be sent.
def _whatsapp(order: Order, number: str, t: Translator) -> Markup:
    words = t.gettext("Please tell me here when order {code} is ready.", code=order.pickup_code)
    return Markup('<a class="quiet" href="https://wa.me/{}?text={}" rel="noreferrer" data-testid="{}">{}</a>').format(
        dialled(number).lstrip("+"), quote(words), "whatsapp", t.gettext("Tell me by WhatsApp")
    )
