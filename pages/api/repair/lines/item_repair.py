"""Item repair: brings the lines of a sender's order, with their options, into the form of `ItemIn`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.amendment import MAX_ITEMS_OF_ORDER
from domain.intake import MAX_PORTIONS
from domain.item import MAX_QUANTITY
from domain.menu import MAX_MINUTES, MAX_NAME_CHARS, Menu
from pages.api.repair.lines.corrections import correct_lines
from pages.api.repair.lines.item_lines import is_charge, list_lines, shape_line
from pages.api.repair.lines.line_dishes import name_dish
from pages.api.repair.lines.line_fields import (
    OUR_FIELDS,
    SYNONYMS,
    UNIT_NAMES,
    read_amount,
    read_name,
    read_price_field,
    settle_meal,
    settle_name,
    split_count,
)
from pages.api.repair.lines.line_quantities import count_units, read_quantity, settle_quantity
from pages.api.repair.lines.option_fields import gather_options, keep_variant
from pages.api.repair.lines.option_repair import OptionRepair
from pages.api.repair.values.field_names import in_one_language, snake_names
from pages.api.repair.values.line_names import is_ended
from pages.api.repair.values.major_prices import spell_major_prices
from pages.api.repair.values.number_repair import read_decimal, read_measure, read_minutes
from pages.api.repair.values.repair_log import join_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pages.api.repair.values.repair_log import RepairLog


@dataclass
class ItemRepair:
    """Repairs the items of one order; what it repairs goes into `repairs`. `currency` is the order's."""

    repairs: RepairLog
    currency: str = ""
    menu: Menu = field(default_factory=Menu)

    def repair(self, items: object) -> list[dict[str, Any]]:
        """Return the lines that name a dish, of items in any form."""
        return self.repair_lines(list_lines(items, self.menu, self.repairs))

    def repair_lines(self, lines: Iterable[object]) -> list[dict[str, Any]]:
        """Return those of the lines that name a dish."""
        priced = enumerate(spell_major_prices(list(lines)))
        found = [(f"items/{n}", self._item(f"items/{n}", line)) for n, line in priced]
        corrected = correct_lines([(at, line) for at, line in found if line], self.repairs)
        return [part for line in self._joined(corrected) for part in self._portions(line)]

    def _item(self, at: str, line: object) -> dict[str, Any] | None:
        line = shape_line(at, line, self.repairs)
        if not isinstance(line, Mapping):
            if line is not None:
                self.repairs.say(at, "is no dish; left out")
            return None
        if is_charge(line, self.menu):
            self.repairs.say(at, "is no dish but a charge; left out")
            return None
        voided = is_ended(line)
        line = self._counted(at, self._gathered(at, line))
        quantity, line = self._quantity(at, line)
        # Below zero it is what takes the line before it back.
        if voided and not (quantity and quantity < 0):
            self.repairs.say(at, "is voided; left out")
            return None
        name = read_name(self.repairs, at, line)
        if quantity is None or name is None:
            return None
        readers: dict[str, Callable[[object], object]] = {
            "note": lambda v: self.repairs.read_note(f"{at}/note", v),
            "station": lambda v: self.repairs.read_line(f"{at}/station", v, MAX_NAME_CHARS) or None,
            "prep_minutes": lambda v: self._minutes(f"{at}/prep_minutes", v),
            "modifiers": lambda v: self.modifiers(f"{at}/modifiers", v),
            "price": lambda v: read_price_field(self.repairs, f"{at}/price", v, self._currency_of(line)),
            "currency": lambda v: self.repairs.read_currency(f"{at}/currency", v),
        }
        return {"name": name, "quantity": quantity} | {
            key: read(line[key]) for key, read in readers.items() if key in line
        }

    def _gathered(self, at: str, line: Mapping[str, Any]) -> dict[str, Any]:
        line = in_one_language(name_dish(self.repairs, at, snake_names(line)))
        for settle in (settle_meal, settle_name, read_amount, count_units, settle_quantity):
            line = settle(self.repairs, at, line)
        line = self.repairs.rename(at, line, SYNONYMS)
        line = gather_options(self.repairs, at, keep_variant(self.repairs, at, line), OUR_FIELDS)
        line = self.repairs.join_notes(at, self._measured(at, line), OUR_FIELDS)
        self.repairs.ignore_unknown(at, line, OUR_FIELDS)
        return line

    # "2x Tea" names its quantity where no field does.
    def _counted(self, at: str, line: dict[str, Any]) -> dict[str, Any]:
        name = line.get("name")
        counted = split_count(name, self.menu) if isinstance(name, str) and line.get("quantity") is None else None
        if counted is None:
            return line
        self.repairs.say(f"{at}/name", "the quantity was taken from it")
        return {**line, "name": counted[0], "quantity": counted[1]}

    # 350 of the unit g are 350 g.
    def _measured(self, at: str, line: dict[str, Any]) -> dict[str, Any]:
        unit = next((name for name in UNIT_NAMES if isinstance(line.get(name), str)), None)
        quantity = line.get("quantity")
        if unit is None or not isinstance(quantity, int | float | str) or not read_measure(f"{quantity} {line[unit]}"):
            return line
        self.repairs.say(f"{at}/{unit}", "was added to quantity")
        kept = {name: one for name, one in line.items() if name != unit}
        return kept | {"quantity": f"{quantity} {line[unit]}"}

    def _currency_of(self, line: Mapping[str, Any]) -> str:
        return str(line.get("currency") or self.currency).upper()

    def _quantity(self, at: str, line: dict[str, Any]) -> tuple[int | float | None, dict[str, Any]]:
        value = line.get("quantity")
        if measure := read_measure(value):
            self.repairs.say(f"{at}/quantity", "was added to note")
            line, value = line | {"note": join_texts(line.get("note"), value)}, measure
        if (number := read_decimal(value)) is not None and number < 0:
            return float(number), line
        quantity = read_quantity(self.repairs, f"{at}/quantity", value)
        # A number in words is for the cook to read.
        if quantity and isinstance(value, str) and value.strip() and read_decimal(value) is None:
            self.repairs.say(f"{at}/quantity", "was added to note")
            line = line | {"note": join_texts(line.get("note"), f"{value} x")}
        return quantity, line

    # A till that sends each portion as a line of its own has a lot of them for a large party.
    def _joined(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(lines) <= MAX_ITEMS_OF_ORDER:
            return lines
        joined: dict[str, dict[str, Any]] = {}
        for line in lines:
            dish = json.dumps({**line, "quantity": 0}, sort_keys=True)
            quantity = line["quantity"] + (joined[dish]["quantity"] if dish in joined else 0)
            joined[dish] = {**line, "quantity": round(quantity, 3)}
        if len(joined) < len(lines):
            self.repairs.say("items", "lines that are the same were joined")
        return list(joined.values())

    # More portions than a line may have become several lines, so that no portion is lost.
    def _portions(self, line: dict[str, Any]) -> Iterator[dict[str, Any]]:
        left = min(line["quantity"], MAX_PORTIONS)
        if left < line["quantity"]:
            self.repairs.say("items", f"{line['name']}: was cut to {left} portions")
        if line["quantity"] > MAX_QUANTITY:
            self.repairs.say(
                "items", f"{line['name']}: more than {MAX_QUANTITY} portions were split over several lines"
            )
        while left > 0:
            portion = min(left, MAX_QUANTITY)
            yield {**line, "quantity": portion}
            left = round(left - portion, 3)

    def modifiers(self, at: str, value: object) -> list[dict[str, Any]]:
        """Return the options of one dish."""
        return OptionRepair(self.repairs, self.currency).read(at, value)

    def _minutes(self, at: str, value: object) -> float | None:
        if value is None or value == "":
            return None
        minutes = read_minutes(value)
        if minutes is None or not minutes > 0:
            self.repairs.say(at, "is no time above 0; the menu's minutes count")
            return None
        if minutes > MAX_MINUTES:
            self.repairs.say(at, f"was cut to {MAX_MINUTES:g} minutes")
        elif not isinstance(value, int | float):
            self.repairs.say(at, f"was read as {minutes:g} minutes")
        return min(minutes, MAX_MINUTES)
