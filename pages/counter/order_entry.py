"""Order entry: an order is composed by tapping dishes, and placed once however often the button is tapped."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Depends, HTTPException, Request
from nicegui import APIRouter, ui
from starlette.responses import JSONResponse, Response

from domain.commands import Tap, TapCommand
from domain.errors import DishUnavailable, KitchenError
from domain.intake import MAX_QUANTITY
from pages.components.error_texts import refuse_form
from pages.components.fragment import Fragment, keep_last_good
from pages.components.live_page import attach_staff_shell, live_page
from pages.components.staff_bar import bar
from pages.counter import order_entry_view as view
from pages.counter.receipt import receipt_path
from pages.schemas.amendment import AmendIn
from pages.schemas.fields import DeliveryId, Key
from pages.schemas.order_in import OrderIn
from pages.security.auth import GuardedRoute

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def order_form_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Register the order form; returns the route that takes what it sends."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @live_page(router, "/orders/new", auth.require_staff)
    async def order_form(request: Request, delivery: DeliveryId | None = None) -> None:
        t = context.translator_for_request(request)
        _draw(t, context, await context.deliveries.find(delivery) if delivery else None)
        attach_staff_shell(context, t, t.gettext("New order"), "counter/order_form_start.js", _script_texts(t))

    @live_page(router, "/orders/{order_id}/edit", auth.require_staff)
    def edit_form(order_id: str, request: Request) -> None:
        if not (live := context.board.watch(order_id)):
            raise HTTPException(404)
        t = context.translator_for_request(request)
        _draw(t, context, order=live.order)
        title = t.gettext("Change {code}", code=live.order.pickup_code)
        attach_staff_shell(context, t, title, "counter/order_form_start.js", _script_texts(t, is_amending=True))

    @router.post("/orders/{order_id}/amend", dependencies=[Depends(auth.require_staff_form)])
    async def amend(order_id: str, body: AmendIn, request: Request) -> Response:
        t = context.translator_for_request(request)
        command = TapCommand(
            Tap.AMEND,
            order_id,
            tap_id=body.tap_id,
            seen_version=body.seen_version,
            amendment=body.amendment(context.kitchen.menu, context.currency),
        )
        try:
            await context.kitchen.tap(command)
        except KitchenError as error:
            live = context.board.watch(order_id)
            return refuse_form(error, t, code=live.order.pickup_code if live else "")
        return JSONResponse({"path": "/kitchen"})

    @router.post("/orders", dependencies=[Depends(auth.require_staff_form)])
    async def place(
        body: OrderIn, request: Request, idempotency_key: Key = None, delivery: DeliveryId | None = None
    ) -> Response:
        t = context.translator_for_request(request)
        try:
            draft = body.draft(currency=context.currency)
            order, _ = await context.kitchen.place(draft, idempotency_key, refuse_sold_out=True)
        except KitchenError as error:
            return _refusal(error, body, t)
        if delivery:
            await context.deliveries.settle(delivery)
        return JSONResponse({"path": receipt_path(order)}, HTTPStatus.CREATED)

    return router


def _refusal(error: KitchenError, body: OrderIn, t: Translator) -> Response:
    dish = body.items[error.position].name if isinstance(error, DishUnavailable) else ""
    return refuse_form(error, t, dish=dish)


def _draw(t: Translator, context: AppContext, delivery: Delivery | None = None, order: Order | None = None) -> None:
    Fragment(bar("/orders/new", t), tag="header").classes("bar")
    with ui.element("main").classes("counter"):
        with ui.element("section").classes("offer").props("aria-labelledby=offer-title"):
            Fragment(view.search(t), tag="div").classes("seek")
            dishes = Fragment(tag="div").props("id=dishes")
            dishes.bind_content_from(context.board.live_menu, "menu", backward=keep_last_good(partial(view.offer, t=t)))
        pad = Fragment(view.pad(t, context.languages, context.timezone, delivery), tag="form").classes("card pad")
        pad.props(f"id=pad autocomplete=off novalidate aria-labelledby=pad-title data-max-quantity={MAX_QUANTITY}")
        if delivery:
            pad.props.update({"data-delivery": str(delivery.id), "data-readable": delivery.readable or "{}"})
        if order:
            about = {"data-amends": order.id, "data-version": str(order.version)}
            pad.props.update({**about, "data-placed": view.placed_json(order)})


def _script_texts(t: Translator, *, is_amending: bool = False) -> dict[str, str]:
    placing = {
        "place": t.gettext("Place the order"),
        "place-n": t.gettext("Place the order ({n})", n="{n}"),
        "placing": t.gettext("Placing"),
    }
    amending = {
        "place": t.gettext("Change the order"),
        "place-n": t.gettext("Change the order ({n})", n="{n}"),
        "placing": t.gettext("Changing"),
    }
    return (amending if is_amending else placing) | {
        "more-of": t.gettext("One more {dish}", dish="{dish}"),
        "fewer-of": t.gettext("One {dish} fewer", dish="{dish}"),
        "note-for": t.gettext("Note for {dish}", dish="{dish}"),
        "note": t.gettext("Note"),
        "options-for": t.gettext("Options for {dish}", dish="{dish}"),
        "options": t.gettext("Options, with commas between"),
        "clear-sure": t.gettext("Tap again to clear"),
        "added": t.gettext("{n} times {dish}", n="{n}", dish="{dish}"),
        "unreachable": t.gettext("The kitchen could not be reached. Nothing is lost: please tap again in a moment."),
        "not-taken": t.gettext("The order was not taken. Please look at it again."),
    }
