"""Error advice: what the sender of an order or a tap that was refused can do instead, with the order as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.commands import Tap
from domain.errors import (
    CallTooSoon,
    DayPartlyClosed,
    DishNotFound,
    DishUnavailable,
    IntakeConflict,
    KitchenError,
    NotRead,
    NotSaved,
    OrderNotFound,
    StaleTap,
    TapRefused,
)
from domain.possible_taps import possible_taps
from pages.components.problem_json import list_items
from pages.schemas.fields import KEY_HEADER
from pages.schemas.order_out import order_out

if TYPE_CHECKING:
    from fastapi import Request

    from domain.order import Order
    from pages.context import AppContext

ORDERS = "/api/v1/orders"
_HINTS = {
    Tap.MERGE: "Both orders must be open, and both on the rail or both scheduled; an order cannot merge with itself.",
    Tap.SPLIT: "Name each item once, with no more than its quantity, and leave the order at least one dish.",
    Tap.UNDO: "Only the latest tap can be taken back, within 15 seconds of it.",
    Tap.AMEND: "An order can be changed while it is open, and its promise until it is ready.",
    Tap.REOPEN: "An order can be reopened on the business day on which it ended.",
}


async def explain(error: KitchenError, request: Request, context: AppContext) -> tuple[str, dict[str, Any]]:
    """Return what to do about an error, and what a program needs to do it."""
    match error:
        case OrderNotFound() if order := await context.find_order(request.path_params.get("order_id", "")):
            return f"The order has no such item. It has {list_items(order.items)}.", _order(order, context)
        case OrderNotFound() | DishNotFound():
            return "There is no such order, item or dish.", {}
        case TapRefused():
            return await _explain_refusal(error, request, context)
        case StaleTap():
            detail = "The order has moved on. Look at it as it stands now, and decide again."
            return detail, {"seen": error.seen, "actual": error.actual.version, **_order(error.actual, context)}
        case IntakeConflict():
            return await _explain_conflict(error, request, context)
        case DishUnavailable():
            detail = (
                f"The dish of item {error.position + 1} is sold out, or fewer portions are left. Leave it out or offer"
                " another; without handling=strict the order is taken, and the staff decide."
            )
            return detail, {"item": error.position}
        case _:
            return _explain_later(error)


def _explain_later(error: KitchenError) -> tuple[str, dict[str, Any]]:
    match error:
        case DayPartlyClosed():
            ended = [order.id for order in error.closed]
            return "Not all is saved. Send it again: it goes on with the rest.", {"closed": ended}
        case NotSaved():
            return "Not saved. Nothing has changed; try again.", {}
        case NotRead():
            return "The database cannot be read at the moment; try again.", {}
        case CallTooSoon():
            return "The guest was called a moment ago. Call again in half a minute.", {}
        case _:
            return "", {}


async def _explain_refusal(error: TapRefused, request: Request, context: AppContext) -> tuple[str, dict[str, Any]]:
    said = {"state": error.state, "tap": error.tap}
    order_id, item_id = request.path_params.get("order_id", ""), request.path_params.get("item_id")
    if (order := await context.find_order(order_id)) is None:
        return f"{error.tap} is not possible while {error.state}.", said
    possible = possible_taps(order, context.now(), context.kitchen.day.began, item_id)
    detail = (
        f"{error.tap} is possible, but not with this quantity or these items: the order has {list_items(order.items)}."
        if error.tap in possible or (error.tap is Tap.SPLIT and order.is_open)
        else f"{error.tap} is not possible while {error.state}. Possible now: {', '.join(possible) or 'nothing'}."
    )
    hint = _HINTS.get(error.tap)
    return f"{detail} {hint}" if hint else detail, {**said, "possible": possible, **_order(order, context)}


async def _explain_conflict(error: IntakeConflict, request: Request, context: AppContext) -> tuple[str, dict[str, Any]]:
    is_key = error.field == "idempotency_key" or (error.field == "tap_id" and KEY_HEADER in request.headers)
    name = KEY_HEADER if is_key else error.field
    detail = f"This {name} was used for something else. For another, use a new one."
    if error.order_id:
        detail += f" That order is {error.order_id}: to change it, PATCH {ORDERS}/{error.order_id}."
    order = await context.find_order(error.order_id or request.path_params.get("order_id", ""))
    more = {"field": error.field, "order_id": error.order_id}
    return detail, more | (_order(order, context) if order else {})


def _order(order: Order, context: AppContext) -> dict[str, Any]:
    return {"order": order_out(order, context.tracking_url(order)).model_dump(mode="json")}
