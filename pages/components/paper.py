"""Paper: the kitchen's ticket of a station, and the guest's receipt with the QR code of the order's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.connections import OrderNews
from domain.modifiers import walk, whole
from domain.paper import Align, Paper, PaperLine
from domain.stages import ItemState
from pages.components.labels import service_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.item import Item
    from domain.order import Order
    from pages.i18n import Translator

# What a printer prints by its option `prints`: these, or else the kitchen's tickets.
RECEIPTS = "receipts"
_RULE = PaperLine(is_rule=True)


def kitchen_ticket(order: Order, station: str, news: OrderNews, t: Translator) -> Paper | None:
    """Return the ticket of a station (empty: of all), or None when nothing of the order is cooked there."""
    kept = (item for item in order.items if item.state is not ItemState.VOIDED)
    items = [item for item in kept if not station or item.is_at(station)]
    if not items:
        return None
    what = {OrderNews.CHANGED: t.gettext("CHANGED"), OrderNews.CANCELLED: t.gettext("CANCELLED")}.get(news, "")
    table = t.gettext("Table {name}", name=order.table) if order.table else ""
    facts = [station, table, service_name(order.service, t), order.external_ref or ""]
    lines = [
        *([PaperLine(text=what, align=Align.CENTER, is_large=True, is_bold=True)] if what else []),
        PaperLine(text=order.pickup_code, align=Align.CENTER, is_large=True, is_bold=True),
        PaperLine(text=" · ".join(fact for fact in facts if fact), align=Align.CENTER),
        PaperLine(text=t.gettext("for {time}", time=t.clock(order.quoted_for)), align=Align.CENTER),
        *_names(order),
        _RULE,
        *(line for item in items for line in _dish(item, is_large=True)),
    ]
    if order.note:
        lines += [_RULE, PaperLine(text=order.note, is_bold=True)]
    return Paper(lines=tuple(lines), again=t.gettext("PRINTED AGAIN"))


def receipt(order: Order, restaurant: str, link: str, t: Translator) -> Paper:
    """Return the guest's receipt: the code, what was ordered, and the way to the order's page."""
    items = [item for item in order.items if item.state is not ItemState.VOIDED]
    lines = [
        PaperLine(text=restaurant, align=Align.CENTER, is_bold=True),
        PaperLine(text=order.pickup_code, align=Align.CENTER, is_large=True, is_bold=True),
        *_names(order),
        _RULE,
        *(line for item in items for line in _dish(item, is_large=False)),
        _RULE,
        PaperLine(text=t.gettext("Follow your order:"), align=Align.CENTER),
    ]
    return Paper(lines=tuple(lines), qr=link, again=t.gettext("PRINTED AGAIN"))


def _names(order: Order) -> list[PaperLine]:
    return [PaperLine(text=order.guest_name, align=Align.CENTER)] if order.guest_name else []


def _dish(item: Item, *, is_large: bool) -> Iterator[PaperLine]:
    yield PaperLine(text=f"{whole(item.quantity)} x {item.name}", is_large=is_large, is_bold=True)
    for depth, modifier in walk(item.modifiers):
        times = f"{whole(modifier.quantity)} x " if modifier.quantity != 1 else ""
        yield PaperLine(text=f"{'  ' * (depth + 1)}+ {times}{modifier.name}")
    if item.note:
        yield PaperLine(text=f"  ! {item.note}", is_bold=True)
