"""Delivery record: what is kept of a body that came in as an order, whether it was taken or not."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError

from domain.deliveries import Delivery, Outcome
from domain.errors import IntakeConflict, KitchenError, NotSaved
from pages.api.order_repair import OrderRepair, UnreadableOrder, parse_body
from pages.api.text_repair import repair_text
from pages.components.problem_json import plain_message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from fastapi import Request
    from starlette.responses import Response

    from pages.context import AppContext

log = logging.getLogger(__name__)

MAX_PROBLEM_CHARS = 2000
MAX_EXCERPT_CHARS = 400


async def record_taken(context: AppContext, request: Request, raw: bytes, response: Response) -> None:
    """Keep a delivery that became an order, or was one already; `request.state` says which, and what was repaired."""
    repairs = getattr(request.state, "repairs", [])
    is_new = response.status_code == 201  # noqa: PLR2004  Created
    delivery = Delivery(
        at=context.now(),
        source=request.state.order.source,
        outcome=Outcome.REPEATED if not is_new else Outcome.REPAIRED if repairs else Outcome.TAKEN,
        body=raw,
        problem=_join(f"{said['field']}: {said['said']}" for said in repairs),
        order_id=request.state.order.id,
    )
    await _record(context, delivery)


async def record_refused(
    context: AppContext, request: Request, raw: bytes, error: RequestValidationError | KitchenError
) -> None:
    """Keep a delivery that was refused, with what of it could be read."""
    if isinstance(error, NotSaved):
        return  # the database takes nothing at the moment; the sender is told to send it again
    readable = _read(context, raw)
    if isinstance(error, IntakeConflict):
        readable.pop("external_ref", None)  # it would be refused again
    delivery = Delivery(
        at=context.now(),
        source=readable.get("source") or request.state.source,
        outcome=Outcome.REFUSED,
        body=raw,
        problem=_words(error),
        readable=json.dumps(readable),
    )
    await _record(context, delivery)


# The order stands whether its delivery could be kept or not.
async def _record(context: AppContext, delivery: Delivery) -> None:
    try:
        await context.deliveries.record(delivery)
    except NotSaved:
        log.warning("A delivery of %s could not be kept", delivery.source or "a sender without a name")


def _read(context: AppContext, raw: bytes) -> dict[str, Any]:
    try:
        read = OrderRepair(ZoneInfo(context.timezone), context.now()).read(parse_body(raw))
    except UnreadableOrder:
        excerpt, _ = repair_text(raw[: 4 * MAX_EXCERPT_CHARS].decode(errors="replace"), MAX_EXCERPT_CHARS)
        return {"note": excerpt}
    return dict(jsonable_encoder(read))


def _words(error: RequestValidationError | KitchenError) -> str:
    if isinstance(error, KitchenError):
        return str(error)
    return _join(f"{'/'.join(str(part) for part in one['loc'][1:])}: {plain_message(one)}" for one in error.errors())


def _join(said: Iterable[str]) -> str:
    return repair_text("\n".join(said), MAX_PROBLEM_CHARS)[0]
