"""Order batch: several orders in one body, as an ordering service sends what came in since it last asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from domain.errors import KitchenError, NotRead, NotSaved
from pages.api.delivery_record import refusal_words
from pages.api.repair.orders.order_fields import is_said, synonyms_of
from pages.api.repair.orders.order_shape import has_lines
from pages.api.repair.values.body_reading import UnreadableBody, read_body
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import is_ended
from pages.schemas.fields import KEY_HEADER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.datastructures import Headers
    from starlette.responses import Response

_ENVELOPES = ("orders", "new_orders", "order_list", "data", "payload", "body", "results", "records", "content")
MAX_DEPTH = 3
MAX_ORDERS = 100
# An envelope that says one of these is an order in parts, such as a table's.
_OF_ONE_ORDER = ("external_ref", "guest_name", "table", "phone", "quoted_for", "service")
_OF_BODY = {KEY_HEADER.lower().encode(), b"content-type", b"content-encoding", b"content-length"}


def read_batch(raw: bytes, headers: Headers) -> list[bytes]:
    """Return the orders of a body that has several, each as JSON; none if it is one order, or cannot be read.

    Each has lines, or was cancelled, and a reference or an id of its own. That is its reference, so that a body that is
    sent again makes no order twice.
    """
    try:
        orders = _list_orders(read_body(raw, headers, lambda *_: None))
        references = [_reference_of(one) for one in orders]
        is_batch = 1 < len(orders) <= MAX_ORDERS and all(references) and len({*references}) == len(orders)
        if not is_batch or not all(map(_is_order, orders)):
            return []
        named = zip(orders, references, strict=True)
        return [json.dumps({"external_ref": reference, **order}).encode() for order, reference in named]
    except (UnreadableBody, RecursionError):
        return []


async def take_batch(
    orders: Sequence[bytes], request: Request, take: Callable[[Request, bytes], Awaitable[Response]]
) -> Response:
    """Take each order as if it came alone; the answer is the first's, with the `others`, and `warnings` of refusals.

    What one order lacks keeps no other from the kitchen; raises the first refusal when all are refused, and NotSaved
    or NotRead.
    """
    taken: list[dict[str, Any]] = []
    refused: list[Exception] = []
    warnings = [{"field": "orders", "said": f"are {len(orders)} orders; each was taken by itself"}]
    status = HTTPStatus.OK
    for number, raw in enumerate(orders):
        try:
            response = await take(_request_of(request, number), raw)
        except (NotSaved, NotRead):
            raise
        except (RequestValidationError, KitchenError) as error:
            refused.append(error)
            warnings.append({"field": f"orders/{number}", "said": f"was refused: {refusal_words(error)}"})
        else:
            taken.append(json.loads(bytes(response.body)))
            status = max(status, HTTPStatus(response.status_code))
    if not taken:
        raise refused[0]
    first, *others = taken
    return JSONResponse(first | {"warnings": warnings + first["warnings"], "others": others}, status)


def _request_of(request: Request, number: int) -> Request:
    headers = [(name, value) for name, value in request.scope["headers"] if name not in _OF_BODY]
    if key := request.headers.get(KEY_HEADER):
        headers.append((KEY_HEADER.lower().encode(), f"{key}/{number}".encode()))
    headers.append((b"content-type", b"application/json"))
    return Request({**request.scope, "headers": headers, "state": {**request.scope["state"]}})


def _list_orders(sent: object) -> list[Mapping[str, Any]]:
    for _ in range(MAX_DEPTH):
        if isinstance(sent, list):
            return sent if all(isinstance(one, Mapping) for one in sent) else []
        fields = snake_names(sent) if isinstance(sent, Mapping) else {}
        if any(is_said(name, fields) for name in _OF_ONE_ORDER):
            break
        sent = next((fields[name] for name in _ENVELOPES if fields.get(name)), None)
    return []


def _is_order(sent: Mapping[str, Any]) -> bool:
    return has_lines(_order_of(sent)) or is_ended(sent) or is_ended(_order_of(sent))


def _reference_of(sent: Mapping[str, Any]) -> str:
    fields = _order_of(sent)
    names = [*(name for name, ours in synonyms_of(fields).items() if ours == "external_ref"), "external_ref", "id"]
    return next((str(fields[name]) for name in names if fields.get(name)), "")


def _order_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    fields = snake_names(sent)
    return snake_names(fields["order"]) if isinstance(fields.get("order"), Mapping) else fields
