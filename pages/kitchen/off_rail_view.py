"""Off-rail view: what nobody cooks of an order, such as its drinks, in one small line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.stages import ItemState

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def also(order: Order, t: Translator) -> Markup:
    """Name what is off the rail, for those who hand the order over; nothing when all is cooked."""
    kept = [item for item in order.items if item.off_rail and item.state is not ItemState.VOIDED]
    if not kept:
        return Markup()
    dishes = ", ".join(_written(item, t) for item in kept)
    return Markup('<span class="off-rail" data-testid="also" dir="auto">{}</span>').format(
        t.gettext("also: {dishes}", dishes=dishes)
    )


def _written(item: Item, t: Translator) -> str:
    said = ", ".join([*(one.name for one in item.modifiers), *filter(None, [item.note])])
    return f"{t.number(item.quantity)} {item.name}" + (f" ({said})" if said else "")
