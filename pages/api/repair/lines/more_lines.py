"""More lines: lists of dishes, and of combos, beside the lines of an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.api.repair.lines.dish_recognition import dish_of, has_quantity, is_line, is_quantity, is_sure_dish, is_text
from pages.api.repair.lines.line_fields import CODES
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import ITEM_LISTS, has_dish

_COMBOS = "combos"
# Beside other lines these are lines, too; a selection, or an entry, may be something else.
_MORE_LISTS = {*ITEM_LISTS} - {"selections", "entries"}
_COURSES = {
    "drinks", "beverages", "starters", "appetizers", "mains", "main_courses", "sides", "desserts", "bebidas",
    "entrantes", "postres", "boissons", "entrées", "getränke", "getraenke", "vorspeisen", "nachspeisen", "bevande",
    "antipasti", "dolci", "dranken", "napoje", "sobremesas",
}  # fmt: skip


def other_lists(fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists that are surely lines under usual names, without those that are the lines already."""
    lists = {name: value for name, value in fields.items() if isinstance(value, list) and value}
    return {
        name: rows
        for name, rows in lists.items()
        if (name in _MORE_LISTS and (all(map(_is_counted, rows)) or all(map(is_sure_dish, rows))))
        or (name in _COURSES and all(is_text(one) or (isinstance(one, Mapping) and has_dish(one)) for one in rows))
    }


def _is_counted(row: object) -> bool:
    return is_line(row) and isinstance(row, Mapping) and has_quantity(row)


def repeats(lines: Sequence[object], rows: Sequence[object]) -> bool:
    """Whether a list of dishes says lines of an order again, as a receipt does, perhaps in other words.

    Beside lines without names it says these.
    """
    known, names = ({*map(dish_of, listed)} for listed in (lines, rows))
    if "" in known or known & names or _codes_of(lines) & _codes_of(rows):
        return True
    is_alike = [*map(_count_of, lines)] == [*map(_count_of, rows)]
    return is_alike and any(one in other or other in one for one in known for other in names)


def _codes_of(rows: Sequence[object]) -> set[str]:
    fields = [snake_names(one) for one in rows if isinstance(one, Mapping)]
    return {f"{name} {one[name]}" for one in fields for name in CODES if name != "id" and one.get(name)}


def _count_of(row: object) -> str:
    fields = snake_names(row) if isinstance(row, Mapping) else {}
    return str(next((fields[name] for name in fields if is_quantity(name)), 1))


def with_combos(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an order with its combos as lines; fields without such combos as they are."""
    rows = fields.get(_COMBOS)
    if not isinstance(rows, list):
        return fields
    combos = [snake_names(row) if isinstance(row, Mapping) else {} for row in rows]
    if not all(has_quantity(combo) and _parts_name(combo) for combo in combos):
        return fields
    return fields | {_COMBOS: [_line_of(combo) for combo in combos]}


def _line_of(combo: dict[str, Any]) -> dict[str, Any]:
    parts = _parts_name(combo)
    size = snake_names(combo["combo_size"]) if isinstance(combo.get("combo_size"), Mapping) else {}
    names = [_name_of(one) for one in (combo, combo.get("combo") or size.get("combo"), size)]
    kept = {name: one for name, one in combo.items() if name not in {parts, "combo_size", "combo"}}
    return kept | {"name": " ".join(dict.fromkeys(filter(None, names))), "modifiers": combo[parts]}


def _parts_name(combo: Mapping[str, Any]) -> str:
    return next((name for name in ITEM_LISTS if isinstance(combo.get(name), list) and combo[name]), "")


def _name_of(sent: object) -> str:
    name = sent.get("name") if isinstance(sent, Mapping) else sent
    return name.strip() if is_text(name) and isinstance(name, str) else ""
