"""Id repair: the ids of orders and items, and lists of items by their ids, in the forms that senders write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.line_wrappers import lists_of_lines
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import has_dish, node_of

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

_ID_NAMES = ("id", "order_id", "item_id")


def read_id(value: object) -> object:
    """Return an id as a text; what is none stays as it is."""
    match value:
        case str():
            return value.strip()
        case bool():
            return value
        case int():
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case [one]:
            return read_id(one)
        case Mapping():
            named = snake_names(value)
            return next((read_id(named[name]) for name in _ID_NAMES if name in named), value)
        case _:
            return value


def list_items(value: object, at: str, repairs: RepairLog) -> list[Any]:
    """Return items as a list: of ids in one text, of one item, or of an object of items by their ids."""
    match value:
        case None:
            return []
        case str() if "," in value:
            repairs.say(at, "the text was read as ids with commas between")
            return [one for one in value.split(",") if one.strip()]
        case Mapping() if (
            not _has_id(value)
            and any(isinstance(one, list) for one in value.values())
            and (lists := lists_of_lines(value))
        ):
            repairs.say(at, f"was taken from {', '.join(lists)}"[:200])
            return [node_of(line) for lines in lists.values() for line in lines]
        case Mapping() if not _has_id(value) and not has_dish(value) and all(map(_is_of_item, value.values())):
            repairs.say(at, "the object was read as items by their ids")
            return [_with_id(str(name), one) for name, one in value.items()]
        case list():
            return value
        case _:
            repairs.say(at, "was read as a list of one")
            return [value]


def join_same(rows: list[Any], at: str, repairs: RepairLog, *, adds_up: bool) -> list[Any]:
    """Return rows with each item once: the later row counts, or their quantities are added up."""
    joined: dict[object, Any] = {}
    for number, row in enumerate(rows):
        named = row.get("id") if isinstance(row, Mapping) else None
        key = named if isinstance(named, str) else number  # what is no id may not be hashable either
        if key in joined:
            repairs.say(
                f"{at}/{number}", "the item came twice; " + ("both were added up" if adds_up else "the later counts")
            )
            row = _joined(joined[key], row, adds_up=adds_up)  # noqa: PLW2901
        joined[key] = row
    return list(joined.values())


def _joined(one: Mapping[str, Any], other: Mapping[str, Any], *, adds_up: bool) -> dict[str, Any]:
    said = {name: value for name, value in other.items() if value is not None}
    if not adds_up:
        return {**one, **said}
    quantity, more = one.get("quantity"), other.get("quantity")
    if not isinstance(quantity, int | float) or not isinstance(more, int | float):
        return {"id": one["id"]}  # a row without a quantity means all of the item
    return {"id": one["id"], "quantity": round(quantity + more, 3)}


def _has_id(value: Mapping[str, Any]) -> bool:
    return any(name in snake_names(value) for name in _ID_NAMES)


def _is_of_item(value: object) -> bool:
    return value is None or isinstance(value, Mapping | str | int | float)


def _with_id(item_id: str, said: object) -> dict[str, Any]:
    if isinstance(said, Mapping):
        return {**said} if _has_id(said) else {"id": item_id, **said}
    return {"id": item_id} if said is None or said is True else {"id": item_id, "quantity": said}
