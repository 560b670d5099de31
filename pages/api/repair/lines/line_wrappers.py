"""Line wrappers: the objects that interfaces and menus put around lists of lines."""

from __future__ import annotations

from collections.abc import Mapping

from pages.api.repair.lines.line_fields import CODES, LINE_FIELDS, SYNONYMS
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import DISH_NAMES, has_dish, node_of

# Fields of a line that what wraps lines has not; an "id" and a count it may have.
_OF_LINE = DISH_NAMES | {"quantity", "qty", *CODES} - {"id"}


# They lie in what an interface wraps lists in ("elements", "edges"), or are parted by the courses of a menu; one alone
# may lie there without a list. An object that names a dish is a line, and its lists are options.
def lists_of_lines(items: Mapping[str, object]) -> dict[str, list[object]]:
    """Return the lists of lines in an object that is no line itself, by their names; none of what is a line."""
    if len(items) == 1 and all(isinstance(one, Mapping) and has_dish(one) for one in items.values()):
        return {name: [line] for name, line in items.items()}
    if any(name in _OF_LINE and not isinstance(value, list) for name, value in snake_names(items).items()):
        return {}
    lists = {name: value for name, value in items.items() if isinstance(value, list) and value}
    found = {
        name: value
        for name, value in lists.items()
        if all(isinstance(one, Mapping) for one in value) and _can_be_lines(*snake_names({name: 0}))
    }
    # Courses alone, of which some are a text or one line.
    if found and all(isinstance(one, list) or (isinstance(one, Mapping) and has_dish(one)) for one in items.values()):
        return {name: one if isinstance(one, list) else [one] for name, one in items.items()}
    return found


def _can_be_lines(name: str) -> bool:
    return name not in LINE_FIELDS or SYNONYMS.get(name) == "name"


def unwrap_lines(lines: object) -> list[object]:
    """Return the lines of one part of an order as a list."""
    if isinstance(lines, list):
        return lines
    lists = lists_of_lines(lines) if isinstance(lines, Mapping) else {}
    return [node_of(line) for one in lists.values() for line in one] or [lines]
