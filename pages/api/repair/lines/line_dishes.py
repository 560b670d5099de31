"""Line dishes: the dish of a line that lies in an object of its own, whole or in two halves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.line_fields import names_dish
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import has_dish
from pages.api.repair.values.repair_log import join_lists

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

# A dish may be made of two.
_PART = re.compile(r"component|half|(^|_)part")


def name_dish(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line with what the object of its dish says, under whatever name it lies."""
    dishes = {name: one for name, one in line.items() if isinstance(one, Mapping) and names_dish(one)}
    if has_dish(line) or not dishes:
        return line
    name, dish = next(iter(dishes.items()))
    repairs.say(f"{at}/{name}", "was taken as the dish")
    parts = {key: one for key, one in dishes.items() if _PART.search(key)} if _PART.search(name) else {}
    named = {**{key: value for key, value in line.items() if key not in {name, *parts}}, **snake_names(dish)}
    if len(parts) <= 1:
        return named
    return named | {"modifiers": join_lists(line.get("modifiers"), _halves(repairs, at, parts))}


# A dish of two halves is none of them alone, and what is put on one is not on the other.
def _halves(repairs: RepairLog, at: str, parts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    for name in parts:
        repairs.say(f"{at}/{name}", "was added to modifiers")
    return [{"name": name.replace("_", " "), "modifiers": [part]} for name, part in parts.items()]
