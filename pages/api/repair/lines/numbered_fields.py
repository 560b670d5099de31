"""Numbered fields: lines of a form whose fields are counted (`dish_1`, `quantity_1`), or each a list (`dish[]`)."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from pages.api.repair.lines.dish_recognition import SURE_DISHES, is_text
from pages.api.repair.lines.line_fields import LINE_FIELDS
from pages.api.repair.values.line_names import ITEM_LISTS

_NUMBERED = re.compile(r"(.*[^\W\d_])_?(\d{1,2})")


def with_numbered_lines(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a form with its lines as `items`; fields of another kind as they are."""
    if any(fields.get(name) for name in ITEM_LISTS):
        return fields
    return _with_counted(fields) or _with_parallel(fields) or fields


def _with_counted(fields: Mapping[str, Any]) -> dict[str, Any]:
    rows: dict[int, dict[str, Any]] = {}
    used: dict[int, list[str]] = {}
    for name, value in fields.items():
        found = _NUMBERED.fullmatch(name)
        if found and found[1] in LINE_FIELDS:
            rows.setdefault(int(found[2]), {})[found[1]] = value
            used.setdefault(int(found[2]), []).append(name)
    # A person's name is counted, too, where several order.
    lines = [number for number, row in sorted(rows.items()) if any(is_text(row.get(name)) for name in SURE_DISHES)]
    gone = {name for number in lines for name in used[number]}
    return _with_items(fields, [rows[number] for number in lines], gone)


def _with_items(fields: Mapping[str, Any], rows: list[dict[str, Any]], gone: Container[str]) -> dict[str, Any]:
    return {name: one for name, one in fields.items() if name not in gone} | {"items": rows} if rows else {}


def _with_parallel(fields: Mapping[str, Any]) -> dict[str, Any]:
    dish = next((name for name in SURE_DISHES if _are_texts(fields.get(name))), "")
    if not dish:
        return {}
    count = len(fields[dish])
    lists = {
        name: one for name, one in fields.items() if name in LINE_FIELDS and isinstance(one, list) and len(one) == count
    }
    rows = [{name: one[number] for name, one in lists.items()} for number in range(count)]
    return _with_items(fields, rows, lists)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_text, value))
