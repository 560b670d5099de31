"""Item lines: the lines of an order in whatever form a sender lists them, each as an object with a name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.counted_texts import read_counted, split_signed
from pages.api.repair.lines.dish_recognition import dish_of
from pages.api.repair.lines.line_fields import CODES, LINE_FIELDS, SYNONYMS, split_count
from pages.api.repair.lines.line_wrappers import lists_of_lines
from pages.api.repair.values.charge_words import is_charge_word
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import has_dish, node_of
from pages.api.repair.values.number_repair import read_decimal

if TYPE_CHECKING:
    from domain.menu import Menu
    from pages.api.repair.values.repair_log import RepairLog

_CHARGE = re.compile(
    r"(.*_)?((fee|tip|gratuity|discount|coupon|shipping|surcharge|service_charge|tax|gift_?card)s?(_total)?"
    r"|card_(sell|reload)|pay_balance|packaging)|((carrier|paper|plastic|shopping)_)?bag|promo_cart(_item)?"
)
_KIND_NAMES = ("type", "item_type", "line_type", "line_item_type", "selection_type", "product_type")
# It parts the lines of a text, as "=====" does on a receipt.
_RULE = re.compile(r"[!-/:-@\[-`{-~\s\u00b7\u2010-\u2015\u2022\u2026\u2500-\u25ff]+")


def add_named_dishes(order: dict[str, Any], menu: Menu, repairs: RepairLog) -> dict[str, Any]:
    """Return an order without lines with those fields as such that are dishes of the menu, and their quantities."""
    dishes = {} if order.get("items") else {name: name.replace("_", " ") for name in order}
    named = {name: dish for name, dish in dishes.items() if menu.find(dish) and read_decimal(order[name])}
    if not named:
        return order
    repairs.say("items", "the fields that are dishes of the menu were taken as items")
    lines = [{"name": dish, "quantity": order[name]} for name, dish in named.items()]
    return {name: one for name, one in order.items() if name not in named} | {"items": lines}


def list_lines(items: object, menu: Menu, repairs: RepairLog) -> list[object]:
    """Return the lines of an order: of a list, an object, or a text."""
    match items:
        case str():
            return _lines_of_text(items, menu, repairs)
        case Mapping() if lists := lists_of_lines(items):
            repairs.say("items", f"was taken from {', '.join(lists)}"[:200])
            return [_named_by(name, node_of(line)) for name, lines in lists.items() for line in lines]
        case Mapping() if any(name in snake_names(items) for name in ("name", *SYNONYMS)):
            repairs.say("items", "the object was taken as one dish")
            return [items]
        case Mapping() if all(isinstance(value, int | float | str) for value in items.values()):
            repairs.say("items", "the object was taken as dishes with their quantities")
            return [{"name": name, "quantity": quantity} for name, quantity in items.items()]
        case Mapping():
            repairs.say("items", "the object was taken as a list of its values")
            return [_named_by(str(key), value) for key, value in items.items()]
        case list() if all(isinstance(one, str) for one in items) and (counted := read_counted(items, menu)):
            repairs.say("items", "the texts were taken as dishes with their quantities")
            return list(counted)
        case list():
            kept = [one for one in items if not (isinstance(one, str) and _RULE.fullmatch(one))]
            if len(kept) < len(items):
                repairs.say("items", "lines without a letter were left out")
            return kept
        case _:
            return []


def _lines_of_text(text: str, menu: Menu, repairs: RepairLog) -> list[object]:
    with suppress(ValueError, RecursionError):
        if isinstance(lines := json.loads(text), list | dict):
            repairs.say("items", "the text was read as JSON")
            return list_lines(lines, menu, repairs)
    lines = [line for one in text.splitlines() if (line := one.strip(" \t-*•")) and not _RULE.fullmatch(line)]
    if counted := read_counted(lines, menu):
        repairs.say("items", "the text was taken as dishes with their quantities")
        return list(counted)
    repairs.say("items", "each line of the text was taken as one dish")
    return [part for line in lines for part in _dishes(line, menu)]


# Commas part dishes only where the menu has each of them, or each has its count.
def _dishes(line: str, menu: Menu) -> list[str]:
    parts = [part.strip() for part in line.replace(";", ",").split(",")]
    names = [(split_count(part, menu) or (part,))[0] for part in parts]
    return parts if all(map(menu.find, names)) else split_signed(line, menu)


def is_charge(line: Mapping[str, Any], menu: Menu) -> bool:
    """Whether a line says that it is money, such as a fee, or a bag, and no dish of the menu."""
    sent = snake_names(line)
    if any(sent.get(name) is True for name in ("gift_card", "is_gift_card")):
        return True
    kinds = [sent[name] for name in _KIND_NAMES if isinstance(sent.get(name), str)]
    if any(_CHARGE.fullmatch(kind) for kind in snake_names(dict.fromkeys(kinds))):
        return True
    name = dish_of(line)
    return is_charge_word(name) and not menu.find(name)


def shape_line(at: str, line: object, repairs: RepairLog) -> object:
    """Return a line as an object with its fields, or as it is."""
    if isinstance(line, list) and line and isinstance(line[-1], Mapping):
        repairs.say(at, "the list around the line was taken off")
        line = line[-1]
    if isinstance(line, list) and any(isinstance(one, str) for one in line[:2]):
        repairs.say(at, "the list was taken as name and quantity")
        is_count_first = len(line) > 1 and _is_count(line[0])
        line = dict(zip(("quantity", "name") if is_count_first else ("name", "quantity"), line, strict=False))
    if (
        isinstance(line, Mapping)
        and len(line) == 1
        and not LINE_FIELDS & snake_names(line).keys()
        and _is_count(*line.values())
    ):
        repairs.say(at, "was taken as a dish with its quantity")
        line = dict(zip(("name", "quantity"), *line.items(), strict=False))
    if isinstance(line, Mapping) and isinstance(more := line.get("_embedded"), Mapping):
        line = {**more, **{name: one for name, one in line.items() if name != "_embedded"}}
    if isinstance(line, str):
        repairs.say(at, "the text was taken as the name of a dish")
        line = {"name": line}
    return line


# An object of dishes by their names.
def _named_by(key: str, value: object) -> object:
    if not isinstance(value, Mapping) or has_dish(value) or key.isdecimal() or value.keys() & set(CODES):
        return value
    return {"name": key, **value}


def _is_count(value: object) -> bool:
    if isinstance(value, str):
        return value.strip().isdecimal()
    return isinstance(value, int | float) and not isinstance(value, bool)
