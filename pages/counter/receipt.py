"""Receipt of a placed order: its pickup code, a QR code to scan off the screen, and print on 80 mm paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup

from domain.prices import line_price
from domain.stages import ItemState
from pages.components.labels import icon, options, service_name, total_line
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.components.wifi import join_first

if TYPE_CHECKING:
    from starlette.responses import Response

    from domain.item import Item
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def receipt_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route of the placed order's screen."""
    router = APIRouter(include_in_schema=False)

    @router.get("/orders/{order_id}/receipt", dependencies=[Depends(auth.require_staff)])
    async def receipt(order_id: str, request: Request) -> Response:
        if (order := await context.find_order(order_id)) is None:
            raise HTTPException(404)
        t, guest = context.translator_for_request(request), context.translator_for_request(request, order)
        html = bar_of(t) + placed(order, t, guest, context)
        shell = PageShell(
            translator=t, now=context.now(), first_html=html, start_script="counter/receipt_start.js", is_live=False
        )
        return static_page(request, shell, f"{order.pickup_code} · {context.name}")

    return router


def receipt_path(order: Order) -> str:
    """Return where the placed order's screen is."""
    return f"/orders/{order.id}/receipt"


def bar_of(t: Translator) -> Markup:
    """Draw the bar; the page is plain, so it has no news to be fresh."""
    return Markup('<header class="bar">{}</header>').format(bar("", t, is_live=False))


def placed(order: Order, t: Translator, guest: Translator, context: AppContext) -> Markup:
    """Draw the screen; what the guest reads of it is in the guest's words."""
    return Markup('<main class="placed">{}<section class="side">{}{}</section></main>').format(
        _to_scan(order, guest, context), _next_steps(order, t), paper(order, guest, context)
    )


def _to_scan(order: Order, t: Translator, context: AppContext) -> Markup:
    return Markup(
        '<section class="card scan" lang="{lang}" dir="{dir}"><p class="done">{check}{done}</p>'
        '<h1><span>{label}</span><strong class="num" data-testid="pickup-code">{code}</strong></h1>'
        '<img src="/t/{token}/qr.svg" alt="{alt}" width="320" height="320"><p class="hint">{scan}</p>{wifi}</section>'
    ).format(
        lang=t.language,
        dir=t.direction,
        check=icon("check"),
        done=t.gettext("Order placed"),
        label=t.gettext("Your pickup code"),
        code=order.pickup_code,
        token=order.token,
        alt=t.gettext("QR code of your order’s page"),  # noqa: RUF001  an apostrophe
        wifi=join_first(context.tracking_url(order), context.settings, t),
        scan=t.gettext("Scan this with your phone and watch your order being made."),
    )


def _next_steps(order: Order, t: Translator) -> Markup:
    return Markup(
        '<div class="acts-of"><a class="primary" href="/orders/new">{}{}</a>'
        '<button type="button" class="quiet" id="print">{}{}</button>'
        '<a class="quiet" href="/orders/{}/edit">{}</a><a class="quiet" href="/kitchen">{}</a></div>'
    ).format(
        icon("plus"),
        t.gettext("New order"),
        icon("print"),
        t.gettext("Print"),
        order.id,
        t.gettext("Change the order"),
        t.gettext("Kitchen"),
    )


def paper(order: Order, t: Translator, context: AppContext) -> Markup:
    """Draw the receipt as it comes out of the printer, in black on white."""
    note = Markup('<p class="asked" dir="auto">{}</p>').format(order.note) if order.note else ""
    who = Markup('<p class="for" dir="auto">{}</p>').format(order.guest_name) if order.guest_name else ""
    return Markup(
        '<article class="paper" id="paper" lang="{lang}" dir="{dir}" aria-label="{label}">'
        '<p class="of" dir="auto">{name}</p><p class="code num">{code}</p>{who}{place}<p class="times">{times}</p>'
        '<ul role="list">{items}</ul>{total}{note}{wifi}'
        '<img src="/t/{token}/qr.svg" alt="" width="170" height="170"><p>{scan}</p></article>'
    ).format(
        lang=t.language,
        dir=t.direction,
        label=t.gettext("Receipt"),
        name=context.name,
        code=order.pickup_code,
        who=who,
        times=t.gettext(
            "Placed {placed}, promised for {due}",
            placed=t.clock(order.placed_at),
            due=t.clock_since(order.quoted_for, order.placed_at),
        ),
        place=_place(order, t),
        items=Markup("").join(_line(item, t) for item in order.items if item.state is not ItemState.VOIDED),
        total=total_line(order, t),
        note=note,
        wifi=join_first(context.tracking_url(order), context.settings, t),
        token=order.token,
        scan=t.gettext("Scan to follow your order"),
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
        t.number(item.quantity), item.name, options(item), note, said
    )
