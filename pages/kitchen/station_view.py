"""Station view: the buttons of a ticket for one station's dishes, and what the other stations still cook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.dish_names import fold_name
from domain.item_taps import EXPO
from domain.stages import PENDING, ItemState
from pages.components.labels import icon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def station_acts(order: Order, whole: Markup, t: Translator) -> Markup:
    """Draw the ticket's buttons: `whole` for the whole order, and a hidden group for each station with dishes to cook.

    The page shows the group of the station whose screen it is. An order of one station has the first group only.
    """
    stations = _by_station(order)
    acts = {"": whole}
    if len(stations) > 1:
        acts |= {station: _acts(order, station, items, t) for station, items in stations.items() if _pending(items)}
    if order.by_expo:
        acts[EXPO] = _act(order, "go", Tap.BUMP, EXPO, t.gettext("Ready"))
    return Markup("").join(
        Markup('<div class="acts" data-acts="{}"{}>{}{}</div>').format(
            station, Markup(" hidden") if station else "", buttons, _more(order, station, t)
        )
        for station, buttons in acts.items()
    )


def waiting_for(order: Order, t: Translator) -> Markup:
    """Say which stations the order waits for, once another one has done its part; the last one need not be told."""
    stations = _by_station(order)
    waiting = [station for station, items in stations.items() if _pending(items)]
    if not waiting or len(waiting) == len(stations):
        return Markup()
    says = t.gettext("waiting for {stations}", stations=", ".join(waiting))
    last = Markup(' data-last="{}"').format(waiting[0]) if len(waiting) == 1 else ""
    return Markup('<span class="waits"{}>{}</span>').format(last, says)


def _acts(order: Order, station: str, items: list[Item], t: Translator) -> Markup:
    is_new = all(item.state is not ItemState.COOKING for item in items)
    start = _act(order, "go", Tap.START, station, t.gettext("Start")) if is_new else Markup()
    ready = t.gettext("{station} ready", station=station)
    return start + _act(order, "go also" if is_new else "go", Tap.BUMP, station, ready)


def _act(order: Order, classes: str, tap: Tap, station: str, says: str) -> Markup:
    return Markup(
        '<button type="button" class="{}" id="{}-{}-{}" data-tap="{}" data-at="{}"><span dir="auto">{}</span></button>'
    ).format(classes, tap.value, order.id, station, tap.value, station, says)


# The rarer taps are the same on every screen: a dish may be sold out, or taken off, wherever it is cooked.
def _more(order: Order, station: str, t: Translator) -> Markup:
    return Markup('<button id="more-{}{}" type="button" class="small" data-more>{}{}</button>').format(
        order.id, f"-{station}" if station else "", icon("more"), t.gettext("More")
    )


def _by_station(order: Order) -> dict[str, list[Item]]:
    """Return the dishes of each station, by its name as the first of them writes it."""
    stations: dict[str, list[Item]] = {}
    for item in order.items:
        if item.state is not ItemState.VOIDED and not item.off_rail:
            stations.setdefault(fold_name(item.station), []).append(item)
    return {items[0].station: items for items in stations.values()}


def _pending(items: Iterable[Item]) -> bool:
    return any(item.state in PENDING for item in items)
