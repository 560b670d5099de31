"""The counter: an order is written by tapping dishes, and placed once however often the button is tapped."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request
from nicegui import ui
from starlette.responses import JSONResponse, Response

from domain.errors import DishUnavailable, IntakeConflict, KitchenError, NotSaved
from pages import counter_view as view
from pages.access import GuardedRoute
from pages.api import Key
from pages.dressing import Dressing, static_url, wear
from pages.fragment import Fragment, calm
from pages.order_json import OrderIn
from pages.receipt import receipt_path
from pages.staff_bar import bar

if TYPE_CHECKING:
    from pages.access import Access
    from pages.house import House
    from pages.text import Words

_RECONNECT_SECONDS = 120.0


def order_form_pages(house: House, access: Access) -> APIRouter:
    """Register the order form; returns the route that takes what it sends."""
    router = APIRouter(include_in_schema=False, route_class=GuardedRoute)

    @ui.page("/orders/new", dependencies=[Depends(access.staff)], reconnect_timeout=_RECONNECT_SECONDS)
    def order_form(request: Request) -> None:
        words = house.words_for(request)
        _draw(words, house)
        wear(_dressing(words, house), f"{words('New order')} · {house.name}")

    @router.post("/orders", dependencies=[Depends(access.staff_form)])
    async def place(body: OrderIn, request: Request, idempotency_key: Key = None) -> Response:
        words = house.words_for(request)
        try:
            order, _ = await house.kitchen.place(body.draft(), idempotency_key)
        except KitchenError as error:
            return _refusal(error, body, words)
        return JSONResponse({"path": receipt_path(order)}, HTTPStatus.CREATED)

    return router


def _refusal(error: KitchenError, body: OrderIn, words: Words) -> Response:
    match error:
        case DishUnavailable():
            says = words("{dish} is sold out. Please take it off the order.", dish=body.items[error.position].name)
            return JSONResponse({"says": says}, HTTPStatus.CONFLICT)
        case IntakeConflict():
            says = words("This order is in the kitchen already, as it was before you changed it. Look there first.")
            return JSONResponse({"says": says}, HTTPStatus.CONFLICT)
        case NotSaved():
            says = words("Not saved, nothing has changed. Please try again in a moment.")
            return JSONResponse({"says": says}, HTTPStatus.SERVICE_UNAVAILABLE)
        case _:
            raise error


def _draw(words: Words, house: House) -> None:
    Fragment(bar("/orders/new", words), tag="header").classes("bar")
    with ui.element("main").classes("counter"):
        with ui.element("section").classes("offer").props("aria-labelledby=offer-title"):
            Fragment(view.search(words), tag="div").classes("seek")
            dishes = Fragment(tag="div").props("id=dishes")
            dishes.bind_content_from(house.board.live_menu, "menu", backward=calm(partial(view.offer, words=words)))
        Fragment(view.pad(words, house.languages, house.timezone), tag="form").classes("card pad").props(
            "id=pad autocomplete=off novalidate aria-labelledby=pad-title"
        )


def _dressing(words: Words, house: House) -> Dressing:
    return Dressing(
        words=words,
        now=house.now(),
        scripts=(static_url("connection.js"), static_url("order_form.js")),
        script_words={
            "live": words("Live"),
            "stale": words("Last news {time}, reconnecting", time="{time}"),
            "zone": house.timezone,
            "more-of": words("One more {dish}", dish="{dish}"),
            "fewer-of": words("One {dish} fewer", dish="{dish}"),
            "note-for": words("Note for {dish}", dish="{dish}"),
            "note": words("Note"),
            "place": words("Place the order"),
            "place-n": words("Place the order ({n})", n="{n}"),
            "placing": words("Placing"),
            "clear-sure": words("Tap again to clear"),
            "added": words("{n} times {dish}", n="{n}", dish="{dish}"),
            "unreachable": words("The kitchen could not be reached. Nothing is lost: please tap again in a moment."),
            "not-taken": words("The order was not taken. Please look at it again."),
        },
    )
