"""Order entry view: the dishes to tap and the lines of the order. Pure presenters."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.intake import MAX_NOTE_CHARS, SERVICES
from domain.menu import MAX_NAME_CHARS
from domain.stages import ItemState
from pages.components.labels import icon, service_name
from pages.i18n import translator_for
from pages.schemas.order_out import ItemOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.deliveries import Delivery
    from domain.menu import Dish, Menu
    from domain.order import Order
    from pages.i18n import Translator

_LINE = Markup(
    '<li><div class="stepper"><button type="button" data-act="fewer">{}</button><b class="much num"></b>'
    '<button type="button" data-act="more">{}</button></div><div class="about"><span class="name" dir="auto"></span>'
    '<input maxlength="{}" dir="auto" data-act="options"><input maxlength="{}" dir="auto" data-act="note"></div></li>'
)
MAX_OPTIONS_CHARS = 1000


def search(t: Translator) -> Markup:
    """Draw the search, which also takes what is not on the menu."""
    return Markup(
        '<h1 id="offer-title">{title}</h1><label class="unseen" for="seek">{label}</label>'
        '<input id="seek" type="search" placeholder="{label}" maxlength="{max_name}" enterkeyhint="done">'
        '<button type="button" class="quiet" id="write-in" hidden></button>'
    ).format(title=t.gettext("New order"), label=t.gettext("Find a dish, or write one"), max_name=MAX_NAME_CHARS)


def offer(menu: Menu, t: Translator) -> Markup:
    """Show all dishes by station; what is out can be seen, and not be tapped."""
    if not menu.dishes:
        return Markup('<p class="none">{} <a href="/menu">{}</a></p>').format(
            t.gettext("The menu is empty. Write a dish above, or fill the menu first."), t.gettext("Menu")
        )
    stations = list(dict.fromkeys([*(s.name for s in menu.stations), *(d.station for d in menu.dishes)]))
    dishes = sorted(menu.dishes, key=lambda dish: stations.index(dish.station))
    groups = groupby(dishes, key=lambda dish: dish.station)
    return Markup("").join(_group(station, group, t) for station, group in groups)


def pad(t: Translator, languages: Sequence[str], timezone: str, delivery: Delivery | None = None) -> Markup:
    """Draw the pad: what was tapped, who it is for, and the button that places it; above it, what came in."""
    return Markup(
        '<h2 id="pad-title">{title}</h2>{came}<ul class="lines" id="lines" role="list"></ul>'
        '<p class="none" id="no-lines">{none}</p>'
        '<div class="who"><label class="field">{name}<input name="guest_name" maxlength="{max_name}"></label>'
        '<label class="field">{table}<input name="table" maxlength="{max_name}"></label>{service}{speaks}</div>'
        '<label class="field">{note}<textarea name="note" rows="2" maxlength="{max_note}"></textarea></label>'
        '<p class="wrong" id="says" role="alert"></p>'
        '<div class="place"><button type="button" class="quiet" id="clear" hidden>{clear}</button>'
        '<button type="submit" class="primary" id="place" disabled>{place}</button></div>'
        '<p class="unseen" id="news" role="status"></p><template id="line">{line}</template>'
    ).format(
        title=t.gettext("The order"),
        came=_came_in(delivery, t) if delivery else "",
        table=t.gettext("Table"),
        service=_services(t),
        none=t.gettext("Tap dishes to write them here."),
        name=t.gettext("Guest’s name"),  # noqa: RUF001  a name has an apostrophe
        speaks=_languages(t, languages, timezone),
        note=t.gettext("Note for the kitchen"),
        clear=t.gettext("Clear"),
        place=t.gettext("Place the order"),
        line=_LINE.format(icon("minus"), icon("plus"), MAX_OPTIONS_CHARS, MAX_NOTE_CHARS),
        max_name=MAX_NAME_CHARS,
        max_note=MAX_NOTE_CHARS,
    )


def placed_json(order: Order) -> str:
    """Return what the form begins with when a placed order is to be changed."""
    about = {"guest_name": order.guest_name, "note": order.note, "table": order.table, "service": order.service}
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    fields = {"id", "name", "quantity", "note", "modifiers"}
    items = [ItemOut.model_validate(item, from_attributes=True).model_dump(include=fields) for item in kept]
    return json.dumps({**about, "items": items})


def _came_in(delivery: Delivery, t: Translator) -> Markup:
    return Markup(
        '<div class="came"><p>{says}</p><p lang="en" dir="auto">{problem}</p>'
        '<details><summary>{what}</summary><pre tabindex="0" dir="auto">{body}</pre></details></div>'
    ).format(
        says=t.gettext("This order could not be taken. What could be read of it is below: complete it, then place it."),
        problem=delivery.problem,
        what=t.gettext("What came in"),
        body=delivery.body.decode(errors="replace"),
    )


def _services(t: Translator) -> Markup:
    options = (
        Markup('<option value="{}">{}</option>').format(service, service_name(service, t)) for service in SERVICES
    )
    return Markup('<label class="field">{}<select name="service"><option value=""></option>{}</select></label>').format(
        t.gettext("Service"), Markup("").join(options)
    )


def _group(station: str, dishes: Iterable[Dish], t: Translator) -> Markup:
    return Markup(
        '<section class="group" data-group><h2 dir="auto">{}</h2><div class="picks">{}</div></section>'
    ).format(station, Markup("").join(_pick(dish, t) for dish in dishes))


def _pick(dish: Dish, t: Translator) -> Markup:
    said = t.gettext("{n} min", n=t.number(dish.minutes)) if dish.available else t.gettext("sold out")
    return Markup(
        '<button type="button" class="pick" data-dish="{name}"{out}><span class="name" dir="auto">{name}</span>'
        '<span class="said">{said}</span><b class="much num" hidden></b></button>'
    ).format(name=dish.name, out="" if dish.available else Markup(" disabled"), said=said)


def _languages(t: Translator, languages: Sequence[str], timezone: str) -> Markup:
    if len(languages) < 2:  # noqa: PLR2004  nothing to choose
        return Markup()
    options = (
        Markup('<option value="{}" lang="{}">{}</option>').format(code, code, translator_for(code, timezone).own_name)
        for code in languages
    )
    return Markup(
        '<label class="field">{}<select name="language"><option value="">{}</option>{}</select></label>'
    ).format(
        t.gettext("Guest’s language"),  # noqa: RUF001  an apostrophe
        t.gettext("As the phone says"),
        Markup("").join(options),
    )
