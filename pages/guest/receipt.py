"""Receipt that the guest keeps: printed, or saved as a file by the phone's own print dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup

from domain.stages import Stage
from pages.components.labels import icon
from pages.components.page_shell import PageShell, static_page
from pages.components.receipt_paper import receipt_paper
from pages.guest.addresses import address

if TYPE_CHECKING:
    from starlette.responses import Response

    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.live import LiveOrder
    from pages.owner_ports import RestaurantSettings
    from pages.security.auth import Auth

_HAVE_RECEIPT = {Stage.READY, Stage.COLLECTED}


def guest_receipt_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route of the receipt, for who has the link."""
    router = APIRouter(include_in_schema=False)

    @router.get("/t/{token}/receipt")
    async def receipt(request: Request, live: LiveOrder = Depends(auth.guest_order)) -> Response:  # noqa: B008, FAST002  FastAPI's way
        order, t = live.order, context.translator_for_request(request, live.order)
        shell = PageShell(
            translator=t,
            now=context.now(),
            first_html=_page(order, t, context),
            start_script="shared/receipt_start.js",
            is_live=False,
            is_for_guests=True,
            is_printed=True,
        )
        return static_page(request, shell, f"{order.pickup_code} · {context.name}")

    return router


def receipt_link(order: Order, t: Translator) -> Markup:
    """Lead to the receipt once the order is ready. A page that is kept for later has no network to open it by."""
    if order.stage not in _HAVE_RECEIPT:
        return Markup()
    return Markup('<p class="to-receipt" data-online><a href="{}">{}</a></p>').format(
        address(order, t, "/receipt"), t.gettext("Receipt")
    )


def _page(order: Order, t: Translator, context: AppContext) -> Markup:
    return Markup(
        '<main class="keep"><h1 class="unseen">{title}</h1>{paper}'
        '<button type="button" class="primary" id="print">{icon}{print}</button><a href="{order}">{back}</a></main>'
    ).format(
        title=t.gettext("Receipt"),
        paper=receipt_paper(order, t, context, _cancelled(order, t) + _contact(context.settings)),
        icon=icon("print"),
        print=t.gettext("Print"),
        order=address(order, t),
        back=t.gettext("Back to your order"),
    )


def _cancelled(order: Order, t: Translator) -> Markup:
    if order.stage is not Stage.CANCELLED:
        return Markup()
    return Markup('<p class="asked">{}</p>').format(t.gettext("This order was cancelled"))


def _contact(settings: RestaurantSettings) -> Markup:
    lines = [text for text in (settings.address, settings.phone, settings.opening_hours) if text]
    if not lines:
        return Markup()
    return Markup('<address class="contact" dir="auto">{}</address>').format(
        Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in lines)
    )
