"""Body repair: brings amendments, taps and the busy setting into the form of their schemas.

Only the form is repaired: what is unknown is ignored, texts are cut, numbers and times are read as people write them.
A value that changes what a tap does and cannot be read stays as it is, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.commands import Tap
from domain.intake import MAX_REFERENCE_CHARS
from domain.menu import MAX_NAME_CHARS
from pages.api.dish_rows import DishRows
from pages.api.field_repair import FieldRepair
from pages.api.id_repair import join_same, list_items, read_id
from pages.api.item_repair import ItemRepair
from pages.api.line_fields import BUSY_SYNONYMS, ID_SYNONYMS, OTHER_ORDER, PART_LISTS, SYNONYMS, TAP_SYNONYMS
from pages.api.order_repair import OrderRepair
from pages.api.order_shape import ITEM_LISTS, snake_names
from pages.api.text_repair import repair_reference
from pages.api.time_repair import is_now, read_time
from pages.schemas.tap_in import USED_BY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from domain.item import Item
    from domain.menu import Menu
    from pages.api.field_repair import Reader
    from pages.api.repair_log import RepairLog

_AMENDED = {name: "items" for name in ITEM_LISTS if name != "items"} | dict.fromkeys(
    ("new_items", "add_items", "added", "additions"), "add"
)
_CLOSED = {"note": "reason", "comment": "reason", "orders": "order_ids", "ids": "order_ids"}
_DETAILS = ("guest_name", "note", "table", "service", "quoted_for")


class Placed(NamedTuple):
    """The items of the order that changes, and the menu; of a tap its verb, and the item that it is about."""

    items: Sequence[Item]
    menu: Menu
    tap: object = None
    item_id: str | None = None


class BodyRepair(FieldRepair):
    """Repairs one body. `zone` reads times without an offset; `now` is UTC; what is repaired goes into `repairs`.

    `placed` is what the body may name.
    """

    def __init__(self, zone: ZoneInfo, now: datetime, repairs: RepairLog, placed: Placed) -> None:
        super().__init__(zone, now, repairs)
        self._placed = placed
        self._rows = DishRows(placed.items, repairs)
        self._order = OrderRepair(zone, now, repairs)
        self._items = ItemRepair(repairs, menu=placed.menu)

    def amendment(self, sent: object) -> object:
        """Return an amendment in the form of `AmendIn`."""
        if not isinstance(fields := self._unwrapped(sent), Mapping):
            return fields
        renamed = self._repairs.rename("", self._order.rename_details(snake_names(fields)), _AMENDED)
        readers = self._command_readers() | {"items": self._amended_items, "add": self._added_items}
        known = self._read("", {k: v for k, v in renamed.items() if k not in _DETAILS}, readers)
        details = {name: renamed[name] for name in _DETAILS if renamed.get(name) is not None}
        unread = self._unread_time(details)
        return (
            known
            | self._order.read_details(details)
            | unread
            | ({"service": ""} if details.get("service") == "" else {})
        )

    def tap(self, sent: object) -> object:
        """Return a tap in the form of `TapIn`, without what it does not use."""
        readers: dict[str, Reader] = self._command_readers() | {
            "reason": self._repairs.read_note,
            "quoted_for": self._time,
            "minutes": self._whole_minutes,
            "quantity": self._decimal,
            "station": lambda at, v: self._repairs.read_line(at, v, MAX_NAME_CHARS) or None,
        }
        fields = self._unwrapped({} if sent in ("", []) else sent)
        if not isinstance(fields, Mapping):
            return fields
        return self._body(self._used(self._renamed("", fields, TAP_SYNONYMS)), {}, readers)

    # The quantity of a whole order stays, and is refused: it was meant for an item.
    def _used(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        tap, item_id = self._placed.tap, self._placed.item_id
        used = dict(fields)
        for name, taps in USED_BY.items():
            is_used = (tap in taps and not (name == "station" and item_id)) or (name == "quantity" and not item_id)
            if isinstance(tap, Tap) and name in fields and not is_used:
                del used[name]
                if fields[name] not in (None, ""):
                    self._repairs.say(name, f"is not used by {tap}; ignored")
        return used

    def merge(self, sent: object) -> object:
        """Return a merge in the form of `MergeIn`."""
        readers = self._command_readers() | {"other_id": self._id}
        return self._body({"other_id": sent} if _is_id(sent) or _are_ids(sent) else sent, OTHER_ORDER, readers)

    def split(self, sent: object) -> object:
        """Return a split in the form of `SplitIn`."""
        readers = self._command_readers() | {"items": self._parts}
        return self._body({"items": sent} if _is_id(sent) or _are_ids(sent) else sent, PART_LISTS, readers)

    def busy(self, sent: object) -> object:
        """Return the busy setting in the form of `BusyIn`."""
        readers = dict.fromkeys(("extra_minutes", "span_minutes"), self._whole_minutes)
        return self._body(sent, BUSY_SYNONYMS, readers)

    def close_day(self, sent: object) -> object:
        """Return the close of a day in the form of `CloseDayIn`."""
        readers: dict[str, Reader] = {
            "reason": self._repairs.read_note,
            "order_ids": self._order_ids,
            "tap_id": self._reference,
        }
        return self._body(sent, _CLOSED, readers)

    # Without ids the whole day is closed: ids that cannot be read are refused, and none close none.
    def _order_ids(self, at: str, value: object) -> object:
        if value is None:
            return None
        return [self._id(f"{at}/{n}", one) for n, one in enumerate(list_items(value, at, self._repairs))]

    def _id(self, at: str, value: object) -> object:
        read = read_id(value)
        if read != value:
            self._repairs.say(at, f"was read as {read}")
        return read

    def _command_readers(self) -> dict[str, Reader]:
        return {"seen_version": lambda at, v: None if v == "" else self._whole(at, v), "tap_id": self._reference}

    def _reference(self, at: str, value: object) -> object:
        return None if value is None else self._repairs.add(at, repair_reference(value, MAX_REFERENCE_CHARS)) or None

    def _amended_items(self, at: str, value: object) -> object:
        readers: dict[str, Reader] = {
            "id": self._id,
            "quantity": self._decimal,
            "note": lambda at, v: None if v is None else self._repairs.read_note(at, v),
            "modifiers": lambda at, v: None if v is None else self._items.modifiers(at.lstrip("/"), v),
        }
        rows = join_same(self._each(at, value, readers), at, self._repairs, adds_up=False)
        return [
            self._rows.quantity(f"{at}/{n}", row) if isinstance(row, Mapping) else row for n, row in enumerate(rows)
        ]

    def _parts(self, at: str, value: object) -> object:
        readers: dict[str, Reader] = {"id": self._id, "quantity": self._decimal}
        rows = self._each(at, value, readers)
        named = [
            row if isinstance(row, Mapping) else self._with_id(f"{at}/{n}", {"id": row}) for n, row in enumerate(rows)
        ]
        return join_same(named, at, self._repairs, adds_up=True)

    def _each(self, at: str, value: object, readers: Mapping[str, Reader]) -> list[Any]:
        names = SYNONYMS | ID_SYNONYMS
        rows = [(f"{at}/{n}", one) for n, one in enumerate(list_items(value, at, self._repairs))]
        return [
            self._read(row, self._with_id(row, self._renamed(row, one, names)), readers)
            if isinstance(one, Mapping)
            else one
            for row, one in rows
        ]

    def _with_id(self, at: str, row: dict[str, Any]) -> dict[str, Any]:
        return self._rows.with_id(at, row | {"id": self._id(f"{at}/id", row["id"])} if "id" in row else row)

    def _added_items(self, _: str, value: object) -> object:
        return self._items.repair([] if value is None else value)

    # A promise that is asked for in words that nobody can read stays, and is refused.
    def _unread_time(self, details: dict[str, Any]) -> dict[str, Any]:
        said = details.get("quoted_for")
        if isinstance(said, str) and said.strip() and is_now(said):
            self._repairs.say(
                "quoted_for", "names no time, and the order keeps its own; to begin now, POST to its /fire"
            )
        if not isinstance(said, str) or is_now(said) or read_time(said, self._zone, self._now)[0] is not None:
            return {}
        return {"quoted_for": details.pop("quoted_for")}


def _is_id(sent: object) -> bool:
    return isinstance(sent, str | int) and not isinstance(sent, bool) and not str(sent).lstrip().startswith(("{", "["))


def _are_ids(sent: object) -> bool:
    return isinstance(sent, list) and all(isinstance(read_id(one), str) for one in sent)
