"""Dish rows: finds the items of a placed order by the names of their dishes, where a sender keeps no ids of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError

from domain.dish_names import spellings
from domain.intake import MAX_PORTIONS
from domain.item import MAX_QUANTITY
from domain.stages import ItemState
from pages.api.repair.values.repair_log import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.item import Item
    from pages.api.repair.values.repair_log import RepairLog


MAX_SHOWN_CHARS = 60


def is_increment(quantity: object) -> bool:
    """Return whether a quantity was written with a plus: one more, or one in all, nobody can tell."""
    return isinstance(quantity, str) and quantity.strip().startswith("+")


class DishRows:
    """Reads rows that each name an item of one order; what it repairs goes into `repairs`."""

    def __init__(self, items: Sequence[Item], repairs: RepairLog) -> None:
        self._items, self._repairs = items, repairs

    def with_id(self, at: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row with the id of the one item that its dish can mean; raises RequestValidationError for several.

        A name as an id, too: what names no item stays as it is, and is refused.
        """
        said, name = row.get("id"), row.get("name")
        if any(item.id == said for item in self._items) or not isinstance(dish := said or name, str):
            return dict(row)
        fitting = items_called(self._items, dish)
        found = [item for item in fitting if item.state is not ItemState.VOIDED] or fitting
        if not found:
            return self._without_item(at, row)
        if len(found) > 1:
            ids = ", ".join(item.id for item in found)
            raise refusal(f"{at}/id", f"{len(found)} lines of the order are called {dish[:60]}; send one of {ids}")
        self._repairs.say(f"{at}/{'id' if said else 'name'}", f"was read as item {found[0].id}")
        return {key: value for key, value in row.items() if key != "name"} | {"id": found[0].id}

    def quantity(self, at: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row with a quantity that the kitchen can take; raises RequestValidationError for none."""
        quantity = row.get("quantity")
        if is_increment(quantity):
            raise refusal(f"{at}/quantity", "is not clear; send how much of the dish the order is to have in all")
        if not isinstance(quantity, int | float) or isinstance(quantity, bool) or 0 < quantity <= MAX_QUANTITY:
            return dict(row)
        if quantity <= 0:
            raise refusal(
                f"{at}/quantity", f"is not above 0; to take the dish off, POST to its /items/{row.get('id')}/void"
            )
        self._repairs.say(f"{at}/quantity", f"more than {MAX_QUANTITY} portions were split over several lines")
        if quantity > MAX_PORTIONS:
            self._repairs.say(f"{at}/quantity", f"was cut to {MAX_PORTIONS} portions")
        return {**row, "quantity": min(quantity, MAX_PORTIONS)}

    def check_part(self, at: str, row: Mapping[str, Any]) -> None:
        """Raise RequestValidationError for a part of an item that is none."""
        quantity = row.get("quantity")
        if quantity is not None and (not isinstance(quantity, int | float) or not 0 < quantity <= MAX_QUANTITY):
            says = f"should be a number above 0, at most {MAX_QUANTITY}; without one all of the item is meant"
            raise refusal(f"{at}/quantity", says)

    def _without_item(self, at: str, row: Mapping[str, Any]) -> dict[str, Any]:
        if row.get("id") is None:
            raise refusal(f"{at}/id", 'is needed: no dish of the order has this name. To add one, send it in "add"')
        return dict(row)


def items_called(items: Iterable[Item], dish: str) -> list[Item]:
    """Return the items whose dish has this name, however a till writes it."""
    return [item for item in items if spellings(item.name) & spellings(dish)]


def refusal(field: str, says: str) -> RequestValidationError:
    """Return the error of a field, by its path in the body."""
    path = [encodable(part)[:MAX_SHOWN_CHARS] for part in field.strip("/").split("/")]
    return RequestValidationError([{"loc": ("body", *path), "msg": encodable(says), "type": "value_error"}])
