"""Line quantities: how many of a dish or an option are to be cooked, of all that a line counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.line_fields import CODES, SYNONYMS
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import QUANTITY_FIELD, has_dish, is_voided
from pages.api.repair.values.number_repair import read_decimal

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

_NAMES = ("quantity", *(name for name, ours in SYNONYMS.items() if ours == "quantity"))
# A shop says beside what was ordered what was taken back of it, or what is left.
_TAKEN_BACK = re.compile(
    r"(qty|quantity)_(cancell?ed|refunded|returned|removed|voided)|(cancell?ed|refunded|returned|removed|voided)_(qty|quantity)"
)
_RETURNED = re.compile(r"refunded|returned")
_UNIT_ID = re.compile(r"(package|line|order)_item_id|(unit|portion|piece)_id")
_LEFT = ("current_quantity", "current_qty")
# A till may count units in thousandths, or as they are.
_THOUSANDTHS = "unit_qty"
THOUSANDTHS_FROM = 100
QUANTITY_STEP = Decimal("0.001")
_LARGEST = Decimal(10**9)


def count_units(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    """Return a line that lists its portions one by one, each with an id alone, with their number as its quantity."""
    units = line.get("items")
    if any(line.get(name) is not None for name in _NAMES) or not isinstance(units, list) or not units:
        return line
    if not all(isinstance(one, Mapping) and _is_unit(snake_names(one)) for one in units):
        return line
    repairs.say(f"{at}/items", "were counted as quantity")
    kept = {name: one for name, one in line.items() if name != "items"}
    return kept | {"quantity": sum(not is_voided(one) for one in units)}


def _is_unit(part: Mapping[str, Any]) -> bool:
    is_dish = has_dish(part) or any(name in part for name in CODES if name != "id")
    return not is_dish and any(map(_UNIT_ID.fullmatch, part))


def settle_quantity(
    repairs: RepairLog, at: str, line: dict[str, Any], kind: re.Pattern[str] = QUANTITY_FIELD
) -> dict[str, Any]:
    """Return a line with the quantity that lies under a name of its `kind`, where no usual name has one.

    What was taken back of it is taken off.
    """
    names = [name for name in line if (kind.fullmatch(name) or name == _THOUSANDTHS) and line[name] is not None]
    if names and not any(line.get(name) is not None for name in _NAMES):
        repairs.say(f"{at}/{names[0]}", "was taken as quantity")
        quantity = _units_of(line[names[0]]) if names[0] == _THOUSANDTHS else line[names[0]]
        line = {name: one for name, one in line.items() if name != names[0]} | {"quantity": quantity}
    return _less_taken_back(repairs, at, line)


# More than a thousand portions nobody orders.
def _units_of(value: object) -> object:
    number = read_decimal(value)
    return value if number is None or number < THOUSANDTHS_FROM else float(number / 1000)


# Beside no quantity, or above it, a count counts something else.
def _less_taken_back(repairs: RepairLog, at: str, line: dict[str, Any]) -> dict[str, Any]:
    quantity = next((name for name in _NAMES if line.get(name) is not None), "")
    ordered = read_decimal(line.get(quantity))
    others = [read_decimal(line[name]) for name in line if QUANTITY_FIELD.fullmatch(name)]
    if ordered is None or any(count not in (None, ordered) for count in others):
        return line
    current = next((name for name in _LEFT if name in line), "")
    for name in [current] if current else _taken_back(line):
        count = read_decimal(line[name])
        if count is None or not 0 <= count <= ordered:
            continue
        left = count if current else ordered - count
        line = {key: one for key, one in line.items() if key != name}
        if left != ordered:
            repairs.say(f"{at}/{name}", f"leaves {left.normalize():f} of quantity")
            line, ordered = line | {quantity: float(left)}, left
    return line


# What was returned was refunded as well: of these the larger counts.
def _taken_back(line: dict[str, Any]) -> list[str]:
    names = [name for name in line if _TAKEN_BACK.fullmatch(name)]
    returned = [name for name in names if _RETURNED.search(name)]
    largest = max(returned, key=lambda name: read_decimal(line[name]) or 0, default="")
    return [name for name in names if name not in returned or name == largest]


def read_quantity(repairs: RepairLog, at: str, value: object) -> int | float | None:
    """Return a quantity to three places, 1 for what is no number; None for a line of none."""
    if value is None:
        return 1
    number = read_decimal(value)
    if number is None:
        repairs.say(at, "is no number; taken as 1")
        return 1
    if number <= 0:
        repairs.say(at, "is not above 0; the line was left out")
        return None
    rounded = max(QUANTITY_STEP, number.quantize(QUANTITY_STEP)) if number < _LARGEST else _LARGEST
    if rounded != number:
        repairs.say(at, f"was rounded to {rounded.normalize():f}")
    elif not isinstance(value, int | float):
        repairs.say(at, f"was read as {rounded.normalize():f}")
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
