"""The counter: an order is written by tapping dishes, and placed once however often the button is tapped."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from nicegui import ui
from starlette.responses import JSONResponse, Response

from domain.errors import DishUnavailable, IntakeConflict, KitchenError, NotSaved
from pages.components.fragment import Fragment, keep_last_good
from pages.components.page_shell import PageShell, attach_shell, static_url
from pages.components.staff_bar import bar
from pages.counter import order_entry_view as view
from pages.counter.receipt import receipt_path
from pages.schemas import Key, OrderIn
from pages.security.auth import GuardedRoute

if TYPE_CHECKING:
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth

_RECONNECT_SECONDS = 120.0


def order_form_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Register the order form; returns the route that takes what it sends."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @ui.page("/orders/new", dependencies=[Depends(auth.require_staff)], reconnect_timeout=_RECONNECT_SECONDS)
    def order_form(request: Request) -> None:
        t = context.translator_for_request(request)
        _draw(t, context)
        title = t.gettext("New order")
        attach_shell(_shell(t, context), f"{title} · {context.name}")

    @router.post("/orders", dependencies=[Depends(auth.require_staff_form)])
    async def place(body: OrderIn, request: Request, idempotency_key: Key = None) -> Response:
        t = context.translator_for_request(request)
        try:
            order, _ = await context.kitchen.place(body.draft(), idempotency_key)
        except KitchenError as error:
            return _refusal(error, body, t)
        return JSONResponse({"path": receipt_path(order)}, HTTPStatus.CREATED)

    return router


def _refusal(error: KitchenError, body: OrderIn, t: Translator) -> Response:
    match error:
        case DishUnavailable():
            says = t.gettext("{dish} is sold out. Please take it off the order.", dish=body.items[error.position].name)
            return JSONResponse({"says": says}, HTTPStatus.CONFLICT)
        case IntakeConflict():
            says = t.gettext("This order is in the kitchen already, as it was before you changed it. Look there first.")
            return JSONResponse({"says": says}, HTTPStatus.CONFLICT)
        case NotSaved():
            says = t.gettext("Not saved, nothing has changed. Please try again in a moment.")
            return JSONResponse({"says": says}, HTTPStatus.SERVICE_UNAVAILABLE)
        case _:
            raise error


def _draw(t: Translator, context: AppContext) -> None:
    Fragment(bar("/orders/new", t), tag="header").classes("bar")
    with ui.element("main").classes("counter"):
        with ui.element("section").classes("offer").props("aria-labelledby=offer-title"):
            Fragment(view.search(t), tag="div").classes("seek")
            dishes = Fragment(tag="div").props("id=dishes")
            dishes.bind_content_from(context.board.live_menu, "menu", backward=keep_last_good(partial(view.offer, t=t)))
        Fragment(view.pad(t, context.languages, context.timezone), tag="form").classes("card pad").props(
            "id=pad autocomplete=off novalidate aria-labelledby=pad-title"
        )


def _shell(t: Translator, context: AppContext) -> PageShell:
    return PageShell(
        translator=t,
        now=context.now(),
        scripts=(static_url("shared/connection.js"), static_url("counter/order_form.js")),
        script_texts={
            "live": t.gettext("Live"),
            "stale": t.gettext("Last news {time}, reconnecting", time="{time}"),
            "zone": context.timezone,
            "more-of": t.gettext("One more {dish}", dish="{dish}"),
            "fewer-of": t.gettext("One {dish} fewer", dish="{dish}"),
            "note-for": t.gettext("Note for {dish}", dish="{dish}"),
            "note": t.gettext("Note"),
            "place": t.gettext("Place the order"),
            "place-n": t.gettext("Place the order ({n})", n="{n}"),
            "placing": t.gettext("Placing"),
            "clear-sure": t.gettext("Tap again to clear"),
            "added": t.gettext("{n} times {dish}", n="{n}", dish="{dish}"),
            "unreachable": t.gettext(
                "The kitchen could not be reached. Nothing is lost: please tap again in a moment."
            ),
            "not-taken": t.gettext("The order was not taken. Please look at it again."),
        },
    )
