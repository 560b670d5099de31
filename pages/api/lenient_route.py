"""Lenient reading of orders: a route that repairs the body before FastAPI validates it, and keeps each delivery.

`Prefer: handling=strict` (RFC 7240, section 4.4) asks for a refusal instead of repairs.
"""

from __future__ import annotations

import json
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from fastapi import HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import ValidationError

from domain.errors import KitchenError
from domain.intake import MAX_ITEMS
from pages.api.delivery_record import record_failed, record_refused, record_taken, refusal_words
from pages.api.order_batch import read_batch, take_batch
from pages.api.refused_keys import RefusedKeys
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from pages.api.repair.values.body_reading import UnreadableBody, read_body
from pages.api.repair.values.text_repair import repair_reference
from pages.schemas.fields import KEY_HEADER, MAX_KEY_CHARS
from pages.schemas.order_in import OrderIn
from pages.schemas.order_out import Repair
from pages.security.guarded_route import GuardedRoute

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from starlette.responses import Response

    from pages.api.repair.values.repair_log import RepairLog
    from pages.context import AppContext

PREFER = {
    "name": "Prefer",
    "in": "header",
    "schema": {"type": "string"},
    "description": "handling=strict (RFC 7240) refuses what else would be repaired",
}


def lenient_route(context: AppContext) -> type[APIRoute]:
    """Return the class of routes that repair orders, after their guards have let the caller through."""

    class LenientRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def take(request: Request) -> Response:
                raw = await request.body()
                orders = [] if is_strict(request) else read_batch(raw, request.headers)
                return await (take_batch(orders, request, take_one) if orders else take_one(request, raw))

            async def take_one(request: Request, raw: bytes) -> Response:
                try:
                    response = await handle(_repair(request, raw, context))
                except (RequestValidationError, KitchenError) as error:
                    await record_refused(context, request, raw, refusal_words(error), error)
                    raise
                except Exception:
                    await record_failed(context, request, raw)
                    raise
                await record_taken(context, request, raw, response)
                return response

            return take

    refused_keys = RefusedKeys(context)

    class GuardedLenientRoute(GuardedRoute, LenientRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def take(request: Request) -> Response:
                try:
                    return await handle(request)
                except HTTPException as error:
                    if error.status_code == HTTPStatus.UNAUTHORIZED:
                        await refused_keys.record(request)
                    raise

            return take

    return GuardedLenientRoute


def is_strict(request: Request) -> bool:
    """Whether the sender prefers a refusal to repairs."""
    preferences = ",".join(request.headers.getlist("prefer")).lower().replace('"', "").replace(" ", "")
    return any(one.split(";")[0] == "handling=strict" for one in preferences.split(","))


def repairs_of(request: Request) -> list[Repair]:
    """Return what was repaired of the request's order."""
    return [Repair(**said) for said in getattr(request.state, "repairs", [])]


def refuse_repairs(repairs: Sequence[Mapping[str, str]]) -> None:
    """Raise RequestValidationError if anything was repaired of what a strict sender sent."""
    if repairs:
        raise RequestValidationError([_flaw(one["field"], one["said"]) for one in repairs])


def _repair(request: Request, raw: bytes, context: AppContext) -> Request:
    repair = OrderRepair(ZoneInfo(context.timezone), context.now(), menu=context.kitchen.menu)
    sent = _parse(raw, request, repair)
    if is_strict(request):
        check_length(sent)
        order = sent
        with suppress(UnreadableOrder):  # the schema says where
            repair.repair(sent)
        request.state.repairs = repair.repairs.warnings
    else:
        try:
            order = jsonable_encoder(repair.repair(sent))
        except UnreadableOrder as error:
            said = [_flaw(one["field"], one["said"]) for one in repair.repairs.warnings if "left out" in one["said"]]
            flaws = said or (_flaws(sent) if isinstance(sent, dict) and sent else [])
            raise RequestValidationError(flaws or [_flaw("", str(error))]) from None
        request = _with_fitting_key(request, repair.repairs)
        request.state.repairs, request.state.time_said = repair.repairs.warnings, repair.repairs.time_said
    return with_body(request, json.dumps(order).encode())


# A key that is too long still names one order, by its digest; an empty one names none.
def _with_fitting_key(request: Request, repairs: RepairLog) -> Request:
    key = request.headers.get(KEY_HEADER)
    if key is None or 0 < len(key) <= MAX_KEY_CHARS:
        return request
    if key:
        fitting = [
            (KEY_HEADER.lower().encode(), repairs.add(KEY_HEADER, repair_reference(key, MAX_KEY_CHARS)).encode())
        ]
    else:
        repairs.say(KEY_HEADER, "is empty; left out")
        fitting = []
    others = [(name, value) for name, value in request.scope["headers"] if name != KEY_HEADER.lower().encode()]
    return Request({**request.scope, "headers": [*others, *fitting]})


def with_body(request: Request, body: bytes) -> Request:
    """Return the request with another body, in JSON."""
    headers = [(name, value) for name, value in request.scope["headers"] if name != b"content-type"]
    repaired = Request({**request.scope, "headers": [*headers, (b"content-type", b"application/json")]})
    repaired._body = body  # noqa: SLF001  where Starlette keeps a body that was read
    return repaired


def invalid_body(says: str) -> RequestValidationError:
    """Return the error of a body that cannot be read."""
    return RequestValidationError([{"loc": ("body",), "msg": says, "type": "json_invalid"}])


def _parse(raw: bytes, request: Request, repair: OrderRepair) -> object:
    try:
        return read_body(raw, request.headers, repair.repairs.say)
    except UnreadableBody as error:
        raise invalid_body(str(error)) from None


def check_length(sent: object) -> None:
    """Raise RequestValidationError for more lines than a strict sender may send."""
    fields = sent if isinstance(sent, dict) else {}
    long = [name for name in ("items", "add") if isinstance(fields.get(name), list) and len(fields[name]) > MAX_ITEMS]
    if long:
        raise RequestValidationError([_flaw(name, f"should have at most {MAX_ITEMS} lines") for name in long])


# What a strict reading says of an order without a dish names the place; that is of more help.
def _flaws(sent: object) -> list[dict[str, Any]]:
    try:
        OrderIn.model_validate(sent)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [{**one, "loc": ("body", *one["loc"])} for one in found]
    return []


def _flaw(field: str, says: str) -> dict[str, Any]:
    return {"loc": ("body", *field.split("/")) if field else ("body",), "msg": says, "type": "value_error"}
