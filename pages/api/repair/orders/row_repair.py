"""Row repair: the items of a placed order that a body names, with what is to change of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pages.api.repair.lines.id_repair import join_same, list_items, read_id
from pages.api.repair.lines.item_repair import ItemRepair
from pages.api.repair.lines.line_fields import ID_SYNONYMS, SYNONYMS
from pages.api.repair.orders.dish_rows import DishRows, is_increment, refusal
from pages.api.repair.orders.refused_changes import VERBS, takes_off
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.field_repair import FieldRepair
from pages.api.repair.values.repair_log import RepairLog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from domain.item import Item
    from domain.menu import Menu
    from pages.api.repair.values.field_repair import Reader


class Placed(NamedTuple):
    """The items and the note of the order that changes, and the menu; of a tap its verb and its item."""

    items: Sequence[Item]
    menu: Menu
    tap: object = None
    item_id: str | None = None
    note: str = ""


class RowRepair(FieldRepair):
    """Repairs rows that each name an item; `placed` is what they may name."""

    def __init__(self, zone: ZoneInfo, now: datetime, repairs: RepairLog, placed: Placed) -> None:
        super().__init__(zone, now, repairs)
        self._placed = placed
        self._rows = DishRows(placed.items, repairs)
        self._items = ItemRepair(repairs, menu=placed.menu)

    def _id(self, at: str, value: object) -> object:
        read = read_id(value)
        if read != value:
            self._repairs.say(at, f"was read as {read}")
        return read

    def amended_items(self, at: str, value: object) -> object:
        """Return what is to change of items, each once."""
        readers: dict[str, Reader] = {
            "id": self._id,
            "quantity": lambda at, v: v if is_increment(v) else self._decimal(at, v),
            "note": lambda at, v: None if v is None else self._repairs.read_note(at, v),
            "modifiers": lambda at, v: None if v is None else self._items.modifiers(at.lstrip("/"), v),
        }
        self._check_kept(at, value)
        rows = join_same(self._each(at, value, readers), at, self._repairs, adds_up=False)
        return [
            self._rows.quantity(f"{at}/{n}", row) if isinstance(row, Mapping) else row for n, row in enumerate(rows)
        ]

    # Who asks to take a dish off must not believe that it was.
    def _check_kept(self, at: str, value: object) -> None:
        for n, row in enumerate(list_items(value, at, RepairLog())):
            if not isinstance(row, Mapping):
                continue
            said = RepairLog().rename("", snake_names(row), SYNONYMS | ID_SYNONYMS)
            asked = next((name for name, one in said.items() if takes_off(name, one)), None)
            if asked and not (asked in VERBS and said.get("modifiers")):
                named = said["id"] if isinstance(said.get("id"), str | int) else "ID"
                raise refusal(f"{at}/{n}/{asked}", f"takes nothing off; POST to its /items/{named}/void")

    def parts(self, at: str, value: object) -> object:
        """Return the items to split off, each once; raises RequestValidationError for a quantity that is none."""
        readers: dict[str, Reader] = {"id": self._id, "quantity": self._part}
        rows = self._each(at, value, readers)
        named = [
            row if isinstance(row, Mapping) else self._with_id(f"{at}/{n}", {"id": row}) for n, row in enumerate(rows)
        ]
        for n, row in enumerate(named):
            self._rows.check_part(f"{at}/{n}", row)
        return join_same(named, at, self._repairs, adds_up=True)

    def _part(self, at: str, value: object) -> object:
        if isinstance(value, str) and value.strip().lower() == "all":
            self._repairs.say(at, "was read as the whole item")
            return None
        return self._decimal(at, value)

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
