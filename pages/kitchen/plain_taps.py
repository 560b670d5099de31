"""Taps by HTML form, for a kitchen page whose scripts have not started."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from markupsafe import Markup
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from domain.commands import Tap, TapCommand
from domain.dish_names import fold_name
from domain.errors import KitchenError
from domain.item_taps import EXPO
from pages.components.error_texts import error_text
from pages.components.page_shell import PageShell, static_page
from pages.kitchen.tap_schemas import KitchenTap
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.security.auth import Auth

_MAX_FIELDS = 8


def plain_tap_routes(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route that takes a tap as a form, and redirects to its ticket, on the screen of the same station."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @router.post("/kitchen/taps", dependencies=[Depends(auth.require_staff_form)])
    async def tap(request: Request) -> Response:
        command = await _read_tap(request, context)
        try:
            await context.kitchen.tap(command)
        except KitchenError as error:
            return _refuse(request, context, error, command.order_id)
        return RedirectResponse(f"{_screen(request)}#ticket-{command.order_id}", HTTPStatus.SEE_OTHER)

    return router


async def _read_tap(request: Request, context: AppContext) -> TapCommand:
    form = await request.form(max_files=0, max_fields=_MAX_FIELDS)
    filled = {name: value for name, value in form.items() if value}
    try:
        sent = KitchenTap.model_validate(filled)
    except ValidationError as error:
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY) from error
    return TapCommand(
        sent.tap,
        sent.order_id,
        sent.item_id,
        tap_id=sent.tap_id,
        seen_version=sent.seen_version,
        station=sent.station or _own_station(request, context, sent),
    )


# A button that names no station is about that of the screen, where the order has dishes for it.
def _own_station(request: Request, context: AppContext, tap: KitchenTap) -> str | None:
    station, live = _station(request), context.board.watch(tap.order_id)
    if station is None or live is None or tap.item_id or tap.tap not in {Tap.START, Tap.BUMP}:
        return None
    is_for_expo = live.order.by_expo and tap.tap is Tap.BUMP and fold_name(station) == EXPO
    return station if is_for_expo or any(item.is_at(station) for item in live.order.items) else None


def _station(request: Request) -> str | None:
    return request.query_params.get("station") or None


def _screen(request: Request) -> str:
    station = _station(request)
    return f"/kitchen?{urlencode({'station': station})}" if station else "/kitchen"


def _refuse(request: Request, context: AppContext, error: KitchenError, order_id: str) -> Response:
    t = context.translator_for_request(request)
    live = context.board.watch(order_id)
    says = error_text(error, t, code=live.order.pickup_code if live else "")
    back = Markup('<p><a href="{}">{}</a></p>').format(_screen(request), t.gettext("Back to the kitchen"))
    html = Markup('<main class="calm"><div class="card"><h1>{}</h1>{}</div></main>').format(says, back)
    shell = PageShell(translator=t, now=context.now(), first_html=html, is_live=False)
    return static_page(request, shell, t.gettext("Kitchen"), HTTPStatus.CONFLICT)
