"""Order moves view: the forms that merge an order with another, and split some of its dishes off. Pure presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.stages import ItemState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator


def merge_choices(orders: Iterable[Order], t: Translator) -> Markup:
    """List the open orders once: the script copies those that fit into the form that is opened."""
    return Markup('<template id="merge-choices">{}</template>').format(
        Markup("").join(
            Markup('<option value="{}" data-held="{}">{}</option>').format(order.id, _held(order), _name(order, t))
            for order in orders
        )
    )


def moves(order: Order, open_orders: Iterable[Order], t: Translator) -> Markup:
    """Draw the forms; with those of `open_orders` that are held as it is, it can be merged."""
    has_other = any(other.held == order.held and other.id != order.id for other in open_orders)
    parts = (_merge(order, t) if has_other else Markup()) + _split(order, t)
    if not parts:
        return Markup()
    return Markup('<details class="moves"><summary class="quiet">{}</summary>{}</details>').format(
        t.gettext("Merge or split"), parts
    )


def _merge(order: Order, t: Translator) -> Markup:
    return Markup(
        '<form data-move="merge" data-order-id="{id}" data-held="{held}"><label class="field">{label}'
        '<select name="other_id"></select></label><p class="hint">{hint}</p>'
        '<button class="quiet">{merge}</button></form>'
    ).format(
        id=order.id,
        held=_held(order),
        label=t.gettext("Merge with"),
        hint=t.gettext("Its dishes come to this order. Its guest’s link goes on, and shows this order."),  # noqa: RUF001
        merge=t.gettext("Merge"),
    )


def _held(order: Order) -> str:
    return "true" if order.held else "false"


def _name(order: Order, t: Translator) -> str:
    table = t.gettext("Table {table}", table=order.table) if order.table else ""
    return " · ".join(part for part in (order.pickup_code, table, order.guest_name) if part)


def _split(order: Order, t: Translator) -> Markup:
    kept = [item for item in order.items if item.state is not ItemState.VOIDED]
    if len(kept) < 2 and not any(item.quantity > 1 for item in kept):  # noqa: PLR2004  nothing would be left
        return Markup()
    return Markup(
        '<form data-move="split" data-order-id="{id}"><fieldset><legend>{legend}</legend>{lines}</fieldset>'
        '<p class="hint">{hint}</p><button class="quiet">{split}</button></form>'
    ).format(
        id=order.id,
        legend=t.gettext("How many go to an order of their own"),
        lines=Markup("").join(_line(item) for item in kept),
        hint=t.gettext("It gets its own code and link."),
        split=t.gettext("Split"),
    )


def _line(item: Item) -> Markup:
    return Markup(
        '<label class="field"><span dir="auto">{}</span><input type="number" min="0" max="{}" step="any" value="0"'
        ' data-item="{}"></label>'
    ).format(item.name, item.quantity, item.id)
