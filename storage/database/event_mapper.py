"""Data mapper between events and rows; what an amendment changed is JSON in one column."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from domain.events import Details, Event, EventKind
from domain.item import Item
from domain.modifiers import whole

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

_AMENDED = ("before", "after")
_ITEM = TypeAdapter(Item)


def event_row(event: Event) -> dict[str, Any]:
    """Return the row of an event, without its order."""
    row = {field.name: getattr(event, field.name) for field in fields(event) if field.name not in _AMENDED}
    amended = {name: _to_json(value) for name in _AMENDED if (value := getattr(event, name)) is not None}
    return row | {"amended": json.dumps(amended) if amended else None}


def to_event(row: RowMapping) -> Event:
    """Return the event of a row."""
    kept = {field.name: row[field.name] for field in fields(Event) if field.name not in _AMENDED}
    amended = json.loads(row["amended"]) if row["amended"] else {}
    return Event(**kept | {"kind": EventKind(row["kind"])} | {name: _from_json(one) for name, one in amended.items()})


def _to_json(value: Item | Details) -> dict[str, Any]:
    return asdict(value) if isinstance(value, Details) else _ITEM.dump_python(value, mode="json", exclude_defaults=True)


def _from_json(written: dict[str, Any]) -> Item | Details:
    if "id" not in written:
        return Details(**written)
    item = _ITEM.validate_python(written)
    return replace(item, quantity=whole(item.quantity))
