"""Delivery record: what is kept of a body that came in as an order, whether it was taken or not."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError

from domain.deliveries import Delivery, Outcome
from domain.errors import IntakeConflict, KitchenError, NotRead, NotSaved
from pages.api.repair.orders.order_repair import OrderRepair, UnreadableOrder
from pages.api.repair.values.body_reading import UnreadableBody, read_body
from pages.api.repair.values.part_reading import complete_json, find_dishes
from pages.api.repair.values.text_repair import repair_text
from pages.components.problem_json import plain_message

if TYPE_CHECKING:
    from typing import Any

    from fastapi import Request
    from starlette.responses import Response

    from pages.context import AppContext

log = logging.getLogger(__name__)

MAX_PROBLEM_CHARS = 2000
MAX_EXCERPT_CHARS = 400
MAX_UNKNOWN_BYTES = 4096


async def record_taken(context: AppContext, request: Request, raw: bytes, response: Response) -> None:
    """Keep a delivery that became an order, or was one already; `request.state` says which, and what was repaired."""
    repairs = getattr(request.state, "repairs", [])
    is_new = response.status_code == 201  # noqa: PLR2004  Created
    delivery = Delivery(
        at=context.now(),
        source=request.state.order.source,
        outcome=Outcome.REPEATED if not is_new else Outcome.REPAIRED if repairs else Outcome.TAKEN,
        body=raw,
        problem=cut_problem("\n".join(_line(said["field"], said["said"]) for said in repairs)),
        order_id=request.state.order.id,
    )
    await _record(context, delivery)


async def record_refused(
    context: AppContext, request: Request, raw: bytes, problem: str, error: Exception | None = None
) -> None:
    """Keep a delivery that was refused, with what of it could be read."""
    if isinstance(error, NotSaved | NotRead):
        return  # the database is away; the sender is told to send it again
    readable = _read(context, request, raw)
    if isinstance(error, IntakeConflict):
        readable.pop("external_ref", None)  # it would be refused again
    delivery = Delivery(
        at=context.now(),
        source=readable.get("source") or request.state.source,
        outcome=Outcome.REFUSED,
        body=raw,
        problem=cut_problem(problem),
        readable=json.dumps(readable),
    )
    await _record(context, delivery)


async def record_failed(context: AppContext, request: Request, raw: bytes) -> None:
    """Keep a delivery at which the reading itself failed, so that the kitchen hears of it all the same."""
    delivery = Delivery(
        at=context.now(),
        source=request.state.source,
        outcome=Outcome.REFUSED,
        body=raw,
        problem="Something failed on our side; it is in the log.",
        readable=json.dumps(_excerpt(raw)),
    )
    await _record(context, delivery)


async def record_unknown_sender(context: AppContext, raw: bytes, problem: str) -> None:
    """Keep the beginning of what a sender with an unknown key delivered. The kitchen's bell does not ring for it."""
    now = context.now()
    cut = raw[:MAX_UNKNOWN_BYTES]
    await _record(
        context, Delivery(at=now, source="", outcome=Outcome.REFUSED, body=cut, problem=problem, settled_at=now)
    )


# The order stands whether its delivery could be kept or not.
async def _record(context: AppContext, delivery: Delivery) -> None:
    try:
        await context.deliveries.record(delivery)
    except NotSaved:
        log.warning("A delivery of %s could not be kept", delivery.source or "a sender without a name")


def refusal_words(error: RequestValidationError | KitchenError) -> str:
    """Say why a delivery was refused."""
    if isinstance(error, KitchenError):
        return str(error)
    return "\n".join(_line("/".join(str(part) for part in e["loc"][1:]), plain_message(e)) for e in error.errors())


def _line(field: str, says: str) -> str:
    return f"{field}: {says}" if field else says


def _read(context: AppContext, request: Request, raw: bytes) -> dict[str, Any]:
    repair = OrderRepair(ZoneInfo(context.timezone), context.now(), menu=context.kitchen.menu)
    text = raw.decode(errors="replace")
    try:
        sent = read_body(raw, request.headers, repair.repairs.say)
    except UnreadableBody:
        sent = complete_json(text)
    with suppress(UnreadableOrder):
        read = dict(jsonable_encoder(repair.read(sent)))
        if any(read.values()):
            return read
    return _excerpt(raw) | {"items": find_dishes(text, context.kitchen.menu)}


def _excerpt(raw: bytes) -> dict[str, Any]:
    return {"note": repair_text(raw[: 4 * MAX_EXCERPT_CHARS].decode(errors="replace"), MAX_EXCERPT_CHARS)[0]}


def cut_problem(said: str) -> str:
    """Return what is said of a delivery as it is kept: without what cannot be stored, at most MAX_PROBLEM_CHARS."""
    return repair_text(said, MAX_PROBLEM_CHARS)[0]
