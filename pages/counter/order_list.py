"""Orders page: the orders of today, or those that the words of a search name, with what can be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from markupsafe import Markup
from starlette.responses import JSONResponse, RedirectResponse, Response

from domain.commands import Tap, TapCommand
from domain.errors import KitchenError
from domain.order_filter import OrderFilter, place_in_list
from pages.components.error_texts import error_text, refuse_form
from pages.components.page_shell import PageShell, static_page
from pages.components.staff_bar import bar
from pages.counter import order_list_view as view
from pages.schemas.transfer_in import MergeIn, SplitIn
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from domain.order import Order
    from pages.context import AppContext
    from pages.security.auth import Auth

ORDERS = "/orders"
MAX_SHOWN = 100
Words = Annotated[str, Query(max_length=200)]
OrderId = Annotated[str, Query(max_length=64)]


def order_list_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the orders page."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    async def answer(
        request: Request, words: str, *, after: str = "", trouble: str = "", status: int = 200
    ) -> Response:
        t = context.translator_for_request(request)
        found = await _find(context, words, after)
        shown = found[:MAX_SHOWN]
        older = f"{ORDERS}?{urlencode({'q': words, 'after': shown[-1].id})}" if len(found) > MAX_SHOWN else ""
        title = t.gettext("Orders")
        html = Markup('<header class="bar">{}</header><main class="orders">{}{}{}</main>').format(
            bar(ORDERS, t, is_live=False),
            view.search(words, t),
            view.trouble(trouble),
            view.orders(shown, is_search=bool(words.strip()), older=older, context=context, request=request, t=t),
        )
        shell = PageShell(
            translator=t,
            now=context.now(),
            first_html=html,
            start_script="counter/order_list_start.js",
            script_texts={
                "copied": t.gettext("Copied"),
                "copy": t.gettext("Copy the link"),
                "not-done": t.gettext("That did not go through. Please try again."),
            },
            is_live=False,
        )
        return static_page(request, shell, f"{title} · {context.name}", status)

    @router.get(ORDERS, dependencies=[Depends(auth.require_staff)])
    async def orders(request: Request, q: Words = "", after: OrderId = "") -> Response:
        return await answer(request, q, after=after)

    @router.post("/orders/{order_id}/reopen", dependencies=[Depends(auth.require_staff_form)])
    async def reopen(order_id: str, request: Request, q: Words = "") -> Response:
        try:
            await context.kitchen.tap(TapCommand(Tap.REOPEN, order_id))
        except KitchenError as error:
            order = await context.find_order(order_id)
            t = context.translator_for_request(request)
            trouble = error_text(error, t, code=order.pickup_code if order else "")
            return await answer(request, q, trouble=trouble, status=409)
        return RedirectResponse(f"{ORDERS}?{urlencode({'q': q})}#order-{order_id}", 303)

    _take_moves(router, context, auth)
    return router


def _take_moves(router: APIRouter, context: AppContext, auth: Auth) -> None:
    moving = [Depends(auth.require_staff_form)]

    async def answer(command: TapCommand, request: Request) -> Response:
        try:
            order = await context.kitchen.tap(command)
        except KitchenError as error:
            kept = await context.find_order(command.order_id)
            code = kept.pickup_code if kept else ""
            return refuse_form(error, context.translator_for_request(request), code=code)
        return JSONResponse({"path": f"{ORDERS}#order-{order.id}"})

    @router.post("/orders/{order_id}/merge", dependencies=moving)
    async def merge(order_id: str, body: MergeIn, request: Request) -> Response:
        return await answer(body.command(order_id), request)

    @router.post("/orders/{order_id}/split", dependencies=moving)
    async def split(order_id: str, body: SplitIn, request: Request) -> Response:
        return await answer(body.command(order_id), request)


# Without words: what is open, and what came in or ended on this business day. One more than is shown says that there
# are others.
async def _find(context: AppContext, words: str, after: str) -> list[Order]:
    last = await context.find_order(after) if after else None
    place = place_in_list(last) if last else None
    sought = tuple(words.split()[:10])
    since = None if sought else context.kitchen.day.began
    return await context.archive.read(OrderFilter(words=sought, open_or_since=since), place, MAX_SHOWN + 1)
