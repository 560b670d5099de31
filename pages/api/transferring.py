"""REST routes of transfers: an order becomes part of another, or items become an order of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request

from domain.errors import OrderNotFound
from domain.transfers import find_split_off
from pages.api.repairing_route import repairing_route
from pages.api.routes import api_router
from pages.api.tap_retries import CHANGING, changed_out, tap_id_of, tap_once
from pages.schemas.fields import Id
from pages.schemas.order_out import OrderOut, PlacedOut
from pages.schemas.transfer_in import MergeIn, SplitIn

if TYPE_CHECKING:
    from fastapi import APIRouter

    from pages.context import AppContext
    from pages.security.auth import Auth


def transfer_rest(context: AppContext, auth: Auth) -> APIRouter:
    """Return the routes that merge and split orders; each asks for the API key."""
    router = api_router(auth, "orders", repairing_route(context))

    @router.post("/orders/{order_id}/merge", openapi_extra=CHANGING)
    async def merge_orders(order_id: Id, body: MergeIn, request: Request) -> OrderOut | PlacedOut:
        """Let another open order become part of this one.

        Its items come to this order, its stage is `merged` from then on, and its guest's link shows this order.
        """
        return changed_out(context, *await tap_once(context, body.command(order_id), request))

    @router.post("/orders/{order_id}/split", status_code=201, openapi_extra=CHANGING)
    async def split_order(order_id: Id, body: SplitIn, request: Request) -> OrderOut | PlacedOut:
        """Split items, or a part of their quantity, off an open order; answers with the new order.

        It has its own pickup code and link, and keeps table, times and the states of its dishes.
        """
        command = body.command(order_id)
        order, repairs = await tap_once(context, command, request)
        tap_id = tap_id_of(request, command.tap_id)
        version = await context.archive.find_version(tap_id) if tap_id else None
        new = find_split_off(order, command.parts, version)
        if (split_off := await context.find_order(new or "")) is None:
            raise OrderNotFound(new)
        return changed_out(context, split_off, repairs)

    return router
