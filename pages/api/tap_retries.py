"""Tap retries: an Idempotency-Key stands for a tap_id; a change that came twice without either is said."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.commands import TRANSFERS
from domain.replay import replay
from domain.retries import find_same_change
from pages.api.lenient_route import PREFER, repairs_of
from pages.schemas.fields import KEY_HEADER
from pages.schemas.order_out import OrderOut, PlacedOut, Repair, order_out, placed_out

if TYPE_CHECKING:
    from fastapi import Request

    from domain.commands import TapCommand
    from domain.order import Order
    from pages.context import AppContext

_KEY: dict[str, Any] = {
    "name": KEY_HEADER,
    "in": "header",
    "schema": {"type": "string"},
    "description": "the same change of the order again, with the same key, changes nothing and succeeds",
}
CHANGING = {"parameters": [PREFER, _KEY]}


def tap_id_of(request: Request, tap_id: str | None) -> str | None:
    """Return the tap_id of a body, or else one made of the request's Idempotency-Key, if it has one.

    A key counts for its source and its path: a till may number the changes of each order from 1.
    """
    key = request.headers.get(KEY_HEADER, "").strip()
    if tap_id or not key:
        return tap_id
    said = json.dumps([request.state.source, request.method, request.url.path, key])
    return f"key.{hashlib.sha256(said.encode()).hexdigest()}"


async def order_before(context: AppContext, order: Order, tap_id: str | None) -> Order:
    """Return an order as it stood before the change that this tap has made, or as it stands where it has made none."""
    version = await context.archive.find_version(tap_id) if tap_id else None
    earlier = tuple(event for event in order.events if version and event.version < version)
    return replay(order, earlier) if earlier else order


async def tap_once(context: AppContext, command: TapCommand, request: Request) -> tuple[Order, list[Repair]]:
    """Send a tap to the kitchen, with its id if its sender has given it one.

    Returns the order as it stands afterwards, and what was repaired of the request. Raises what `Kitchen.tap` raises.
    """
    time_said = getattr(request.state, "time_said", "")
    command = replace(command, tap_id=tap_id_of(request, command.tap_id), time_said=time_said)
    order = await context.kitchen.tap(command)
    return order, [*repairs_of(request), *_retry_warnings(order, command)]


def changed_out(context: AppContext, order: Order, repairs: list[Repair]) -> OrderOut | PlacedOut:
    """Write an order that was changed for its sender, with what was repaired of the request, if anything was."""
    url = context.tracking_url(order)
    return placed_out(order, url, repairs) if repairs else order_out(order, url)


# The sender of a tap without an id may have sent it once more because it got no answer.
def _retry_warnings(order: Order, command: TapCommand) -> list[Repair]:
    if command.tap_id or command.seen_version or not (before := find_same_change(order)):
        return []
    seconds = round((order.events[-1].at - before).total_seconds())
    way_back = "merge" if command.tap in TRANSFERS else "undo"
    said = (
        f"the same was done {seconds} s before, and now once more; if this was a retry, POST to the order's"
        f" /{way_back}. With a tap_id or an {KEY_HEADER} a retry is done once"
    )
    return [Repair(field="tap_id", said=said)]
