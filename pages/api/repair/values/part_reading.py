"""Part reading: what can be read of a body that is no whole JSON, so that staff need not write it off.

JSON that was cut off in the middle is read up to its last whole value. Of any other text those lines are read that name
a dish of the menu; a number beside the name is its quantity.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.menu import Menu

MAX_READ_CHARS = 64 * 1024
MAX_LINES = 100
_CLOSING = {"{": "}", "[": "]"}
_ENDS = frozenset(_CLOSING.values())
_TOKEN = re.compile(r'"(?:\\.|[^"\\])*+"|[{}\[\],:]', re.DOTALL)
_COUNTED = re.compile(r"(\d{1,2}) ?[x×*] (.+)|(.+?) [x×*] ?(\d{1,2})")  # noqa: RUF001  signs of times
_BARE_COUNT = re.compile(r"(\d{1,2}) (.+)")
_NUMBER = re.compile(r"\d{1,2}")
_BULLETS = " -*•\"'"
_CELL_ENDS = re.compile(r"[<>;,\t|:=\"]")


def complete_json(text: str) -> object:
    """Return the JSON of a text that was cut off, up to its last whole value; None when there is none."""
    open_parts: list[str] = []
    end, depth, before = 0, 0, ""
    for found in _TOKEN.finditer(text[:MAX_READ_CHARS]):
        part = found[0]
        is_end = part in _ENDS
        if part in _CLOSING:
            open_parts.append(_CLOSING[part])
        elif is_end:
            if open_parts[-1:] != [part]:
                break
            open_parts.pop()
        is_value = is_end or (part.startswith('"') and (before == ":" or open_parts[-1:] == ["]"]))
        if is_value or part == ",":
            end, depth = found.end() if is_value else found.start(), len(open_parts)
        before = part
    with suppress(ValueError, RecursionError):
        return json.loads(text[:end] + "".join(reversed(open_parts[:depth])), strict=False)
    return None


def find_dishes(text: str, menu: Menu) -> list[dict[str, Any]]:
    """Return what a text names of the menu, and lines such as "2x Tea", as items of an order."""
    lines = text[:MAX_READ_CHARS].splitlines()
    return [item for line in lines for item in _read_line(line.strip(_BULLETS), menu)][:MAX_LINES]


def _read_line(line: str, menu: Menu) -> Iterator[dict[str, Any]]:
    if menu.find(line):
        yield {"name": line, "quantity": 1}
    elif found := _COUNTED.fullmatch(line):
        yield {"name": found[2] or found[3], "quantity": max(1, int(found[1] or found[4]))}
    else:
        yield from _read_cells([cell for part in _CELL_ENDS.split(line) if (cell := part.strip(_BULLETS))], menu)


# A quantity stands right before or after the name.
def _read_cells(cells: list[str], menu: Menu) -> Iterator[dict[str, Any]]:
    for at, cell in enumerate(cells):
        counted = _BARE_COUNT.fullmatch(cell)
        name = counted[2] if counted and not menu.find(cell) else cell
        if not menu.find(name):
            continue
        beside = [one for one in (*cells[max(0, at - 1) : at], *cells[at + 1 : at + 2]) if _NUMBER.fullmatch(one)]
        number = counted[1] if counted and name != cell else next(iter(beside), "1")
        yield {"name": name, "quantity": max(1, int(number))}
