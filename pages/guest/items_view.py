"""Dishes of a guest's page: what was ordered, and how far each is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.stages import ItemState, Stage
from pages.components.labels import icon, options, state_name

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator

_CHIP_ICON = {
    ItemState.QUEUED: "wait",
    ItemState.COOKING: "flame",
    ItemState.DONE: "check",
    ItemState.VOIDED: "void",
}


def items(order: Order, t: Translator) -> Markup:
    """List the dishes with the state of each."""
    return Markup("").join(_item(item, _chip(order, item, t), t) for item in order.items)


# Of a cancelled order nothing waits or cooks any more.
def _chip(order: Order, item: Item, t: Translator) -> Markup:
    if order.stage is Stage.CANCELLED and item.state in {ItemState.QUEUED, ItemState.COOKING}:
        return Markup()
    return _state_chip(item.state, t)


@functools.cache
def _state_chip(state: ItemState, t: Translator) -> Markup:
    pulse = "pulse" if state is ItemState.COOKING else ""
    return Markup('<span class="chip">{}{}</span>').format(icon(_CHIP_ICON[state], pulse), state_name(state, t))


def _item(item: Item, chip: Markup, t: Translator) -> Markup:
    asked = options(item, t) + (Markup('<em dir="auto">{}</em>').format(item.note) if item.note else Markup())
    if item.sold_out and item.state is ItemState.QUEUED:  # what is cooked was found after all
        asked += Markup("<em>{}</em>").format(t.gettext("This dish is sold out. We will talk to you about it."))
    return Markup(
        '<li id="item-{id}" data-testid="item" data-state="{state}"><span class="q num">{quantity}×</span>'  # noqa: RUF001
        '<span class="n" dir="auto">{name}{asked}</span>{chip}</li>'
    ).format(
        id=item.id,
        state=item.state.value,
        quantity=t.number(item.quantity),
        name=item.name,
        asked=asked,
        chip=chip,
    )
