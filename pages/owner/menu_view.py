"""Menu view: dishes, stations, and the dialogs that change them. Pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.menu import MAX_BATCH_PORTIONS, MAX_MINUTES, MAX_NAME_CHARS, MAX_SLOTS
from domain.prices import Money
from pages.components.dialogs import heading
from pages.components.labels import icon
from pages.components.stock_text import say_stock
from pages.owner.dish_details_csv import written_price
from pages.owner.menu_words import COLUMNS

if TYPE_CHECKING:
    from domain.menu import Dish, Menu
    from pages.i18n import Translator


def head(t: Translator) -> Markup:
    """Name the page, and offer what can be done to the whole menu."""
    return Markup(
        '<h1>{title}</h1><button type="button" class="primary" data-edit>{plus}{add}</button>'
        '<button type="button" class="quiet" data-open="import">{take}</button>'
        '<a class="quiet" href="/menu/export.csv" download>{give}</a>'
    ).format(
        title=t.gettext("Menu"),
        plus=icon("plus"),
        add=t.gettext("Add a dish"),
        take=t.gettext("Import dishes"),
        give=t.gettext("Export CSV"),
    )


def dishes(menu: Menu, t: Translator) -> Markup:
    """List the dishes in the owner's order."""
    if not menu.dishes:
        return Markup('<div class="none"><h2>{}</h2><p>{}</p></div>').format(
            t.gettext("No dishes yet"), t.gettext("Add the first one, or import a spreadsheet of them.")
        )
    heads = (
        t.gettext("Dish"),
        t.gettext("Station"),
        t.gettext("Minutes"),
        t.gettext("Per batch"),
        t.gettext("Price"),
        t.gettext("Available"),
    )
    return Markup(
        '<table><caption class="unseen">{}</caption><thead><tr>{}<th><span class="unseen">{}</span></th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        t.gettext("Dishes"),
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        t.gettext("Change"),
        Markup("").join(_dish(dish, t) for dish in menu.dishes),
    )


def stations(menu: Menu, t: Translator) -> Markup:
    """List the stations, each with the number of dishes it cooks side by side."""
    names = dict.fromkeys([*(s.name for s in menu.stations), *(d.station for d in menu.dishes)])
    return Markup("").join(_station(name, menu.slots(name), t) for name in names)


def stations_title(t: Translator) -> Markup:
    """Head the list of stations."""
    return Markup("<h2>{}</h2><p class='hint'>{}</p>").format(
        t.gettext("Stations"),
        t.gettext("How many dishes each cooks side by side; the ready times follow from it."),
    )


def dish_form(t: Translator, currency: str) -> Markup:
    """Draw the form of one dish; the script fills it in. Prices are in `currency` (ISO 4217)."""
    return heading("dish-title", t.gettext("Dish"), t) + Markup(
        '<form method="dialog"><input type="hidden" name="was">'
        '<label class="field">{name}<input name="name" required maxlength="{max_name}" autocomplete="off"></label>'
        '<label class="field">{station}<input name="station" required maxlength="{max_name}" list="known-stations"'
        ' autocomplete="off"></label><div class="row"><label class="field">{minutes}<input name="minutes" type="number"'
        ' inputmode="decimal" min="0.01" max="{max_minutes}" step="any" required></label><label class="field">{batch}'
        '<input name="batch" type="number" inputmode="numeric" min="1" max="{max_batch}" step="1"'
        " required></label></div>"
        '<div class="row"><label class="field">{category}<input name="category" maxlength="{max_name}"'
        ' list="known-categories" autocomplete="off"></label><label class="field">{price}<input name="price"'
        ' inputmode="decimal" maxlength="20" autocomplete="off"></label></div>'
        '<label class="field">{options}<textarea name="options" rows="3"></textarea></label>'
        '<p class="hint">{hint}</p><p class="wrong" role="alert"></p><div class="row">'
        '<button type="button" class="quiet danger" data-remove hidden>{remove}</button>'
        '<button type="submit" class="primary">{save}</button></div></form>'
    ).format(
        name=t.gettext("Name"),
        station=t.gettext("Station"),
        minutes=t.gettext("Minutes for one batch"),
        batch=t.gettext("Portions per batch"),
        category=t.gettext("Category"),
        price=t.gettext("Price ({currency}), if you wish", currency=currency)
        if currency
        else t.gettext("Price, if you wish"),
        options=t.gettext("Options, one on each line"),
        hint=t.gettext("A batch is what is cooked at once: four portions of rice take no longer than one."),
        remove=t.gettext("Remove the dish"),
        save=t.gettext("Save"),
        max_name=MAX_NAME_CHARS,
        max_minutes=f"{MAX_MINUTES:g}",
        max_batch=MAX_BATCH_PORTIONS,
    )


def import_form(t: Translator, max_bytes: int) -> Markup:
    """Draw the form that takes dishes in, from a file or pasted."""
    return heading("import-title", t.gettext("Import dishes"), t) + Markup(
        '<form method="dialog"><p>{}</p><p class="hint"><code>{}</code></p><label class="field">{}<input type="file"'
        ' data-max-bytes="{}" name="file" accept=".csv,.txt,.tsv,text/csv,text/plain" required></label>'
        '<label class="field">{}<textarea name="pasted" rows="3" dir="auto"></textarea></label>'
        '<label class="choice"><input type="checkbox" name="removes"><span>{}</span></label>'
        '<p class="wrong" role="alert"></p>'
        '<ol class="mistakes" tabindex="0"></ol><div class="row">'
        '<button type="button" class="quiet" data-close>{}</button>'
        '<button type="submit" class="primary">{}</button></div></form>'
    ).format(
        t.gettext("What the file does not mention stays as it is, and so do orders that are in."),
        ",".join(COLUMNS),
        t.gettext("File"),
        max_bytes,
        t.gettext("Or paste the menu: one dish on each line, with its price if you wish"),
        t.gettext("Remove the dishes that are not in the file"),
        t.gettext("Keep it as it is"),
        t.gettext("Show what it changes"),
    )


def _dish(dish: Dish, t: Translator) -> Markup:
    return Markup(
        '<tr data-dish="{name}" data-station="{station}" data-minutes="{minutes}" data-batch="{batch}"'
        ' data-category="{category}" data-options="{options}" data-price="{amount}">'
        '<th scope="row"><bdi>{name}</bdi>{under}</th><td data-says="{w_station}"><bdi>{station}</bdi></td>'
        '<td class="num" data-says="{w_minutes}">{shown_minutes}</td><td class="num" data-says="{w_batch}">{batch}</td>'
        '<td class="num" data-says="{w_price}">{price}</td>'
        '<td data-says="{w_available}"><button type="button" role="switch" class="switch bare" aria-checked="{on}"'
        ' aria-label="{label}"><i></i><em>{says}</em></button></td>'
        '<td><button type="button" class="quiet" data-edit aria-label="{edit}">{change}'
        "</button></td></tr>"
    ).format(
        name=dish.name,
        station=dish.station,
        minutes=f"{dish.minutes:g}",
        shown_minutes=t.number(dish.minutes),
        batch=dish.batch,
        category=dish.category,
        options="\n".join(dish.options),
        amount=written_price(dish)[0],
        price=t.money(Money(dish.price, dish.currency)) if dish.price is not None else "",
        under=_under_name(dish),
        w_price=t.gettext("Price"),
        w_available=t.gettext("Available"),
        w_station=t.gettext("Station"),
        w_minutes=t.gettext("Minutes"),
        w_batch=t.gettext("Per batch"),
        on="true" if dish.available else "false",
        label=t.gettext("{dish} is available", dish=dish.name),
        says=say_stock(dish, t, t.gettext("yes")),
        edit=t.gettext("Change {dish}", dish=dish.name),
        change=t.gettext("Change"),
    )


def _under_name(dish: Dish) -> Markup:
    said = [part for part in (dish.category, ", ".join(dish.options)) if part]
    return Markup('<small class="hint" dir="auto">{}</small>').format(" · ".join(said)) if said else Markup()


def _station(name: str, slots: int, t: Translator) -> Markup:
    return Markup(
        '<li data-station="{name}" data-slots="{slots}"><bdi>{name}</bdi><div class="stepper"><button type="button"'
        ' data-step="-1" aria-label="{fewer}"{least}>{minus}</button><b class="num">{slots}</b>'
        '<button type="button" data-step="1" aria-label="{more}"{most}>{plus}</button></div></li>'
    ).format(
        name=name,
        slots=slots,
        fewer=t.gettext("One side by side fewer at {station}", station=name),
        more=t.gettext("One more side by side at {station}", station=name),
        least=Markup(" disabled") if slots <= 1 else "",
        most=Markup(" disabled") if slots >= MAX_SLOTS else "",
        minus=icon("minus"),
        plus=icon("plus"),
    )
