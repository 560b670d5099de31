"""The REST interface: orders come in, taps come in, everything is answered as it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from domain.errors import OrderNotFound
from domain.menu import DEFAULT_MINUTES, DEFAULT_STATION, Dish, Menu, Station
from domain.stages import Stage
from pages.access import GuardedRoute
from pages.order_json import Name, OrderIn, OrderOut, TapIn, order_out

if TYPE_CHECKING:
    from domain.kitchen import Kitchen
    from domain.order import Order
    from pages.access import Access
    from pages.house import House

OrderTap = Literal["start", "bump", "recall", "hand_over", "cancel", "requote"]
ItemTap = Literal["start", "bump", "recall", "void"]
Id = Annotated[str, Path(min_length=1, max_length=64)]
Key = Annotated[str | None, Header(min_length=1, max_length=200, description="the same key and body: the same order")]


class Problem(BaseModel):
    """What went wrong and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""


class DishJson(BaseModel):
    """A dish of the menu."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    station: Name = DEFAULT_STATION
    minutes: float = Field(DEFAULT_MINUTES, gt=0, le=600, allow_inf_nan=False)
    available: bool = True
    batch: int = Field(4, ge=1, le=99, strict=True)


class StationJson(BaseModel):
    """A station, and how many dishes it cooks side by side."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    slots: int = Field(2, ge=1, le=50, strict=True)


class MenuJson(BaseModel):
    """The whole menu."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "dishes": [{"name": "Garlic Naan", "station": "tandoor", "minutes": 6, "available": True, "batch": 4}],
                "stations": [{"name": "tandoor", "slots": 2}],
            }
        },
    )

    dishes: list[DishJson] = Field(max_length=2000)
    stations: list[StationJson] = Field(default=[], max_length=100)


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}}
    for status in (400, 401, 404, 408, 409, 413, 422, 503)
}


def rest(house: House, access: Access) -> APIRouter:
    """Return the routes below /api/v1; each asks for the API key."""
    router = _router(access, "orders")

    def out(order: Order) -> OrderOut:
        return order_out(order, house.tracking_url(order))

    def known(order_id: str) -> Order:
        if not (live := house.board.watch(order_id)):
            raise OrderNotFound(order_id)
        return live.order

    @router.post("/orders", status_code=201, responses={200: {"model": OrderOut, "description": "It was in already"}})
    async def place_order(body: OrderIn, response: Response, idempotency_key: Key = None) -> OrderOut:
        """Take an order in. Sent again with the same key or external_ref, the same order is answered, with 200."""
        order, is_new = await house.kitchen.place(body.draft(), idempotency_key)
        response.status_code = 201 if is_new else 200
        return out(order)

    @router.get("/orders")
    async def list_orders(
        stage: Stage | None = None, limit: Annotated[int, Query(ge=1, le=1000)] = 100
    ) -> list[OrderOut]:
        """List the orders of the board, those promised first first; closed ones stay for 24 hours."""
        orders = [order for order in house.board.orders() if stage in {None, order.stage}]
        return [out(order) for order in sorted(orders, key=lambda order: (order.quoted_for, order.placed_at))[:limit]]

    @router.get("/orders/{order_id}")
    async def read_order(order_id: Id) -> OrderOut:
        """Read an order as it stands."""
        return out(known(order_id))

    @router.post("/orders/{order_id}/{tap}")
    async def tap_order(order_id: Id, tap: OrderTap, body: TapIn | None = None) -> OrderOut:
        """Tap a whole order."""
        return out(await _tap_order(house.kitchen, order_id, tap, body or TapIn()))

    @router.post("/orders/{order_id}/items/{item_id}/{tap}")
    async def tap_item(order_id: Id, item_id: Id, tap: ItemTap, body: TapIn | None = None) -> OrderOut:
        """Tap one item of an order."""
        return out(await _tap_item(house.kitchen, order_id, item_id, tap, body or TapIn()))

    return router


def menu_rest(house: House, access: Access) -> APIRouter:
    """Return the routes of the menu; each asks for the API key."""
    router = _router(access, "menu")

    @router.get("/menu")
    async def read_menu() -> MenuJson:
        """Read the menu."""
        return MenuJson.model_validate(house.kitchen.menu, from_attributes=True)

    @router.put("/menu")
    async def write_menu(body: MenuJson) -> MenuJson:
        """Put this menu in place of the one before; orders that are in stay as they are."""
        await house.kitchen.write_menu(_menu(body))
        return MenuJson.model_validate(house.kitchen.menu, from_attributes=True)

    return router


def _router(access: Access, tag: str) -> APIRouter:
    guards = [Depends(access.api_caller)]
    return APIRouter(prefix="/api/v1", route_class=GuardedRoute, dependencies=guards, responses=_PROBLEMS, tags=[tag])


async def _tap_order(kitchen: Kitchen, order_id: str, tap: OrderTap, said: TapIn) -> Order:
    tap_id, seen = said.tap_id, said.seen_version
    match tap:
        case "start":
            return await kitchen.start(order_id, tap_id=tap_id, seen_version=seen)
        case "bump":
            return await kitchen.bump(order_id, tap_id=tap_id, seen_version=seen)
        case "recall":
            return await kitchen.recall(order_id, tap_id=tap_id, seen_version=seen)
        case "hand_over":
            return await kitchen.hand_over(order_id, tap_id=tap_id, seen_version=seen)
        case "cancel":
            return await kitchen.cancel(order_id, reason=said.reason, tap_id=tap_id, seen_version=seen)
        case "requote":
            at = _asked_time(said)
            return await kitchen.requote(order_id, at, reason=said.reason, tap_id=tap_id, seen_version=seen)


async def _tap_item(kitchen: Kitchen, order_id: str, item_id: str, tap: ItemTap, said: TapIn) -> Order:
    tap_id, seen = said.tap_id, said.seen_version
    match tap:
        case "start":
            return await kitchen.start(order_id, item_id, tap_id=tap_id, seen_version=seen)
        case "bump":
            return await kitchen.bump(order_id, item_id, tap_id=tap_id, seen_version=seen)
        case "recall":
            return await kitchen.recall(order_id, item_id, tap_id=tap_id, seen_version=seen)
        case "void":
            return await kitchen.void(order_id, item_id, reason=said.reason, tap_id=tap_id, seen_version=seen)


def _asked_time(said: TapIn) -> datetime:
    if said.quoted_for is None:
        raise RequestValidationError([{"loc": ("body", "quoted_for"), "msg": "is needed here", "type": "missing"}])
    return said.quoted_for.astimezone(UTC)


def _menu(body: MenuJson) -> Menu:
    menu = Menu(
        tuple(Dish(**dish.model_dump()) for dish in body.dishes),
        tuple(Station(**station.model_dump()) for station in body.stations),
    )
    if len(menu.names()) != len(menu.dishes) or len({s.name for s in menu.stations}) != len(menu.stations):
        raise RequestValidationError(
            [{"loc": ("body",), "msg": "each name may stand only once", "type": "value_error"}]
        )
    return menu
