"""Repairing routes: they repair the bodies of the REST interface before FastAPI validates them, and say so.

`Prefer: handling=strict` (RFC 7240, section 4.4) asks for a refusal instead.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.encoders import jsonable_encoder
from fastapi.routing import APIRoute

from pages.api.lenient_route import check_length, invalid_body, is_strict, refuse_repairs, with_body
from pages.api.repair.orders.body_repair import BodyRepair
from pages.api.repair.orders.menu_repair import MenuRepair
from pages.api.repair.orders.row_repair import Placed
from pages.api.repair.values.body_reading import UnreadableBody, read_body
from pages.api.repair.values.repair_log import RepairLog
from pages.api.tap_retries import order_before, tap_id_of
from pages.schemas.fields import read_tap
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import datetime

    from starlette.responses import Response

    from pages.context import AppContext

    Repairer = Callable[[object], object]

_REPAIRS: dict[tuple[str, str], Callable[[ZoneInfo, datetime, RepairLog, Placed], Repairer]] = {
    ("PATCH", "/api/v1/orders/{order_id}"): lambda *about: BodyRepair(*about).amendment,
    ("POST", "/api/v1/busy"): lambda *about: BodyRepair(*about).busy,
    ("PUT", "/api/v1/menu"): lambda *about: MenuRepair(*about[:3]).menu,
    ("POST", "/api/v1/day/close"): lambda *about: BodyRepair(*about).close_day,
    ("POST", "/api/v1/orders/{order_id}/merge"): lambda *about: BodyRepair(*about).merge,
    ("POST", "/api/v1/orders/{order_id}/split"): lambda *about: BodyRepair(*about).split,
    ("POST", "/api/v1/orders/{order_id}/{tap}"): lambda *about: BodyRepair(*about).tap,
    ("POST", "/api/v1/orders/{order_id}/items/{item_id}/{tap}"): lambda *about: BodyRepair(*about).tap,
}

# Their bodies name items of the order.
_NAMING_ITEMS = {"/api/v1/orders/{order_id}", "/api/v1/orders/{order_id}/split"}


def repairing_route(context: AppContext) -> type[APIRoute]:
    """Return the class of routes that repair their bodies, after their guards have let the caller through."""

    class RepairingRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()
            path = self.path_format

            async def take(request: Request) -> Response:
                maker = _REPAIRS.get((request.method, path))
                raw = b"" if request.method == "GET" else await request.body()
                if maker and raw.strip():
                    request = await _repair(request, raw, maker, context)
                response = await handle(request)
                if is_strict(request):
                    response.headers["Preference-Applied"] = "handling=strict"
                return response

            return take

    class GuardedRepairingRoute(GuardedRoute, RepairingRoute):
        pass

    return GuardedRepairingRoute


# What an item is called may be another's once the change is done: a retry names what the first one did.
async def _read_placed(request: Request, context: AppContext, sent: object) -> Placed:
    named = request.path_params
    placed = Placed((), context.kitchen.menu, read_tap(named.get("tap")), named.get("item_id"))
    is_naming = request.scope["route"].path_format in _NAMING_ITEMS
    if not is_naming or (order := await context.find_order(named["order_id"])) is None:
        return placed
    said = BodyRepair(ZoneInfo(context.timezone), context.now(), RepairLog(), placed).tap_id(sent)
    before = await order_before(context, order, tap_id_of(request, said))
    return placed._replace(items=before.items, note=before.note)


async def _repair(
    request: Request,
    raw: bytes,
    maker: Callable[[ZoneInfo, datetime, RepairLog, Placed], Repairer],
    context: AppContext,
) -> Request:
    repairs = RepairLog()
    try:
        sent = read_body(raw, request.headers, repairs.say)
    except UnreadableBody as error:
        raise invalid_body(str(error)) from None
    placed = await _read_placed(request, context, sent)
    repaired = jsonable_encoder(maker(ZoneInfo(context.timezone), context.now(), repairs, placed)(sent))
    if is_strict(request):
        check_length(sent)
        refuse_repairs(repairs.warnings)
    else:
        sent, request.state.repairs, request.state.time_said = repaired, repairs.warnings, repairs.time_said
    return with_body(request, json.dumps(sent).encode())
