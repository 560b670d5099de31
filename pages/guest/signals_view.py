"""Signals view: what a guest can tell the kitchen. Each is a form, so that it works without scripts too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.guest_signals import MAX_PLACE_CHARS, SignalKind, offered_signals
from pages.components.labels import icon
from pages.guest.addresses import chosen_language

if TYPE_CHECKING:
    from domain.order import Order
    from pages.i18n import Translator


def signals(order: Order, t: Translator) -> Markup:
    """Draw the section of what the order offers at its stage, if anything; what was told can be taken back."""
    if not (offered := offered_signals(order)):
        return Markup()
    inner = _thanks(order, t) if SignalKind.THANKS in offered else _whereabouts(order, t)
    return Markup(
        '<section class="card signals" data-online>{}'
        '<p class="wrong" role="alert" id="not-told" data-kept hidden>{}</p></section>'
    ).format(inner, t.gettext("That did not go through. Please try again."))


def _whereabouts(order: Order, t: Translator) -> Markup:
    told = order.signals
    place = Markup(
        '<label class="place"><span>{says}</span>'
        '<input name="place" maxlength="{limit}" value="{place}" autocomplete="off"></label>'
    ).format(says=t.gettext("Where you wait, such as a parking place"), limit=MAX_PLACE_CHARS, place=told.place)
    return Markup("<h2>{}</h2>{}{}").format(
        t.gettext("Tell the kitchen"),
        Markup() if told.here_at else _form(order, t, SignalKind.ON_MY_WAY, t.gettext("On my way"), "quiet"),
        _form(order, t, SignalKind.HERE, t.gettext("I’m here"), "quiet", place),  # noqa: RUF001  an apostrophe
    ) + _said(order, t)


def _said(order: Order, t: Translator) -> Markup:
    if order.signals.here_at:
        return _status(icon("check"), t.gettext("The kitchen sees that you are here."))
    if order.signals.on_my_way_at:
        return _status(icon("check"), t.gettext("The kitchen sees that you are on your way."))
    return _status()


def _thanks(order: Order, t: Translator) -> Markup:
    if order.signals.thanked_at:
        return _status(icon("heart"), t.gettext("The kitchen has your thanks."))
    return _form(order, t, SignalKind.THANKS, t.gettext("Thank the kitchen"), "quiet", mark=icon("heart")) + _status()


# It is on the page before it says anything: screen readers read out what changes in it. The script gives it the focus
# of a button that is gone.
def _status(mark: Markup | str = "", says: str = "") -> Markup:
    return Markup('<p class="{}" role="status" id="told" tabindex="-1">{}{}</p>').format(
        "told" if says else "unseen", mark, says
    )


def _form(  # noqa: PLR0913, PLR0917  what the forms differ in
    order: Order,
    t: Translator,
    kind: SignalKind,
    says: str,
    look: str,
    fields: Markup | None = None,
    mark: Markup | None = None,
) -> Markup:
    is_told = kind is _latest(order)
    return Markup(
        '<form id="signal-{kind}" method="post" action="/t/{token}/signals" data-signal="{kind}">{fields}'
        '<input type="hidden" name="kind" value="{kind}"><input type="hidden" name="is_on" value="{is_on}">{language}'
        '<button type="submit" class="{look}" aria-pressed="{pressed}">{mark}{says}</button></form>'
    ).format(
        token=order.token,
        kind=kind.value,
        fields=fields or Markup(),
        language=_language_field(order, t),
        is_on="false" if is_told else "true",
        look=look,
        pressed="true" if is_told else "false",
        mark=mark or icon("check" if is_told else "pin"),
        says=says,
    )


def _language_field(order: Order, t: Translator) -> Markup:
    chosen = chosen_language(order, t)
    return Markup('<input type="hidden" name="lang" value="{}">').format(chosen) if chosen else Markup()


def _latest(order: Order) -> SignalKind | None:
    if order.signals.here_at:
        return SignalKind.HERE
    return SignalKind.ON_MY_WAY if order.signals.on_my_way_at else None
