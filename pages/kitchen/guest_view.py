"""Guest view: what the kitchen sees of a guest: the page is open, on the way, here, thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from pages.components.labels import icon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.order import Order
    from pages.i18n import Translator


def watches(t: Translator) -> Markup:
    """Draw the mark that the guest's page is open; the script shows it while that is so."""
    return Markup('<i class="watches" role="img" aria-label="{0}" title="{0}" hidden>{1}</i>').format(
        t.gettext("watching"), icon("eye")
    )


def whereabouts(order: Order, t: Translator) -> Markup:
    """Say where the guest is, as far as the guest has told."""
    told = order.signals
    if told.here_at:
        says = " · ".join(part for part in (t.gettext("Guest is here"), told.place) if part)
    elif told.on_my_way_at:
        says = t.gettext("On the way, {time}", time=t.clock(told.on_my_way_at))
    else:
        return Markup()
    return Markup('<span class="guest-is">{}<bdi>{}</bdi></span>').format(icon("pin"), says)


def thanks(order: Order, t: Translator) -> Markup:
    """Say that the guest has thanked the kitchen."""
    if order.signals.thanked_at is None:
        return Markup()
    return Markup('<span class="thanks">{}{}</span>').format(icon("heart"), t.gettext("says thanks"))


def watched(order_ids: Iterable[str]) -> Markup:
    """List the orders whose guests watch, for the script."""
    return Markup("").join(Markup('<data value="{}"></data>').format(order_id) for order_id in sorted(order_ids))
