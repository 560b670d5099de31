"""What the counter shows: the dishes to tap and the pad they are written on. Pure presenters."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.intake import MAX_NOTE_CHARS
from domain.menu import MAX_NAME_CHARS
from pages.components.labels import icon
from pages.i18n import translator_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.menu import Dish, Menu
    from pages.i18n import Translator

_LINE = Markup(
    '<li><div class="stepper"><button type="button" data-act="fewer">{}</button><b class="much num"></b>'
    '<button type="button" data-act="more">{}</button></div><div class="about"><span class="name" dir="auto"></span>'
    '<input maxlength="{}" dir="auto" data-act="note"></div></li>'
)


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


def pad(t: Translator, languages: Sequence[str], timezone: str) -> Markup:
    """Draw the pad: what was tapped, who it is for, and the button that places it."""
    return Markup(
        '<h2 id="pad-title">{title}</h2><ul class="lines" id="lines" role="list"></ul>'
        '<p class="none" id="no-lines">{none}</p>'
        '<div class="who"><label class="field">{name}<input name="guest_name" maxlength="{max_name}"></label>'
        "{speaks}</div>"
        '<label class="field">{note}<textarea name="note" rows="2" maxlength="{max_note}"></textarea></label>'
        '<p class="wrong" id="says" role="alert"></p>'
        '<div class="place"><button type="button" class="quiet" id="clear" hidden>{clear}</button>'
        '<button type="submit" class="primary" id="place" disabled>{place}</button></div>'
        '<p class="unseen" id="news" role="status"></p><template id="line">{line}</template>'
    ).format(
        title=t.gettext("The order"),
        none=t.gettext("Tap dishes to write them here."),
        name=t.gettext("Guest’s name"),  # noqa: RUF001  a name has an apostrophe
        speaks=_languages(t, languages, timezone),
        note=t.gettext("Note for the kitchen"),
        clear=t.gettext("Clear"),
        place=t.gettext("Place the order"),
        line=_LINE.format(icon("minus"), icon("plus"), MAX_NOTE_CHARS),
        max_name=MAX_NAME_CHARS,
        max_note=MAX_NOTE_CHARS,
    )


def _group(station: str, dishes: Iterable[Dish], t: Translator) -> Markup:
    return Markup(
        '<section class="group" data-group><h2 dir="auto">{}</h2><div class="picks">{}</div></section>'
    ).format(station, Markup("").join(_pick(dish, t) for dish in dishes))


def _pick(dish: Dish, t: Translator) -> Markup:
    said = t.gettext("{n} min", n=f"{dish.minutes:g}") if dish.available else t.gettext("sold out")
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
