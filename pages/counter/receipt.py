"""Receipt of a placed order: its pickup code, a QR code to scan off the screen, and print on 80 mm paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup

from domain.stages import Stage
from domain.updates import LINK_LIFE
from pages.components.labels import icon
from pages.components.page_shell import PageShell, static_page
from pages.components.receipt_paper import receipt_paper
from pages.components.staff_bar import bar
from pages.components.wifi import join_first

if TYPE_CHECKING:
    from starlette.responses import Response

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
        t, guest = context.translator_for_request(request), context.translator_for_guest(request, order)
        html = bar_of(t) + placed(order, t, guest, context)
        shell = PageShell(
            translator=t, now=context.now(), first_html=html, start_script="shared/receipt_start.js", is_live=False
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
        _to_scan(order, guest, context), _next_steps(order, t), _paper(order, guest, context)
    )


def _to_scan(order: Order, t: Translator, context: AppContext) -> Markup:
    return Markup(
        '<section class="card scan" lang="{lang}" dir="{dir}"><p class="done">{check}{done}</p>'
        '<h1><span>{label}</span><strong class="num" data-testid="pickup-code">{code}</strong></h1>{scan}</section>'
    ).format(
        lang=t.language,
        dir=t.direction,
        check=icon("check"),
        done=t.gettext("Order placed"),
        label=t.gettext("Your pickup code"),
        code=order.pickup_code,
        scan=_scan(order, t, context) if _has_link(order, context) else "",
    )


def _scan(order: Order, t: Translator, context: AppContext) -> Markup:
    return Markup(
        '<img src="/t/{token}/qr.svg" alt="{alt}" width="320" height="320"><p class="hint">{scan}</p>{wifi}'
    ).format(
        token=order.token,
        alt=t.gettext("QR code of your order’s page"),  # noqa: RUF001  an apostrophe
        wifi=join_first(context.tracking_url(order), context.settings, t),
        scan=t.gettext("Scan this with your phone and watch your order being made."),
    )


# A receipt is printed again for as long as its order is kept, which is longer than its link is good.
def _has_link(order: Order, context: AppContext) -> bool:
    return order.closed_at is None or order.closed_at + LINK_LIFE >= context.now()


def _next_steps(order: Order, t: Translator) -> Markup:
    change = Markup('<a class="quiet" href="/orders/{}/edit">{}</a>').format(order.id, t.gettext("Change the order"))
    return Markup(
        '<div class="acts-of"><a class="primary" href="/orders/new">{}{}</a>'
        '<button type="button" class="quiet" id="print">{}{}</button>{}<a class="quiet" href="/kitchen">{}</a></div>'
    ).format(
        icon("plus"),
        t.gettext("New order"),
        icon("print"),
        t.gettext("Print"),
        change if order.is_open else "",
        t.gettext("Kitchen"),
    )


def _paper(order: Order, t: Translator, context: AppContext) -> Markup:
    cancelled = Markup('<p class="asked">{}</p>').format(t.gettext("This order was cancelled"))
    end = cancelled if order.stage is Stage.CANCELLED else Markup()
    if _has_link(order, context):
        end += _scan_on_paper(order, t, context)
    return receipt_paper(order, t, context, end, order.guest_name)


def _scan_on_paper(order: Order, t: Translator, context: AppContext) -> Markup:
    return Markup('{wifi}<img src="/t/{token}/qr.svg" alt="" width="170" height="170"><p>{scan}</p>').format(
        wifi=join_first(context.tracking_url(order), context.settings, t),
        token=order.token,
        scan=t.gettext("Scan to follow your order"),
    )
