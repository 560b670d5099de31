"""REST routes of orders, menu and deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BeforeValidator

from domain.deliveries import Outcome
from domain.dish_names import fold_name
from domain.errors import OrderNotFound
from domain.menu import Menu, Station
from pages.api.lenient_route import PREFER, is_strict, lenient_route, refuse_repairs, repairs_of
from pages.api.order_list import Asked, check_names, next_link, page_of
from pages.api.repair.values.list_words import listed, split_words
from pages.api.repairing_route import repairing_route
from pages.schemas.delivery import DeliveryOut, delivery_out
from pages.schemas.fields import DeliveryId, Id, Key
from pages.schemas.menu import MenuJson, NewMenu, RepairedMenu
from pages.schemas.order_in import OrderIn
from pages.schemas.order_out import BatchOut, OrderOut, PlacedOut, Repair, order_out, placed_out
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from domain.order import Order
    from pages.context import AppContext
    from pages.security.auth import Auth

Limit = Annotated[int, Query(ge=1, le=1000)]
OutcomeAsked = Annotated[
    Sequence[Outcome],
    BeforeValidator(lambda asked: [word.lower() for word in split_words(asked)]),
    listed([*Outcome, ""]),
    Query(),
]

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status in (400, 401, 404, 408, 409, 413, 422, 503)
}


def rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes below /api/v1; each asks for the API key."""
    router = api_router(auth, "orders")

    def out(order: Order) -> OrderOut:
        return order_out(order, context.tracking_url(order))

    @router.get("/orders", openapi_extra={"parameters": [PREFER]})
    async def list_orders(asked: Asked, request: Request, response: Response) -> list[OrderOut]:
        """List the orders that are kept: the open ones, those promised first first; then the closed, the latest first.

        The header Link (RFC 8288) leads to the next page, if there is one.
        """
        if is_strict(request):
            check_names(request.query_params.keys())
        page, cursor = await page_of(context.archive, asked, context.zone)
        if cursor:
            response.headers["Link"] = next_link(request.url, cursor)
        return [out(order) for order in page]

    @router.get("/orders/{order_id}")
    async def read_order(order_id: Id) -> OrderOut:
        """Read an order as it stands."""
        if (order := await context.find_order(order_id)) is None:
            raise OrderNotFound(order_id)
        return out(order)

    return router


def placing_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route that takes orders in."""
    router = api_router(auth, "orders", lenient_route(context))

    @router.post(
        "/orders",
        status_code=201,
        responses={
            200: {"model": PlacedOut | BatchOut, "description": "It was in already"},
            201: {"model": PlacedOut | BatchOut},
        },
        openapi_extra={"parameters": [PREFER]},
    )
    async def place_order(
        body: OrderIn, request: Request, response: Response, idempotency_key: Key = None
    ) -> PlacedOut:
        """Take an order in.

        Sent again with the same Idempotency-Key within a day, or the same external_ref within its source and business
        day, it answers 200 with the same order. What is sloppy in its form is repaired and said in `warnings`.

        A list of `orders`, each with a reference or an id, is taken as several: the answer is the first, with `others`.
        """
        if strict := is_strict(request):
            refuse_repairs(request.state.repairs)
        draft = body.draft(request.state.source, context.currency)
        draft = replace(draft, time_said=getattr(request.state, "time_said", ""))
        order, is_new = await context.kitchen.place(draft, idempotency_key, refuse_sold_out=strict)
        request.state.order = order
        response.status_code = 201 if is_new else 200
        if strict:
            response.headers["Preference-Applied"] = "handling=strict"
        return placed_out(order, context.tracking_url(order), repairs_of(request))

    return router


def delivery_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the route that tells what came in, and what became of it."""
    router = api_router(auth, "deliveries")

    @router.get("/deliveries")
    async def list_deliveries(
        outcome: OutcomeAsked = (), before: DeliveryId | None = None, limit: Limit = 100
    ) -> list[DeliveryOut]:
        """List what senders delivered as orders, the newest first; for the next page, `before` is the last id.

        Of several outcomes, with commas between or each under its own name, all are listed.

        They are kept as long as orders are, the newest 10000 of them.
        """
        return [delivery_out(one) for one in await context.deliveries.read(outcome, before, limit)]

    return router


def menu_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes of the menu; each asks for the API key."""
    router = api_router(auth, "menu", repairing_route(context))

    @router.get("/menu")
    async def read_menu() -> MenuJson:
        """Read the menu."""
        return _written(context.kitchen.menu)

    @router.put("/menu", openapi_extra={"parameters": [PREFER]})
    async def write_menu(body: NewMenu, request: Request) -> MenuJson | RepairedMenu:
        """Put this menu in place of the one before; orders that are in stay as they are.

        What is not sent of a known dish stays as it is, and so do the stations; one that is sold out, too, until it is
        sent as available.
        """
        _check_names(body)
        respelled: list[dict[str, str]] = []

        def put(before: Menu) -> Menu:
            menu = _menu(body, before, context.currency)
            respelled[:] = _respelled_stations(body, menu)
            if is_strict(request):
                refuse_repairs(respelled)
            return menu

        await context.kitchen.menus.change(put)
        menu = _written(context.kitchen.menu)
        repairs = [*repairs_of(request), *(Repair(**said) for said in respelled)]
        return RepairedMenu(**menu.model_dump(), warnings=repairs) if repairs else menu

    return router


def api_router(auth: Auth, tag: str, route_class: type[APIRoute] = GuardedRoute) -> APIRouter:
    """Return a router below /api/v1 that asks for the API key before anything else."""
    guards = [Depends(auth.require_api_key)]
    return APIRouter(prefix="/api/v1", route_class=route_class, dependencies=guards, responses=PROBLEMS, tags=[tag])


def _menu(body: NewMenu, before: Menu, currency: str) -> Menu:
    dishes = [dish.to_dish(currency, before.find_exactly(dish.name)) for dish in body.dishes]
    sent = before.stations if body.stations is None else [Station(**one.model_dump()) for one in body.stations]
    stations = _merge_spellings(sent)
    return Menu(Menu((), stations).name_stations(dishes), stations)


# "Grill" and "grill" are one station.
def _merge_spellings(stations: Iterable[Station]) -> tuple[Station, ...]:
    merged: dict[str, Station] = {}
    for station in stations:
        first = merged.get(fold_name(station.name), station)
        merged[fold_name(station.name)] = replace(first, slots=max(first.slots, station.slots))
    return tuple(merged.values())


def _respelled_stations(body: NewMenu, menu: Menu) -> list[dict[str, str]]:
    sent = {f"stations/{n}/name": one.name for n, one in enumerate(body.stations or ())}
    dishes = enumerate(body.dishes)
    sent |= {f"dishes/{n}/station": one.station for n, one in dishes if "station" in one.model_fields_set}
    kept = {at: menu.station_name(name) for at, name in sent.items()}
    return [{"field": at, "said": f"was read as {kept[at]}"} for at, name in sent.items() if name != kept[at]]


def _written(menu: Menu) -> MenuJson:
    dishes = [replace(dish, left=dish.stock.portions) for dish in menu.dishes]
    return MenuJson.model_validate({"dishes": dishes, "stations": menu.stations}, from_attributes=True)


def _check_names(body: NewMenu) -> None:
    dishes, stations = {fold_name(dish.name) for dish in body.dishes}, {station.name for station in body.stations or ()}
    if len(dishes) != len(body.dishes) or len(stations) != len(body.stations or ()):
        flaw = {"loc": ("body",), "msg": "each name may stand only once", "type": "value_error"}
        raise RequestValidationError([flaw])
