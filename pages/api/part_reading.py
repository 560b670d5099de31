"""Part reading: what can be read of a body that is no whole JSON, so that staff need not write it off.

JSON that was cut off in the middle is read up to its last whole value. Of any other text, lines that name a dish of the
menu are read, with a quantity beside it.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pages.api.number_repair import read_decimal

if TYPE_CHECKING:
    from domain.menu import Menu

MAX_READ_CHARS = 64 * 1024
MAX_LINES = 100
_CLOSING = {"{": "}", "[": "]"}
_ENDS = frozenset(_CLOSING.values())
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*+"|[{}\[\],:]', re.DOTALL)
_COUNTED = re.compile(r"(\d{1,2}) ?[x×*]? (.+)|(.+?) ?[x×*] ?(\d{1,2})")  # noqa: RUF001  signs of times
_CELL_ENDS = re.compile(r"[<>;,\t|:=\"]")


def complete_json(text: str) -> object:
    """Return the JSON of a text that was cut off, up to its last whole value; None when there is none."""
    open_parts: list[str] = []
    whole, before = "", ""
    for found in _TOKEN.finditer(text[:MAX_READ_CHARS]):
        part = found[0]
        is_end = part in _ENDS
        if part in _CLOSING:
            open_parts.append(_CLOSING[part])
        elif is_end and (not open_parts or open_parts.pop() != part):
            break
        is_value = is_end or (part.startswith('"') and (before == ":" or open_parts[-1:] == ["]"]))
        if is_value or part == ",":
            whole = text[: found.end() if is_value else found.start()] + "".join(reversed(open_parts))
        before = part
    with suppress(ValueError, RecursionError):
        return json.loads(whole, strict=False)
    return None


def find_dishes(text: str, menu: Menu) -> list[dict[str, Any]]:
    """Return the lines of a text that name a dish of the menu, as items of an order."""
    lines = (_read_line(line, menu) for line in text[:MAX_READ_CHARS].splitlines())
    return [line for line in lines if line][:MAX_LINES]


def _read_line(line: str, menu: Menu) -> dict[str, Any] | None:
    cells = [cell.strip(" -*•\"'") for cell in [line, *_CELL_ENDS.split(line)]]
    for cell in cells:
        if menu.find(cell):
            numbers = [number for one in cells[1:] if re.fullmatch(r"\d{1,2}", one) and (number := read_decimal(one))]
            return {"name": cell, "quantity": int(numbers[0]) if numbers else 1}
        found = _COUNTED.fullmatch(cell)
        if found and menu.find(name := found[2] or found[3]):
            return {"name": name, "quantity": max(1, int(found[1] or found[4]))}
    return None
