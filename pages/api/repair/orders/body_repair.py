"""Body repair: brings amendments, taps and the busy setting into the form of their schemas.

Only the form is repaired: what is unknown is ignored, texts are cut, numbers and times are read as people write them.
A value that changes what a tap does and cannot be read stays as it is, and is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.commands import Tap
from domain.intake import MAX_REFERENCE_CHARS
from domain.menu import MAX_NAME_CHARS
from pages.api.repair.lines.dish_recognition import has_quantity
from pages.api.repair.lines.id_repair import list_items, read_id
from pages.api.repair.lines.line_fields import (
    BUSY_SYNONYMS,
    CODES,
    OTHER_ORDER,
    PART_LISTS,
    TAP_SYNONYMS,
    is_only_id,
    names_dish,
)
from pages.api.repair.lines.line_wrappers import lists_of_lines
from pages.api.repair.orders.nested_notes import notes_within
from pages.api.repair.orders.order_fields import DETAILS
from pages.api.repair.orders.order_repair import OrderRepair
from pages.api.repair.orders.order_shape import find_order, has_lines
from pages.api.repair.orders.refused_changes import check_changes
from pages.api.repair.orders.row_repair import RowRepair
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import ITEM_LISTS
from pages.api.repair.values.note_texts import DIET_NAME
from pages.api.repair.values.number_repair import read_decimal
from pages.api.repair.values.repair_log import join_texts
from pages.api.repair.values.text_repair import repair_reference
from pages.api.repair.values.time_repair import read_time
from pages.api.repair.values.time_words import is_now
from pages.schemas.tap_in import USED_BY

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from pages.api.repair.orders.row_repair import Placed
    from pages.api.repair.values.field_repair import Reader
    from pages.api.repair.values.repair_log import RepairLog

_AMENDED = {name: "items" for name in ITEM_LISTS if name != "items"} | dict.fromkeys(
    ("new_items", "add_items", "added", "additions", "add_item", "new_item", "added_items", "additional_items"), "add"
)
_CLOSED = {"note": "reason", "comment": "reason", "orders": "order_ids", "ids": "order_ids"}
_TEXTS = ("reason", "station")  # they may be empty
MAX_MINUTES_AHEAD = 600
_NUMBER = re.compile(r"\d{1,3}")


class BodyRepair(RowRepair):
    """Repairs one body. `zone` reads times without an offset; `now` is UTC; what is repaired goes into `repairs`.

    `placed` is what the body may name.
    """

    def __init__(self, zone: ZoneInfo, now: datetime, repairs: RepairLog, placed: Placed) -> None:
        super().__init__(zone, now, repairs, placed)
        self._order = OrderRepair(zone, now, repairs)

    def amendment(self, sent: object) -> object:
        """Return an amendment in the form of `AmendIn`."""
        if not isinstance(fields := self._unwrapped(sent), Mapping):
            return fields
        renamed = self._repairs.rename("", self._order.rename_details(snake_names(fields)), _AMENDED)
        if is_only_id(renamed.get("table")):
            self._repairs.say("table", "is only a reference; left out")
            del renamed["table"]
        if texts := self._allergies(fields, renamed):
            note = self._placed.note if renamed.get("note") is None else renamed["note"]
            renamed["note"] = join_texts(note, *texts)
        readers = self._command_readers() | {"items": self.amended_items, "add": self._added_items}
        known = self._read("", {k: v for k, v in renamed.items() if k not in DETAILS}, readers)
        check_changes(renamed, {*readers, *DETAILS})
        details = {name: renamed[name] for name in DETAILS if renamed.get(name) is not None}
        unread = self._unread_time(details)
        service = {"service": ""} if details.get("service") == "" else {}
        return known | self._order.read_details(details) | unread | service

    # They are added to the order's note, for what is sent as its note takes the place of it.
    def _allergies(self, fields: Mapping[str, Any], renamed: dict[str, Any]) -> list[str]:
        said = {name: renamed.pop(name) for name in list(renamed) if DIET_NAME.search(name)}
        noted = self._repairs.join_notes("", said, set())
        own = noted.pop("note", None)
        renamed |= noted
        return [text for text in (own, notes_within(snake_names(fields), self._repairs)) if text]

    def tap_id(self, sent: object) -> str | None:
        """Return the tap_id of a body of any kind, if it has one."""
        fields = self._unwrapped(sent)
        said = snake_names(fields).get("tap_id") if isinstance(fields, Mapping) else None
        return None if said is None else str(self._reference("tap_id", said) or "") or None

    def tap(self, sent: object) -> object:
        """Return a tap in the form of `TapIn`, without what it does not use."""
        readers: dict[str, Reader] = self._command_readers() | {
            "reason": self._repairs.read_note,
            "quoted_for": self._new_time,
            "minutes": self._whole_minutes,
            "quantity": self._decimal,
            "station": lambda at, v: self._repairs.read_line(at, v, MAX_NAME_CHARS) or None,
        }
        fields = self._unwrapped({} if sent in ("", []) else sent)
        if not isinstance(fields, Mapping):
            return fields
        return self._body(self._used(self._renamed("", fields, TAP_SYNONYMS)), {}, readers)

    # "ready_in": 15 are minutes from now.
    def _new_time(self, at: str, value: object) -> object:
        if value == "":
            return None
        is_number = isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value.strip()))
        number = read_decimal(value) if is_number else None
        is_ahead = number is not None and 0 < number <= MAX_MINUTES_AHEAD
        return self._time(at, f"{math.ceil(number)} min" if number is not None and is_ahead else value)

    # The quantity of a whole order stays, and is refused: it was meant for an item.
    def _used(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        tap, item_id = self._placed.tap, self._placed.item_id
        used = dict(fields)
        is_timed = tap is Tap.POSTPONE and fields.get("minutes") in (None, "")
        for name, taps in USED_BY.items():
            is_used = (tap in taps and not (name == "station" and item_id)) or (name == "quantity" and not item_id)
            if tap is Tap.POSTPONE and name in {"quoted_for", "reason"}:
                is_used = is_timed
            if isinstance(tap, Tap) and name in fields and not is_used:
                del used[name]
                if fields[name] is not None and not (fields[name] == "" and name in _TEXTS):
                    self._repairs.say(name, f"is not used by {tap}; ignored")
        return used

    def merge(self, sent: object) -> object:
        """Return a merge in the form of `MergeIn`."""
        readers = self._command_readers() | {"other_id": self._id}
        return self._body({"other_id": sent} if _is_id(sent) or _are_ids(sent) else sent, OTHER_ORDER, readers)

    def split(self, sent: object) -> object:
        """Return a split in the form of `SplitIn`."""
        readers = self._command_readers() | {"items": self.parts}
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

    def _command_readers(self) -> dict[str, Reader]:
        return {"seen_version": lambda at, v: None if v == "" else self._whole(at, v), "tap_id": self._reference}

    def _reference(self, at: str, value: object) -> object:
        return None if value is None else self._repairs.add(at, repair_reference(value, MAX_REFERENCE_CHARS)) or None

    def _added_items(self, _: str, value: object) -> object:
        if isinstance(value, Mapping) and has_lines(value) and not _is_line(value):
            order = find_order(value, self._repairs)
            value = next((order[name] for name in ITEM_LISTS if order.get(name)), [])
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


def _is_line(value: Mapping[str, Any]) -> bool:
    has_code = bool(({*CODES} - {"id"}) & snake_names(value).keys())
    return has_code or has_quantity(value) or names_dish(value) or bool(lists_of_lines(value))
