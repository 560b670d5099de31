"""Shelf view: one line for a ready order, a pure presenter from the order to HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.commands import Tap
from domain.stages import ItemState
from pages.components.labels import icon
from pages.kitchen.guest_view import watches, whereabouts
from pages.kitchen.off_rail_view import also

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def ready_ticket(order: Order, t: Translator) -> Markup:
    """Draw the line of a ready order. `data-ready` is epoch seconds: the page ticks it.

    The line is the order's ticket, with a ticket's attributes, so that a tap finds it wherever the order stands.
    """
    return Markup(
        '<article class="waiting" id="ticket-{id}" data-testid="ticket" data-order-id="{id}" data-code="{code}"'
        ' data-stage="{stage}" data-version="{version}" data-placed="{placed}" data-ready="{ready}"'
        ' data-dishes="{dishes}"{uncooked} aria-labelledby="code-{id}">'
        '<div data-testid="ready-ticket" data-order-id="{id}" data-code="{code}">'
        '<button type="button" class="about" id="more-{id}" data-more><b class="num" id="code-{id}">{code}</b> '
        '<span class="due num"></span> <span class="who">{watches}{table}<bdi>{who}</bdi>{guest}</span>{also}</button>'
        '<div class="acts" data-acts=""><button type="button" class="go ready" id="go-{id}" data-tap="{hand_over}">'
        "{says}</button>{call}{back}</div></div></article>"
    ).format(
        id=order.id,
        code=order.pickup_code,
        stage=order.stage.value,
        version=order.version,
        dishes="\n".join(_portions(item, t) for item in order.items if item.state is not ItemState.VOIDED),
        placed=int(order.queued_at.timestamp()),
        ready=int(order.ready_at.timestamp()) if order.ready_at else "",
        uncooked=Markup(" data-uncooked") if _is_uncooked(order) else "",
        table=_table(order, t),
        who=order.guest_name,
        watches=watches(t),
        guest=whereabouts(order, t),
        hand_over=Tap.HAND_OVER.value,
        says=t.gettext("Hand over"),
        call=_icon_button(order, Tap.CALL, "bell", t.gettext("Call again")),
        back=_recall(order, t),
        also=also(order, t),
    )


def _portions(item: Item, t: Translator) -> str:
    return f"{t.number(item.quantity)} × {item.name}"  # noqa: RUF001  a multiplication sign


# What nobody cooked cannot go back to a cook.
def _recall(order: Order, t: Translator) -> Markup:
    if _is_uncooked(order):
        return Markup()
    return _icon_button(order, Tap.RECALL, "undo", t.gettext("Recall"))


def _is_uncooked(order: Order) -> bool:
    return all(item.off_rail or item.state is ItemState.VOIDED for item in order.items)


def _icon_button(order: Order, tap: Tap, name: str, says: str) -> Markup:
    return Markup(
        '<button type="button" class="small" id="{tap}-{id}" data-tap="{tap}" aria-label="{says}" title="{says}">'
        "{icon}</button>"
    ).format(id=order.id, tap=tap.value, icon=icon(name), says=says)


# Apart from the name: each is cut at its own end, also where the name runs against the page.
def _table(order: Order, t: Translator) -> Markup:
    if not order.table:
        return Markup()
    says = t.gettext("Table {table}", table=order.table)
    return Markup("<bdi>{}</bdi>").format(f"{says} ·" if order.guest_name else says)
