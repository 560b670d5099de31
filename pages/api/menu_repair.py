"""Menu repair: brings a menu into the form of `MenuJson`. Names stay: one that was cut would be another dish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.menu import MAX_NAME_CHARS
from pages.api.field_names import snake_names
from pages.api.field_repair import FieldRepair
from pages.api.number_repair import read_price

if TYPE_CHECKING:
    from pages.api.field_repair import Reader


class MenuRepair(FieldRepair):
    """Repairs one menu."""

    def menu(self, sent: object) -> object:
        """Return a menu in the form of `MenuJson`."""
        as_sent: Reader = lambda _, v: v  # noqa: E731  a reader like the others
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
        return self._body({"dishes": sent} if isinstance(sent, list) else sent, {}, readers)

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

    def _options(self, at: str, value: object) -> object:
        said = value.split("\n") if isinstance(value, str) else value
        if not isinstance(said, list):
            return [] if value is None else value
        named = [one.get("name") if isinstance(one, Mapping) else one for one in said]
        lines = [self._repairs.read_line(f"{at}/{n}", one, MAX_NAME_CHARS) for n, one in enumerate(named)]
        return [line for line in lines if line]
