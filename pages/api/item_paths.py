"""Item paths: finds the item that the address of a tap names by its dish, where its sender keeps no ids of ours."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError

from domain.stages import NEXT
from pages.api.lenient_route import is_strict
from pages.api.repair.orders.dish_rows import items_called
from pages.components.problem_json import list_items
from pages.schemas.order_out import Repair

if TYPE_CHECKING:
    from fastapi import Request

    from domain.commands import Tap
    from domain.order import Order


def read_item_id(order: Order, said: str, tap: Tap, request: Request) -> tuple[str, list[Repair]]:
    """Return the id of the item that is meant, and what was repaired.

    Of several lines of one dish that one is meant which alone can take the tap. What names no item stays as it is.
    Raises HTTPException (409) where several can, and RequestValidationError for a strict sender.
    """
    if any(item.id == said for item in order.items):
        return said, []
    named = items_called(order.items, said) or items_called(order.items, said.replace("+", " "))
    found = [item for item in named if (item.state, tap) in NEXT] or named
    if not found:
        return said, []
    if len(found) > 1:
        detail = f"{len(found)} items of the order are called {said[:60]}: {list_items(found)}. Send the id of one."
        raise HTTPException(HTTPStatus.CONFLICT, detail)
    repair = Repair(field="item_id", said=f"was read as item {found[0].id}")
    if is_strict(request):
        raise RequestValidationError([{"loc": ("path", repair.field), "msg": repair.said, "type": "value_error"}])
    return found[0].id, [repair]
