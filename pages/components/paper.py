"""Paper: the kitchen's ticket of a station, and the guest's receipt with the QR code of the order's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.connections import OrderNews
from domain.events import EventKind
from domain.item import Item
from domain.modifiers import walk
from domain.paper import Align, Paper, PaperLine
from domain.stages import ItemState, Stage
from pages.components.labels import due_clock, service_name, stage_name, state_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.order import Order
    from pages.i18n import Translator

# What a printer prints by its option `prints`: these, or else the kitchen's tickets.
RECEIPTS = "receipts"
_RULE = PaperLine(is_rule=True)


def kitchen_ticket(order: Order, station: str, news: OrderNews, t: Translator) -> Paper | None:
    """Return the ticket of a station (empty: of all), or None when nothing of the order is cooked there.

    One that corrects an earlier ticket also has the dishes that were struck or moved to another order: they still
    stand on that one.
    """
    what = _what(order, news, t)
    kept = _dishes((item for item in order.items if item.state is not ItemState.VOIDED), station, t)
    struck = _dishes(_struck(order), station, t) if what else []
    if not kept and not struck:
        return None
    note = [PaperLine(text=order.note, is_bold=True)] if order.note else []
    taken_off = [_title(state_name(ItemState.VOIDED, t)), *struck] if struck else []
    sections = (section for section in (kept, taken_off, note) if section)
    lines = [*_heading(order, station, what, t), *(line for section in sections for line in (_RULE, *section))]
    return Paper(lines=tuple(lines), again=t.gettext("PRINTED AGAIN"))


def receipt(order: Order, restaurant: str, link: str, t: Translator) -> Paper:
    """Return the guest's receipt: the code, what was ordered, and the way to the order's page."""
    items = [item for item in order.items if item.state is not ItemState.VOIDED]
    lines = [
        PaperLine(text=restaurant, align=Align.CENTER, is_bold=True),
        _title(order.pickup_code),
        *_names(order),
        _RULE,
        *(line for item in items for line in _dish(item, t, is_large=False)),
        _RULE,
        PaperLine(text=t.gettext("Follow your order:"), align=Align.CENTER),
    ]
    return Paper(lines=tuple(lines), qr=link, again=t.gettext("PRINTED AGAIN"))


# The dishes of an order that was split off stand on an earlier ticket, too.
def _what(order: Order, news: OrderNews, t: Translator) -> str:
    if news is OrderNews.PLACED and order.events[0].other_id:
        news = OrderNews.CHANGED
    return {
        OrderNews.CHANGED: t.gettext("CHANGED"),
        OrderNews.CANCELLED: t.gettext("CANCELLED"),
        OrderNews.MERGED: stage_name(Stage.MERGED, t),
    }.get(news, "")


def _struck(order: Order) -> Iterator[Item]:
    yield from (item for item in order.items if item.state is ItemState.VOIDED)
    for event in order.events:
        if event.kind is EventKind.ITEM_MOVED and isinstance(event.before, Item):
            yield event.before


def _dishes(items: Iterable[Item], station: str, t: Translator) -> list[PaperLine]:
    cooked = (item for item in items if not station or item.is_at(station))
    return [line for item in cooked for line in _dish(item, t, is_large=True)]


def _heading(order: Order, station: str, what: str, t: Translator) -> Iterator[PaperLine]:
    table = t.gettext("Table {name}", name=order.table) if order.table else ""
    facts = [station, table, service_name(order.service, t), order.external_ref or ""]
    first = t.gettext("First") if order.rushed else ""
    yield from (_title(said) for said in (what, first) if said)
    yield _title(order.pickup_code)
    yield PaperLine(text=" · ".join(fact for fact in facts if fact), align=Align.CENTER)
    yield PaperLine(text=t.gettext("for {time}", time=due_clock(order, t)), align=Align.CENTER)
    yield from _names(order)


def _title(text: str) -> PaperLine:
    return PaperLine(text=text, align=Align.CENTER, is_large=True, is_bold=True)


def _names(order: Order) -> list[PaperLine]:
    return [PaperLine(text=order.guest_name, align=Align.CENTER)] if order.guest_name else []


def _dish(item: Item, t: Translator, *, is_large: bool) -> Iterator[PaperLine]:
    yield PaperLine(text=f"{t.number(item.quantity)} x {item.name}", is_large=is_large, is_bold=True)
    for depth, modifier in walk(item.modifiers):
        times = f"{t.number(modifier.quantity)} x " if modifier.quantity != 1 else ""
        yield PaperLine(text=f"{'  ' * (depth + 1)}+ {times}{modifier.name}")
    if item.note:
        yield PaperLine(text=f"  ! {item.note}", is_bold=True)
