"""Orders page view: the search, and each order with its dishes and what can be done with it. Pure presenters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from markupsafe import Markup

from domain.prices import has_unpriced, total
from domain.stages import ItemState, Stage
from pages.components.labels import icon, options, service_name, stage_name, total_line
from pages.components.phone_numbers import dialled
from pages.counter.order_moves_view import merge_choices, moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import Request

    from domain.item import Item
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator

REOPENED = {Stage.CANCELLED, Stage.COLLECTED}
# Only with its country's prefix does a number reach a phone by WhatsApp.
_INTERNATIONAL = re.compile(r"(?:\+|00)([1-9]\d{6,14})")


def search(words: str, t: Translator) -> Markup:
    """Draw the search."""
    return Markup(
        '<form class="seek" role="search" action="/orders"><h1>{title}</h1>'
        '<label class="unseen" for="q">{label}</label><input id="q" name="q" type="search" value="{words}"'
        ' placeholder="{label}" maxlength="200" enterkeyhint="search"><button class="quiet">{find}</button></form>'
    ).format(
        title=t.gettext("Orders"), label=t.gettext("Code, name, number or dish"), words=words, find=t.gettext("Find")
    )


def trouble(says: str) -> Markup:
    """Say why something was not done, if something was not."""
    return Markup('<p class="wrong" id="trouble" role="alert">{}</p>').format(says)


def orders(  # noqa: PLR0913  what the list is made of
    found: Sequence[Order], *, is_search: bool, older: str, context: AppContext, request: Request, t: Translator
) -> Markup:
    """List the orders; `older` is the path of those that follow, if there are more."""
    if not found:
        says = t.gettext("Nothing was found.") if is_search else t.gettext("No order today yet.")
        return _found(says, Markup('<p class="card empty">{}</p>').format(says))
    open_orders = sorted((one for one in context.board.orders() if one.is_open), key=lambda one: one.quoted_for)
    rows = (_order(one, open_orders, context, context.translator_for_guest(request, one), t) for one in found)
    more = Markup('<a class="quiet" href="{}">{}</a>').format(older, t.gettext("Older ones")) if older else ""
    says = t.ngettext("{n} order", "{n} orders", len(found))
    others = t.gettext("Older ones")
    return _found(f"{says}. {others}" if older else says, Markup("").join(rows) + more + merge_choices(open_orders, t))


# The script says how many a search has found where screen readers listen: the list itself is replaced.
def _found(says: str, inner: Markup) -> Markup:
    return Markup('<p class="unseen" id="found-says" role="status"></p><div id="found" data-says="{}">{}</div>').format(
        says, inner
    )


def _order(order: Order, open_orders: Sequence[Order], context: AppContext, guest: Translator, t: Translator) -> Markup:
    return Markup(
        '<details class="card order-row" id="order-{id}" data-testid="order" data-order-id="{id}" data-stage="{stage}">'
        "<summary>{head}</summary>{became}{items}{total}{note}{link}{acts}{moves}</details>"
    ).format(
        id=order.id,
        stage=order.stage.value,
        head=_head(order, context, t),
        became=_became(order, context, t),
        items=_items(order, t),
        total=total_line(order, t),
        note=Markup('<p class="asked">{}</p>').format(order.note) if order.note else "",
        link=_link(order, context, guest, t) if context.board.watch(order.id) else "",
        acts=_acts(order, t),
        moves=moves(order, open_orders, t) if order.is_open else "",
    )


def _head(order: Order, context: AppContext, t: Translator) -> Markup:
    table = t.gettext("Table {table}", table=order.table) if order.table else ""
    price = None if has_unpriced(order) else total(order)
    said = [service_name(order.service, t), table, order.external_ref, order.source, t.money(price) if price else ""]
    return Markup(
        '<b class="code num">{code}</b><span class="whom"><b dir="auto">{name}</b><small dir="auto">{said}</small>'
        '</span><span class="when"><span class="chip" data-stage="{stage}">{stage_name}</span>'
        '<small class="num">{when}</small></span>'
    ).format(
        code=order.pickup_code,
        name=order.guest_name or ", ".join(item.name for item in order.items[:2]),
        said=" · ".join(part for part in said if part),
        stage=order.stage.value,
        stage_name=stage_name(order.stage, t),
        when=t.gettext(
            "{placed}, for {due}",
            placed=t.clock_since(order.placed_at, context.now()),
            due=t.clock_since(order.quoted_for, order.placed_at),
        ),
    )


# Its guest may still show the old code.
def _became(order: Order, context: AppContext, t: Translator) -> Markup:
    other = context.board.watch(order.merged_into) if order.merged_into else None
    if other is None:
        return Markup()
    return Markup('<p class="asked">{says}: <a href="/orders?q={code}#order-{id}">{code}</a></p>').format(
        says=t.gettext("This order is part of another now"), code=other.order.pickup_code, id=other.order.id
    )


def _items(order: Order, t: Translator) -> Markup:
    return Markup('<ul class="order-items" role="list">{}</ul>').format(
        Markup("").join(_item(item, t) for item in order.items)
    )


def _item(item: Item, t: Translator) -> Markup:
    tag = "s" if item.state is ItemState.VOIDED else "span"
    note = Markup("<em>{}</em>").format(item.note) if item.note else ""
    return Markup('<li><b class="num">{0}×</b><{1} dir="auto">{2}{3}{4}</{1}></li>').format(  # noqa: RUF001
        t.number(item.quantity), tag, item.name, options(item, t), note
    )


def _link(order: Order, context: AppContext, guest: Translator, t: Translator) -> Markup:
    url = context.tracking_url(order)
    says = guest.gettext("Follow your order {code} here: {url}", code=order.pickup_code, url=url)
    text = f"{context.name}: {says}"
    return Markup(
        '<div class="link-acts"><button type="button" class="quiet" data-copy="{url}">{copy}</button>'
        '<a class="quiet" href="sms:{phone}?body={body}">{sms}</a>'
        '<a class="quiet" href="https://wa.me/{number}?{text}" target="_blank" rel="noopener noreferrer">WhatsApp</a>'
        '<details class="qr"><summary class="quiet">{qr}</summary><img src="/t/{token}/qr.svg" alt="{alt}" width="240"'
        ' height="240" loading="lazy"></details><input class="unseen" tabindex="-1" aria-hidden="true" readonly'
        ' value="{url}"></div>'
    ).format(
        url=url,
        copy=t.gettext("Copy the link"),
        phone=quote(dialled(order.phone), safe="+"),
        body=quote(text, safe=""),
        sms=t.gettext("Send by SMS"),
        number=_whatsapp_number(order.phone),
        text=urlencode({"text": text}, quote_via=quote),
        qr=t.gettext("QR code"),
        token=order.token,
        alt=t.gettext("QR code of your order’s page"),  # noqa: RUF001  an apostrophe
    )


def _whatsapp_number(phone: str) -> str:
    found = _INTERNATIONAL.fullmatch(dialled(phone))
    return found[1] if found else ""


def _acts(order: Order, t: Translator) -> Markup:
    change = Markup('<a class="primary" href="/orders/{}/edit">{}</a>').format(order.id, t.gettext("Change the order"))
    receipt = Markup('<a class="quiet" href="/orders/{}/receipt">{}{}</a>')
    reopen = Markup('<form method="post" action="/orders/{}/reopen"><button class="quiet">{}</button></form>')
    acts = [change] if order.is_open else []
    acts.append(receipt.format(order.id, icon("print"), t.gettext("Receipt")))
    if order.stage in REOPENED:
        acts.append(reopen.format(order.id, t.gettext("Reopen")))
    return Markup('<div class="order-acts">{}</div>').format(Markup("").join(acts))
