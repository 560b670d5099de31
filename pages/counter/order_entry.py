"""Order entry: an order is composed by tapping dishes, and placed once however often the button is tapped."""

from __future__ import annotations

import json
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import Depends, HTTPException, Request
from nicegui import APIRouter, ui
from starlette.responses import JSONResponse, Response

from domain.commands import Tap, TapCommand
from domain.errors import DishUnavailable, IntakeConflict, KitchenError, StaleTap
from domain.item import MAX_QUANTITY
from pages.components.error_texts import error_status, error_text, refuse_form
from pages.components.fragment import Fragment, keep_last_good
from pages.components.live_page import attach_staff_shell, live_page
from pages.components.staff_bar import bar
from pages.counter import order_entry_view as view
from pages.counter.form_schemas import AmendFormIn, OrderFormIn, QuoteIn, read_due, readable_json
from pages.counter.form_texts import form_texts
from pages.counter.order_pad_view import NO_QUOTE, pad, placed_order, quote_texts
from pages.counter.receipt import receipt_path
from pages.schemas.fields import DeliveryId, Key
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from domain.deliveries import Delivery
    from domain.menu import Menu
    from domain.order import Order
    from pages.context import AppContext
    from pages.i18n import Translator
    from pages.security.auth import Auth


def order_form_pages(context: AppContext, auth: Auth) -> APIRouter:
    """Register the order form; returns the routes that take what it sends."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @live_page(router, "/orders/new", auth.require_staff)
    async def order_form(request: Request, delivery: DeliveryId | None = None) -> None:
        t = context.translator_for_request(request)
        _draw(t, context, await context.deliveries.find(delivery) if delivery else None)
        attach_staff_shell(context, t, t.gettext("New order"), "counter/order_form_start.js", form_texts(t))

    @live_page(router, "/orders/{order_id}/edit", auth.require_staff)
    def edit_form(order_id: str, request: Request) -> None:
        if not (live := context.board.watch(order_id)):
            raise HTTPException(404)
        t = context.translator_for_request(request)
        _draw(t, context, order=live.order)
        attach_staff_shell(
            context, t, _title(live.order, t), "counter/order_form_start.js", form_texts(t, is_amending=True)
        )

    _take_amendments(router, context, auth)
    _take_orders(router, context, auth)
    return router


def _take_amendments(router: APIRouter, context: AppContext, auth: Auth) -> None:
    @router.post("/orders/{order_id}/amend", dependencies=[Depends(auth.require_staff_form)])
    async def amend(order_id: str, body: AmendFormIn, request: Request) -> Response:
        t = context.translator_for_request(request)
        try:
            wanted = body.model_copy(update={"quoted_for": read_due(body.due, context)})
        except ValueError:
            return _refuse_time(t)
        amendment = wanted.amendment(context.kitchen.menu, context.currency)
        command = TapCommand(
            Tap.AMEND, order_id, tap_id=body.tap_id, seen_version=body.seen_version, amendment=amendment
        )
        try:
            await context.kitchen.tap(command)
        except StaleTap as error:
            says = error_text(error, t, code=error.actual.pickup_code)
            return JSONResponse({"says": says, "placed": placed_order(error.actual, context)}, error_status(error))
        except IntakeConflict as error:
            return JSONResponse({"says": error_text(error, t), "is_taken": True}, error_status(error))
        except KitchenError as error:
            live = context.board.watch(order_id)
            return refuse_form(error, t, code=live.order.pickup_code if live else "")
        return JSONResponse({"path": "/kitchen"})


def _take_orders(router: APIRouter, context: AppContext, auth: Auth) -> None:
    @router.post("/orders/quote", dependencies=[Depends(auth.require_staff_form)])
    async def quote(body: QuoteIn, request: Request) -> Response:
        t = context.translator_for_request(request)
        try:
            draft = body.draft_of(context)
        except ValueError:
            return JSONResponse(NO_QUOTE)
        return JSONResponse(quote_texts(context.kitchen.quote(draft), t) if draft.items else NO_QUOTE)

    @router.post("/orders", dependencies=[Depends(auth.require_staff_form)])
    async def place(
        body: OrderFormIn, request: Request, idempotency_key: Key = None, delivery: DeliveryId | None = None
    ) -> Response:
        t = context.translator_for_request(request)
        try:
            draft = body.draft_of(context)
        except ValueError:
            return _refuse_time(t)
        try:
            order, _ = await context.kitchen.place(draft, idempotency_key, refuse_sold_out=True)
        except KitchenError as error:
            return _refusal(error, body, context.kitchen.menu, t)
        if delivery:
            await context.deliveries.settle(delivery)
        return JSONResponse({"path": receipt_path(order)}, HTTPStatus.CREATED)


def _refusal(error: KitchenError, body: OrderFormIn, menu: Menu, t: Translator) -> Response:
    dish = body.items[error.position].name if isinstance(error, DishUnavailable) else ""
    known = menu.find(dish) if dish else None
    if known and known.available and known.left:
        says = t.gettext("{dish}: {n} left", dish=dish, n=t.number(known.left))
        return JSONResponse({"says": says}, error_status(error))
    return refuse_form(error, t, dish=dish)


def _refuse_time(t: Translator) -> Response:
    says = t.gettext("That time has passed, or is more than a year away. Please choose another.")
    return JSONResponse({"says": says}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _title(order: Order | None, t: Translator) -> str:
    return t.gettext("Change {code}", code=order.pickup_code) if order else t.gettext("New order")


def _draw(t: Translator, context: AppContext, delivery: Delivery | None = None, order: Order | None = None) -> None:
    title = _title(order, t)
    Fragment(bar("/orders" if order else "/orders/new", t), tag="header").classes("bar")
    with ui.element("main").classes("counter"):
        with ui.element("section").classes("offer").props("aria-labelledby=offer-title"):
            Fragment(view.search(t, title), tag="div").classes("seek")
            dishes = Fragment(tag="div").props("id=dishes")
            dishes.bind_content_from(context.board.live_menu, "menu", backward=keep_last_good(partial(view.offer, t=t)))
            Fragment(view.write_in()).classes("through")
        form = Fragment(pad(t, context, delivery, is_new=order is None), tag="form").classes("card pad")
        form.props(f"id=pad autocomplete=off novalidate aria-labelledby=pad-title data-max-quantity={MAX_QUANTITY}")
        if delivery:
            form.props.update({"data-delivery": str(delivery.id), "data-readable": readable_json(delivery, context)})
        if order:
            form.props.update({"data-amends": order.id, "data-placed": json.dumps(placed_order(order, context))})
