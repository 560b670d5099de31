"""Receipt as it comes out of the printer, in black on white: the counter prints it, and the guest keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from domain.prices import line_price
from domain.stages import ItemState
from pages.components.labels import options, service_name, total_line
from pages.components.logo import logo_image

if TYPE_CHECKING:
    from domain.item import Item
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator


def receipt_paper(order: Order, t: Translator, context: AppContext, end: Markup, guest_name: str = "") -> Markup:
    """Draw restaurant, code, dates, dishes with options and prices, total and wishes, and `end` below them.

    The name is for the counter alone: a guest may share the link.
    """
    note = Markup('<p class="asked" dir="auto">{}</p>').format(order.note) if order.note else ""
    who = Markup('<p class="for" dir="auto">{}</p>').format(guest_name) if guest_name else ""
    return Markup(
        '<article class="paper" id="paper" lang="{lang}" dir="{dir}" aria-label="{label}">{logo}'
        '<p class="of" dir="auto">{name}</p><p class="code num">{code}</p>{who}{place}'
        '<p class="times"><time datetime="{iso}">{date}</time><br>{times}</p>'
        '<ul role="list">{items}</ul>{total}{note}{end}</article>'
    ).format(
        lang=t.language,
        dir=t.direction,
        label=t.gettext("Receipt"),
        logo=logo_image(context.settings_store.logo),
        name=context.name,
        code=order.pickup_code,
        who=who,
        place=_place(order, t),
        iso=order.placed_at.astimezone(t.zone).date().isoformat(),
        date=t.full_date(order.placed_at),
        times=t.gettext(
            "Placed {placed}, promised for {due}",
            placed=t.clock(order.placed_at),
            due=t.clock_since(order.quoted_for, order.placed_at),
        ),
        items=Markup("").join(_line(item, t) for item in order.items if item.state is not ItemState.VOIDED),
        total=total_line(order, t),
        note=note,
        end=end,
    )


def _place(order: Order, t: Translator) -> Markup:
    table = t.gettext("Table {table}", table=order.table) if order.table else ""
    said = [part for part in (service_name(order.service, t), table) if part]
    return Markup('<p class="for" dir="auto">{}</p>').format(" · ".join(said)) if said else Markup()


def _line(item: Item, t: Translator) -> Markup:
    note = Markup('<em dir="auto">{}</em>').format(item.note) if item.note else ""
    price = line_price(item)
    said = Markup('<span class="price num">{}</span>').format(t.money(price)) if price else ""
    return Markup('<li><b class="num">{}</b><span dir="auto">{}{}{}</span>{}</li>').format(
        t.number(item.quantity), item.name, options(item, t), note, said
    )
