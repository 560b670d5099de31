"""REST routes that change orders: taps, amendments, and the busy setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from domain.commands import REST_ITEM_TAPS, REST_ORDER_TAPS, Tap, TapCommand
from domain.errors import OrderNotFound
from domain.events import EventKind
from domain.stages import Stage
from pages.api.lenient_route import PREFER, repairs_of
from pages.api.repairing_route import repairing_route
from pages.api.routes import api_router
from pages.schemas.amendment import AmendIn
from pages.schemas.busy import BusyIn, BusyOut, RepairedBusy
from pages.schemas.day import CloseDayIn, CloseDayOut, RepairedCloseDay
from pages.schemas.fields import Id, one_of
from pages.schemas.order_out import OrderOut, PlacedOut, order_out, placed_out
from pages.schemas.tap_in import TapIn
from pages.schemas.transfer_in import MergeIn, SplitIn

if TYPE_CHECKING:
    from fastapi import APIRouter

    from domain.estimation import Busy
    from domain.order import Order
    from pages.context import AppContext
    from pages.schemas.order_out import Repair
    from pages.security.auth import Auth

OrderTap = Annotated[Tap, *one_of(REST_ORDER_TAPS)]
ItemTap = Annotated[Tap, *one_of(REST_ITEM_TAPS)]


def tapping_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes that change orders; each asks for the API key."""
    router = api_router(auth, "orders", repairing_route(context))

    def out(order: Order, request: Request) -> OrderOut | PlacedOut:
        url, repairs = context.tracking_url(order), repairs_of(request)
        return placed_out(order, url, repairs) if repairs else order_out(order, url)

    @router.patch("/orders/{order_id}", openapi_extra={"parameters": [PREFER]})
    async def amend_order(order_id: Id, body: AmendIn, request: Request) -> PlacedOut:
        """Change an open order: its details, its promise, its items; add items to it.

        As for a new order, what is sloppy in its form is repaired and said in `warnings`: an item can be named by its
        dish, where one line alone has it, and more portions than a line may have become further lines.

        More portions of a dish that is cooking or done become a line of their own. The kitchen marks what changed until
        a cook has seen it. To take a dish off, void it.
        """
        amendment = body.amendment(context.kitchen.menu, context.currency)
        command = TapCommand(
            Tap.AMEND, order_id, tap_id=body.tap_id, seen_version=body.seen_version, amendment=amendment
        )
        order = await context.kitchen.tap(command)
        return placed_out(order, context.tracking_url(order), repairs_of(request))

    @router.post("/busy", openapi_extra={"parameters": [PREFER]})
    async def be_busy(body: BusyIn, request: Request) -> BusyOut | RepairedBusy:
        """Say that everything takes so much longer for a while; guests are told, and new promises count it in."""
        await context.kitchen.be_busy(timedelta(minutes=body.extra_minutes), timedelta(minutes=body.span_minutes))
        return _busy_out(context.board.pace.busy, repairs_of(request))

    @router.post("/orders/{order_id}/merge", openapi_extra={"parameters": [PREFER]})
    async def merge_orders(order_id: Id, body: MergeIn, request: Request) -> OrderOut | PlacedOut:
        """Let another open order become part of this one.

        Its items come to this order, its stage is `merged` from then on, and its guest's link shows this order.
        """
        return out(await context.kitchen.tap(body.command(order_id)), request)

    @router.post("/orders/{order_id}/split", status_code=201, openapi_extra={"parameters": [PREFER]})
    async def split_order(order_id: Id, body: SplitIn, request: Request) -> OrderOut | PlacedOut:
        """Split items, or a part of their quantity, off an open order; answers with the new order.

        It has its own pickup code and link, and keeps table, times and the states of its dishes.
        """
        order = await context.kitchen.tap(body.command(order_id))
        new = next(event.other_id for event in reversed(order.events) if event.kind is EventKind.ITEM_MOVED)
        if (split_off := await context.find_order(new or "")) is None:
            raise OrderNotFound(new)
        return out(split_off, request)

    @router.post("/day/close", openapi_extra={"parameters": [PREFER]})
    async def close_day(request: Request, body: CloseDayIn | None = None) -> CloseDayOut | RepairedCloseDay:
        """Close the kitchen's day: hand over what is ready, cancel the rest; orders for another day stay.

        While orders are left over from an earlier day, it closes those only.
        """
        body, day = body or CloseDayIn(), context.kitchen.day
        order_ids = [order.id for order in day.to_close()] if body.order_ids is None else body.order_ids
        closed = await day.close(order_ids, lambda _: body.reason, body.tap_id)
        ended = CloseDayOut(
            handed_over=[order.id for order in closed if order.stage is Stage.COLLECTED],
            cancelled=[order.id for order in closed if order.stage is Stage.CANCELLED],
        )
        repairs = repairs_of(request)
        return RepairedCloseDay(**ended.model_dump(), warnings=repairs) if repairs else ended

    @router.post("/orders/{order_id}/{tap}", openapi_extra={"parameters": [PREFER]})
    async def tap_order(
        order_id: Id, tap: OrderTap, request: Request, body: TapIn | None = None
    ) -> OrderOut | PlacedOut:
        """Tap a whole order."""
        return out(await context.kitchen.tap(_command(tap, order_id, None, body or TapIn())), request)

    @router.post("/orders/{order_id}/items/{item_id}/{tap}", openapi_extra={"parameters": [PREFER]})
    async def tap_item(
        order_id: Id, item_id: Id, tap: ItemTap, request: Request, body: TapIn | None = None
    ) -> OrderOut | PlacedOut:
        """Tap one item of an order."""
        return out(await context.kitchen.tap(_command(tap, order_id, item_id, body or TapIn())), request)

    return router


def _command(tap: Tap, order_id: str, item_id: str | None, said: TapIn) -> TapCommand:
    if item_id is None and said.quantity is not None:
        raise _invalid("quantity", f"is for one item: send it to /api/v1/orders/{order_id}/items/ID/{tap}")
    return TapCommand(
        tap,
        order_id,
        item_id,
        tap_id=said.tap_id,
        seen_version=said.seen_version,
        reason=said.reason,
        span=timedelta(minutes=said.minutes),
        quantity=said.quantity,
        station=said.station,
        quoted_for=_asked_time(said) if tap is Tap.REQUOTE else None,
    )


def _asked_time(said: TapIn) -> datetime:
    if said.quoted_for is None:
        raise _invalid("quoted_for", "is needed")
    return said.quoted_for.astimezone(UTC)


def _invalid(field: str, says: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("body", field), "msg": says, "type": "value_error"}])


def _busy_out(busy: Busy | None, repairs: list[Repair]) -> BusyOut | RepairedBusy:
    minutes, until = (busy.minutes, busy.until) if busy else (0, None)
    if repairs:
        return RepairedBusy(extra_minutes=minutes, until=until, warnings=repairs)
    return BusyOut(extra_minutes=minutes, until=until)
