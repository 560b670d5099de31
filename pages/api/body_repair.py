"""Body repair: brings amendments, taps, the busy setting and the menu into the form of their schemas.

Only the form is repaired: what is unknown is ignored, texts are cut, numbers and times are read as people write them.
A value that changes what a tap does and cannot be read stays as it is, and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from domain.intake import MAX_REFERENCE_CHARS
from domain.menu import MAX_NAME_CHARS
from pages.api.item_repair import ItemRepair
from pages.api.line_fields import SYNONYMS, TAP_SYNONYMS
from pages.api.number_repair import read_decimal, read_minutes, read_price
from pages.api.order_repair import OrderRepair
from pages.api.order_shape import snake_names
from pages.api.text_repair import repair_reference
from pages.api.time_repair import is_now, read_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from pages.api.repair_log import RepairLog

    Reader = Callable[[str, object], object]

_YES = {"yes", "y", "true", "1", "on", "si", "sí"}
_NO = {"no", "n", "false", "0", "off"}
_DETAILS = ("guest_name", "note", "table", "service", "quoted_for")


class BodyRepair:
    """Repairs one body. `zone` reads times without an offset; `now` is UTC; what is repaired goes into `repairs`."""

    def __init__(self, zone: ZoneInfo, now: datetime, repairs: RepairLog) -> None:
        self._zone, self._now, self._repairs = zone, now, repairs
        self._order = OrderRepair(zone, now, repairs)
        self._items = ItemRepair(repairs)

    def amendment(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return an amendment in the form of `AmendIn`."""
        sent = self._order.rename_details(snake_names(sent))
        readers = self._command_readers() | {"items": self._amended_items, "add": self._added_items}
        known = self._read("", {k: v for k, v in sent.items() if k not in _DETAILS}, readers)
        details = {name: sent[name] for name in _DETAILS if sent.get(name) is not None}
        unread = self._unread_time(details)
        return (
            known
            | self._order.read_details(details)
            | unread
            | ({"service": ""} if details.get("service") == "" else {})
        )

    def tap(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return a tap in the form of `TapIn`, `MergeIn` or `SplitIn`."""
        readers = self._command_readers() | {
            "reason": self._repairs.read_note,
            "quoted_for": self._time,
            "minutes": self._whole_minutes,
            "quantity": self._decimal,
            "station": lambda at, v: self._repairs.read_line(at, v, MAX_NAME_CHARS) or None,
            "other_id": _read_id,
            "items": self._parts,
        }
        return self._read("", self._renamed("", sent, TAP_SYNONYMS), readers)

    def busy(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return the busy setting in the form of `BusyIn`."""
        return self._read("", snake_names(sent), dict.fromkeys(("extra_minutes", "span_minutes"), self._whole_minutes))

    def menu(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return a menu in the form of `MenuJson`."""
        as_sent: Reader = lambda _, v: v  # noqa: E731  a name that was cut would be another dish
        dish: dict[str, Reader] = {
            "name": as_sent, "station": as_sent, "category": as_sent, "currency": as_sent, "options": self._options,
            "minutes": self._minutes, "available": self._bool, "batch": self._whole, "price": as_sent,
            "left": self._whole, "out_until": as_sent,
        }  # fmt: skip
        station: dict[str, Reader] = {"name": as_sent, "slots": self._whole}
        readers: dict[str, Reader] = {
            "dishes": lambda at, v: self._rows(at, v, dish),
            "stations": lambda at, v: None if v is None else self._rows(at, v, station),
        }
        return self._read("", snake_names(sent), readers)

    def _command_readers(self) -> dict[str, Reader]:
        return {"seen_version": self._whole, "tap_id": self._reference}

    def _reference(self, at: str, value: object) -> object:
        return None if value is None else self._repairs.add(at, repair_reference(value, MAX_REFERENCE_CHARS))

    def _read(self, at: str, sent: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
        self._repairs.ignore_unknown(at, sent, set(readers))
        return {name: read(f"{at}/{name}", sent[name]) for name, read in readers.items() if name in sent}

    def _rows(self, at: str, value: object, readers: Mapping[str, Reader]) -> object:
        if not isinstance(value, list):
            return value
        rows = [{"name": row} if isinstance(row, str) else row for row in value]
        return [self._row(f"{at}/{n}", row, readers) if isinstance(row, Mapping) else row for n, row in enumerate(rows)]

    # As in an order: a price as a number is in minor units, as a text such as "8,50" it is as people write it.
    def _row(self, at: str, sent: Mapping[str, Any], readers: Mapping[str, Reader]) -> dict[str, Any]:
        row = self._read(at, snake_names(sent), readers)
        value = row.get("price")
        price = read_price(value, str(row.get("currency") or "").upper())
        return row if price is None else row | {"price": self._said(f"{at}/price", value, price)}

    def _amended_items(self, at: str, value: object) -> object:
        readers: dict[str, Reader] = {
            "id": _read_id,
            "quantity": self._decimal,
            "note": lambda at, v: None if v is None else self._repairs.read_note(at, v),
            "modifiers": lambda at, v: None if v is None else self._items.modifiers(at.lstrip("/"), v),
        }
        return self._each(at, value, lambda row, one: self._read(row, self._renamed(row, one, SYNONYMS), readers))

    def _renamed(self, at: str, sent: Mapping[str, Any], synonyms: Mapping[str, str]) -> dict[str, Any]:
        return self._repairs.rename(at, snake_names(sent), synonyms)

    def _parts(self, at: str, value: object) -> object:
        readers: dict[str, Reader] = {"id": _read_id, "quantity": self._decimal}
        named = [_read_id("", one) for one in _as_list(value)]
        return self._each(at, named, lambda row, one: self._read(row, self._renamed(row, one, TAP_SYNONYMS), readers))

    def _each(self, at: str, value: object, read: Callable[[str, Mapping[str, Any]], object]) -> object:
        rows = enumerate(_as_list(value))
        return [read(f"{at}/{n}", one) if isinstance(one, Mapping) else one for n, one in rows]

    def _added_items(self, _: str, value: object) -> object:
        return self._items.repair([] if value is None else value)

    def _options(self, at: str, value: object) -> object:
        said = value.split("\n") if isinstance(value, str) else value
        if not isinstance(said, list):
            return [] if value is None else value
        named = [one.get("name") if isinstance(one, Mapping) else one for one in said]
        lines = [self._repairs.read_line(f"{at}/{n}", one, MAX_NAME_CHARS) for n, one in enumerate(named)]
        return [line for line in lines if line]

    def _whole(self, at: str, value: object) -> object:
        number = read_decimal(value)
        if number is None or number != number.to_integral_value():
            return value
        return self._said(at, value, int(number))

    def _decimal(self, at: str, value: object) -> object:
        number = read_decimal(value)
        if number is None:
            return value
        rounded = number.quantize(Decimal("0.001")) if abs(number) < 10**9 else number
        return self._said(at, value, int(rounded) if rounded == int(rounded) else float(rounded))

    def _whole_minutes(self, at: str, value: object) -> object:
        minutes = read_minutes(value)
        return value if minutes is None or not minutes.is_integer() else self._said(at, value, int(minutes))

    def _minutes(self, at: str, value: object) -> object:
        minutes = read_minutes(value)
        return value if minutes is None else self._said(at, value, minutes)

    def _bool(self, at: str, value: object) -> object:
        word = str(value).strip().casefold()
        return self._said(at, value, word in _YES) if word in _YES | _NO else value

    # A promise that is asked for in words that nobody can read stays, and is refused.
    def _unread_time(self, details: dict[str, Any]) -> dict[str, Any]:
        said = details.get("quoted_for")
        if not isinstance(said, str) or is_now(said) or read_time(said, self._zone, self._now)[0] is not None:
            return {}
        return {"quoted_for": details.pop("quoted_for")}

    def _time(self, at: str, value: object) -> object:
        read, said = read_time(value, self._zone, self._now)
        if read is None:
            return value
        if said:
            self._repairs.say(at, said)
        return read

    def _said(self, at: str, value: object, read: float) -> float:
        if value != read or isinstance(value, bool) != isinstance(read, bool):
            self._repairs.say(at, f"was read as {str(read).lower() if isinstance(read, bool) else f'{read:g}'}")
        return read


def _as_list(value: object) -> list[Any]:
    if isinstance(value, Mapping) and "id" not in value:
        return list(value.values())
    return value if isinstance(value, list) else [] if value is None else [value]


def _read_id(_: str, value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
