"""REST routes that change orders: taps, amendments, and the busy setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from domain.commands import REST_ITEM_TAPS, REST_ORDER_TAPS, Tap, TapCommand
from domain.stages import Stage
from pages.api.item_paths import read_item_id
from pages.api.lenient_route import PREFER, repairs_of
from pages.api.repairing_route import repairing_route
from pages.api.routes import api_router
from pages.api.tap_retries import CHANGING, changed_out, order_before, tap_id_of, tap_once
from pages.schemas.amendment import AmendIn
from pages.schemas.busy import BusyIn, BusyOut, RepairedBusy
from pages.schemas.day import CloseDayIn, CloseDayOut, RepairedCloseDay
from pages.schemas.fields import Id, one_of
from pages.schemas.order_out import OrderOut, PlacedOut, placed_out
from pages.schemas.tap_in import TapIn

if TYPE_CHECKING:
    from fastapi import APIRouter

    from domain.estimation import Busy
    from pages.context import AppContext
    from pages.schemas.order_out import Repair
    from pages.security.auth import Auth

OrderTap = Annotated[Tap, *one_of(REST_ORDER_TAPS)]
ItemTap = Annotated[Tap, *one_of(REST_ITEM_TAPS)]


def tapping_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes that change orders; each asks for the API key."""
    router = api_router(auth, "orders", repairing_route(context))

    @router.patch("/orders/{order_id}", openapi_extra=CHANGING)
    async def amend_order(order_id: Id, body: AmendIn, request: Request) -> PlacedOut:
        """Change an open order: its details, its promise, its items; add items to it.

        As for a new order, what is sloppy in its form is repaired and said in `warnings`: an item can be named by its
        dish, where one line alone has it, and more portions than a line may have become further lines.

        More portions of a dish that is cooking or done become a line of their own. The kitchen marks what changed until
        a cook has seen it. To take a dish off, void it.

        The same quantity once more adds nothing. What is in `add` is added each time, unless a tap_id or an
        Idempotency-Key says that it is the same: so send one.
        """
        amendment = body.amendment(context.kitchen.menu, context.currency)
        command = TapCommand(
            Tap.AMEND, order_id, tap_id=body.tap_id, seen_version=body.seen_version, amendment=amendment
        )
        order, repairs = await tap_once(context, command, request)
        return placed_out(order, context.tracking_url(order), repairs)

    @router.post("/busy", openapi_extra={"parameters": [PREFER]})
    async def be_busy(body: BusyIn, request: Request) -> BusyOut | RepairedBusy:
        """Say that everything takes so much longer for a while; guests are told, and new promises count it in."""
        await context.kitchen.be_busy(timedelta(minutes=body.extra_minutes), body.span)
        return _busy_out(context.board.pace.busy, repairs_of(request))

    @router.post("/day/close", openapi_extra=CHANGING)
    async def close_day(request: Request, body: CloseDayIn | None = None) -> CloseDayOut | RepairedCloseDay:
        """Close the kitchen's day: hand over what is ready, cancel the rest; orders for another day stay.

        While orders are left over from an earlier day, it closes those only.
        """
        body, day = body or CloseDayIn(), context.kitchen.day
        order_ids = [order.id for order in day.to_close()] if body.order_ids is None else body.order_ids
        closed = await day.close(order_ids, lambda _: body.reason, tap_id_of(request, body.tap_id))
        ended = CloseDayOut(
            handed_over=[order.id for order in closed if order.stage is Stage.COLLECTED],
            cancelled=[order.id for order in closed if order.stage is Stage.CANCELLED],
        )
        repairs = repairs_of(request)
        return RepairedCloseDay(**ended.model_dump(), warnings=repairs) if repairs else ended

    @router.post("/orders/{order_id}/{tap}", openapi_extra=CHANGING)
    async def tap_order(
        order_id: Id, tap: OrderTap, request: Request, body: TapIn | None = None
    ) -> OrderOut | PlacedOut:
        """Tap a whole order."""
        return changed_out(context, *await tap_once(context, _command(tap, order_id, None, body or TapIn()), request))

    @router.post("/orders/{order_id}/items/{item_id:path}/{tap}", openapi_extra=CHANGING)
    async def tap_item(
        order_id: Id, item_id: Id, tap: ItemTap, request: Request, body: TapIn | None = None
    ) -> OrderOut | PlacedOut:
        """Tap one item of an order, or a part of its quantity.

        Instead of its id its dish can be named, where one line alone can be meant; of several it is asked back (409).
        """
        named: list[Repair] = []
        body = body or TapIn()
        if order := await context.find_order(order_id):
            before = await order_before(context, order, tap_id_of(request, body.tap_id))
            item_id, named = read_item_id(before, item_id, tap, request)
        order, repairs = await tap_once(context, _command(tap, order_id, item_id, body), request)
        return changed_out(context, order, named + repairs)

    return router


def _command(tap: Tap, order_id: str, item_id: str | None, said: TapIn) -> TapCommand:
    if item_id is None and said.quantity is not None:
        other = tap if tap in REST_ITEM_TAPS else Tap.VOID
        raise _invalid("quantity", f"is for one item: send it to /api/v1/orders/{order_id}/items/ID/{other}")
    # "Until 20:45" is a promise of its own.
    if tap is Tap.POSTPONE and said.quoted_for and not (said.minutes and "minutes" in said.model_fields_set):
        tap = Tap.REQUOTE
    return TapCommand(
        tap,
        order_id,
        item_id,
        tap_id=said.tap_id,
        seen_version=said.seen_version,
        reason=said.reason,
        span=said.span,
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
