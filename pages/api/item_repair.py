"""Item repair: brings the lines of a sender's order, with their options, into the form of `ItemIn`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from domain.intake import MAX_ITEMS, MAX_QUANTITY
from domain.menu import MAX_MINUTES, MAX_NAME_CHARS
from pages.api.number_repair import read_decimal, read_minutes, read_price
from pages.api.option_shape import PAIR_NAMES, join_pair, list_choices
from pages.api.order_shape import snake_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pages.api.repair_log import RepairLog

_SYNONYMS = {
    "title": "name", "item": "name", "item_name": "name", "dish": "name", "product": "name", "product_name": "name",
    "display_name": "name", "full_product_name": "name", "menu_name": "name", "description": "name", "label": "name",
    "qty": "quantity", "count": "quantity", "amount": "quantity",
    "notes": "note", "comment": "note", "comments": "note", "remark": "note", "instructions": "note",
    "customer_note": "note", "special_request": "note", "special_instructions": "note",
    "options": "modifiers", "extras": "modifiers", "addons": "modifiers", "sub_items": "modifiers",
    "menu_options": "modifiers", "meta_data": "modifiers", "properties": "modifiers", "choices": "modifiers",
    "toppings": "modifiers", "combo_lines": "modifiers",
    "minutes": "prep_minutes", "prep_time": "prep_minutes",
}  # fmt: skip
# What identifies a dish without a name.
_CODES = ("sku", "plu", "code", "id", "product_id")
_ITEM_FIELDS = {"name", "quantity", "note", "station", "prep_minutes", "modifiers", "price", "currency", *_CODES}
_MODIFIER_FIELDS = {"name", "quantity", "modifiers", "price", *_CODES}
_MODIFIER_NAMES = {*_MODIFIER_FIELDS, *_SYNONYMS, *PAIR_NAMES}
QUANTITY_STEP = Decimal("0.001")
MAX_DEPTH = 3
MAX_MODIFIERS = 50


@dataclass
class ItemRepair:
    """Repairs the items of one order; what it repairs goes into `repairs`. `currency` is the order's."""

    repairs: RepairLog
    currency: str = ""

    def repair(self, items: object) -> list[dict[str, Any]]:
        """Return the lines that name a dish."""
        lines = [self._item(f"items/{n}", line) for n, line in enumerate(self._lines(items))]
        return [part for line in lines if line for part in self._portions(line)]

    def _lines(self, items: object) -> list[object]:
        match items:
            case str():
                return self._lines_of_text(items)
            case Mapping() if any(name in snake_names(items) for name in ("name", *_SYNONYMS)):
                self.repairs.say("items", "the object was taken as one dish")
                return [items]
            case Mapping():
                self.repairs.say("items", "the object was taken as a list of its values")
                return list(items.values())
            case list():
                return items
            case _:
                return []

    def _lines_of_text(self, text: str) -> list[object]:
        with suppress(ValueError, RecursionError):
            if isinstance(lines := json.loads(text), list | dict):
                self.repairs.say("items", "the text was read as JSON")
                return self._lines(lines)
        self.repairs.say("items", "the text was taken as one dish")
        return [text]

    def _item(self, at: str, line: object) -> dict[str, Any] | None:
        if isinstance(line, list) and line and isinstance(line[-1], Mapping):
            self.repairs.say(at, "the list around the line was taken off")
            line = line[-1]
        if isinstance(line, str):
            self.repairs.say(at, "the text was taken as the name of a dish")
            line = {"name": line}
        if not isinstance(line, Mapping):
            if line is not None:
                self.repairs.say(at, "is no dish; left out")
            return None
        line = self.repairs.rename(at, snake_names(line), _SYNONYMS)
        self.repairs.ignore_unknown(at, line, _ITEM_FIELDS)
        quantity = self._quantity(f"{at}/quantity", line.get("quantity"))
        name = self._name(at, line)
        if quantity is None or name is None:
            return None
        readers: dict[str, Callable[[object], object]] = {
            "note": lambda v: self.repairs.read_note(f"{at}/note", v),
            "station": lambda v: self.repairs.read_line(f"{at}/station", v, MAX_NAME_CHARS) or None,
            "prep_minutes": lambda v: self._minutes(f"{at}/prep_minutes", v),
            "modifiers": lambda v: self.modifiers(f"{at}/modifiers", v),
            "price": lambda v: self._price(f"{at}/price", v, line.get("currency")),
            "currency": lambda v: self.repairs.read_currency(f"{at}/currency", v),
        }
        return {"name": name, "quantity": quantity} | {
            key: read(line[key]) for key, read in readers.items() if key in line
        }

    def _name(self, at: str, line: Mapping[str, Any]) -> str | None:
        if name := self.repairs.read_line(f"{at}/name", line.get("name"), MAX_NAME_CHARS):
            return name
        code = next((str(line[key]) for key in _CODES if isinstance(line.get(key), str | int)), "")
        if not code and not line.get("note") and not line.get("modifiers"):
            self.repairs.say(f"{at}/name", "the line names no dish; left out")
            return None
        named = self.repairs.read_line(f"{at}/name", f"#{code}" if code else "?", MAX_NAME_CHARS)
        self.repairs.say(f"{at}/name", f"the dish has no name; the ticket says {named}")
        return named

    def _quantity(self, at: str, value: object) -> int | float | None:
        if value is None:
            return 1
        number = read_decimal(value)
        if number is None:
            self.repairs.say(at, "is no number; taken as 1")
            return 1
        if number <= 0:
            self.repairs.say(at, "is not above 0; the line was left out")
            return None
        rounded = max(QUANTITY_STEP, number.quantize(QUANTITY_STEP)) if number < 10**9 else Decimal(10**9)
        if rounded != number:
            self.repairs.say(at, f"was rounded to {rounded.normalize():f}")
        elif not isinstance(value, int | float):
            self.repairs.say(at, f"was read as {rounded.normalize():f}")
        return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)

    # More portions than a line may have become several lines, so that no portion is lost.
    def _portions(self, line: dict[str, Any]) -> Iterator[dict[str, Any]]:
        left = min(line["quantity"], MAX_QUANTITY * MAX_ITEMS)
        if line["quantity"] > MAX_QUANTITY:
            self.repairs.say(
                "items", f"{line['name']}: more than {MAX_QUANTITY} portions were split over several lines"
            )
        while left > 0:
            portion = min(left, MAX_QUANTITY)
            yield {**line, "quantity": portion}
            left -= portion

    def modifiers(self, at: str, value: object, depth: int = 1) -> list[dict[str, Any]]:
        """Return the options of one dish; `depth` is how deep they lie."""
        if value is None or depth > MAX_DEPTH + 1:
            return []
        if isinstance(value, Mapping) and not _MODIFIER_NAMES & snake_names(value).keys():
            self.repairs.say(at, "the object was taken as a list of choices")
            value = list(list_choices(value))
        values = value if isinstance(value, list) else [value]
        if len(values) > MAX_MODIFIERS:
            self.repairs.say(at, f"only the first {MAX_MODIFIERS} were taken")
        read = [self._modifier(f"{at}/{n}", one, depth) for n, one in enumerate(values[:MAX_MODIFIERS])]
        return [one for one in read if one]

    def _modifier(self, at: str, value: object, depth: int) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            text = self.repairs.read_line(at, value, MAX_NAME_CHARS)
            return {"name": text} if text else None
        value = self.repairs.rename(at, join_pair(snake_names(value)), _SYNONYMS)
        if str(value.get("name") or "").startswith("_"):
            return None  # what a web shop keeps for itself
        self.repairs.ignore_unknown(at, value, _MODIFIER_FIELDS)
        name, quantity = self._name(at, value), self._quantity(f"{at}/quantity", value.get("quantity"))
        if name is None or quantity is None:
            return None
        modifier: dict[str, Any] = {"name": name, "quantity": min(quantity, MAX_QUANTITY)}
        if (price := self._price(f"{at}/price", value.get("price"))) is not None:
            modifier["price"] = price
        inner = self.modifiers(f"{at}/modifiers", value.get("modifiers"), depth + 1)
        if inner and depth >= MAX_DEPTH:
            self.repairs.say(
                f"{at}/modifiers", f"options are taken {MAX_DEPTH} levels deep; these were joined to the name"
            )
            names = ", ".join(str(one["name"]) for one in inner)
            return modifier | {"name": self.repairs.read_line(at, f"{name} ({names})", MAX_NAME_CHARS)}
        return modifier | ({"modifiers": inner} if inner else {})

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

    def _price(self, at: str, value: object, currency: object = None) -> int | None:
        if value is None:
            return None
        price = read_price(value, str(currency or self.currency).upper())
        if price is None:
            self.repairs.say(at, "is no amount in minor units (cents); left out")
        elif price != value:
            self.repairs.say(at, f"was read as {price} minor units")
        return price
