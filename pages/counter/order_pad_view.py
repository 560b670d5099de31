"""Order pad view: the lines of the order that is being written, who it is for, and when. Pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from domain.intake import MAX_NOTE_CHARS, SERVICES
from domain.menu import MAX_NAME_CHARS
from domain.prices import total
from domain.stages import ItemState, Stage
from pages.components.labels import icon, left_out, service_name
from pages.counter.form_schemas import local_due
from pages.i18n import translator_for
from pages.schemas.order_out import ItemOut

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator

_LINE = Markup(
    '<li><div class="stepper"><button type="button" data-act="fewer">{}</button><b class="much num"></b>'
    '<button type="button" data-act="more">{}</button></div><div class="about"><span class="name" dir="auto"></span>'
    '<div class="chips" data-chips hidden></div><input maxlength="{}" dir="auto" data-act="options">'
    '<input maxlength="{}" dir="auto" data-act="note"></div></li>'
)
_MAX_OPTIONS_CHARS = 1000
# What is said of an order without lines.
NO_QUOTE = {"ready": "", "total": "", "leftOut": ""}


def pad(t: Translator, context: AppContext, delivery: Delivery | None = None, *, is_new: bool = True) -> Markup:
    """Draw the pad: what was tapped, who it is for, and the button that places it; above it, what came in.

    What a placed order cannot change is left out for one that is not new. On a phone it is a sheet at the bottom, which
    the first button opens.
    """
    return Markup(
        '<button type="button" class="sheet-toggle" id="sheet-toggle" aria-expanded="false" aria-controls="sheet-body">'
        '<b id="sheet-says"></b>{down}</button><div class="sheet-body" id="sheet-body"><h2 id="pad-title">{title}</h2>'
        '{came}{first}<ul class="lines" id="lines" role="list"></ul><p class="none" id="no-lines">{none}</p>{who}'
        '<p class="wrong" id="says" role="alert"></p></div>'
        '<div class="place"><p class="quoted"><span id="ready" data-testid="ready-about"></span>'
        '<span class="cost"><b class="num" id="total" data-testid="total"></b><small id="left-out"></small></span></p>'
        '<button type="button" class="quiet" id="clear" hidden>{clear}</button>'
        '<button type="submit" class="primary" id="place" disabled aria-keyshortcuts="Control+Enter">{place}</button>'
        '</div><p class="unseen" id="news" role="status"></p><template id="line">{line}</template>'
    ).format(
        down=icon("down"),
        title=t.gettext("The order"),
        came=_came_in(delivery, t) if delivery else "",
        first=_service_and_table(t),
        none=t.gettext("Tap dishes to write them here."),
        who=_who_and_when(t, context, is_new=is_new),
        clear=t.gettext("Clear"),
        place=t.gettext("Place the order"),
        line=_LINE.format(icon("minus"), icon("plus"), _MAX_OPTIONS_CHARS, MAX_NOTE_CHARS),
    )


def placed_order(order: Order, context: AppContext) -> dict[str, Any]:
    """Return what the form begins with when a placed order is to be changed."""
    about = {"guest_name": order.guest_name, "note": order.note, "table": order.table, "service": order.service}
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    fields = {"id", "name", "quantity", "note", "modifiers", "price", "currency"}
    items = [ItemOut.model_validate(item, from_attributes=True).model_dump(include=fields) for item in kept]
    return {**about, "version": order.version, "due": local_due(order, context), "items": items}


def quote_texts(order: Order, t: Translator) -> dict[str, str]:
    """Say when an order that is being written would be ready, and what it costs as far as its lines have prices."""
    price = total(order)
    at = order.estimate.likely if order.estimate else order.quoted_for
    time = t.clock_since(at, order.placed_at)
    is_later = order.stage is Stage.SCHEDULED
    ready = t.gettext("Planned for {time}", time=time) if is_later else t.gettext("Ready about {time}", time=time)
    cost = {"total": t.money(price), "leftOut": left_out(order, t)} if price else {}
    return NO_QUOTE | {"ready": ready} | cost


def _service_and_table(t: Translator) -> Markup:
    choices = (
        Markup(
            '<label class="chip-choice"><input type="radio" name="service" value="{}"><span>{}</span></label>'
        ).format(service, service_name(service, t))
        for service in SERVICES
    )
    return Markup(
        '<div class="first"><fieldset class="chips"><legend>{}</legend>{}</fieldset>'
        '<label class="field">{}<input name="table" maxlength="{}"></label></div>'
    ).format(t.gettext("Service"), Markup("").join(choices), t.gettext("Table"), MAX_NAME_CHARS)


def _who_and_when(t: Translator, context: AppContext, *, is_new: bool) -> Markup:
    return Markup(
        '<div class="who"><label class="field">{name}<input name="guest_name" maxlength="{max_name}"></label>'
        '{phone}{speaks}<button type="button" class="chip-button" id="ask-later">{later}</button>'
        '<label class="field" hidden>{later}<input name="due" type="datetime-local" min="{now}"></label></div>'
        '<label class="field">{note}<textarea name="note" rows="2" maxlength="{max_note}"></textarea></label>'
        '<div class="chips" role="group" aria-label="{quick}">{notes}</div>'
    ).format(
        name=t.gettext("Guest’s name"),  # noqa: RUF001  a name has an apostrophe
        phone=_phone(t) if is_new else "",
        later=t.gettext("For later"),
        now=context.now().astimezone(context.zone).strftime("%Y-%m-%dT%H:%M"),
        speaks=_languages(t, context) if is_new else "",
        note=t.gettext("Note for the kitchen"),
        quick=t.gettext("Usual notes"),
        notes=Markup("").join(_quick_note(says) for says in _quick_notes(t)),
        max_name=MAX_NAME_CHARS,
        max_note=MAX_NOTE_CHARS,
    )


def _phone(t: Translator) -> Markup:
    return Markup(
        '<label class="field">{}<input name="phone" type="tel" inputmode="tel" maxlength="40"></label>'
    ).format(t.gettext("Phone"))


def _quick_notes(t: Translator) -> tuple[str, ...]:
    return t.gettext("Allergy:"), t.gettext("Not spicy"), t.gettext("All together"), t.gettext("With cutlery")


def _quick_note(says: str) -> Markup:
    return Markup('<button type="button" class="chip-button" data-note="{0}">{0}</button>').format(says)


def _came_in(delivery: Delivery, t: Translator) -> Markup:
    return Markup(
        '<div class="came"><p>{says}</p><p lang="en" dir="auto">{problem}</p>'
        '<details><summary>{what}</summary><pre tabindex="0" dir="ltr">{body}</pre></details></div>'
    ).format(
        says=t.gettext("This order could not be taken. What could be read of it is below: complete it, then place it."),
        problem=delivery.problem,
        what=t.gettext("What came in"),
        body=delivery.body.decode(errors="replace"),
    )


def _languages(t: Translator, context: AppContext) -> Markup:
    if len(context.languages) < 2:  # noqa: PLR2004  nothing to choose
        return Markup()
    options = (
        Markup('<option value="{}" lang="{}">{}</option>').format(
            code, code, translator_for(code, context.timezone).own_name
        )
        for code in context.languages
    )
    return Markup(
        '<label class="field">{}<select name="language"><option value="">{}</option>{}</select></label>'
    ).format(
        t.gettext("Guest’s language"),  # noqa: RUF001  an apostrophe
        t.gettext("As the phone says"),
        Markup("").join(options),
    )
