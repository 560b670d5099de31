"""Dish recognition: which objects are lines of an order, under names that nobody foresaw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.lines.line_fields import SYNONYMS
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import (
    DISH_NAMES,
    ITEM_LISTS,
    MONEY_NAME,
    NO_MORE_LINES,
    QUANTITY_FIELD,
    QUANTITY_NAMES,
)
from pages.api.repair.values.meal_words import is_meal_word

if TYPE_CHECKING:
    from domain.menu import Menu

# Beside one of these the name is the guest's: a form asks for both.
SURE_DISHES = (
    "dish", "dish_name", "item", "item_name", "product", "product_name", "meal", "food", "food_item", "food_name",
)  # fmt: skip
# A guest of a form leaves one of these.
_CONTACT = re.compile(r"phone|mobile|e_?mail")
# What a dish of a catalogue has not.
_WISHES = {"note", "notes", "modifiers", "options"}
_LINES_NAME = re.compile(r"order|item|(^|_)lines?|dish|food|ticket|round")


def unnamed_lists(fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of lines that lie under names which nobody foresaw: lists of dishes with quantities."""
    return {
        name: value
        for name, value in fields.items()
        if name not in ITEM_LISTS and not MONEY_NAME.search(name)
        if isinstance(value, list) and value and (all(map(is_line, value)) or _are_sure_dishes(name, value))
    }


def is_line(value: object) -> bool:
    """Whether an object is a line: a dish with its quantity."""
    if not isinstance(value, Mapping):
        return False
    named = snake_names(value)
    return bool(DISH_NAMES & named.keys()) and ("dish" in named or any(map(is_quantity, named)))


def has_quantity(line: Mapping[str, Any]) -> bool:
    """Whether a line says how many of a dish were ordered, not what they cost."""
    return any(is_quantity(name) and name != "amount" for name in snake_names(line))


def is_quantity(name: str) -> bool:
    """Whether a field says how many of a dish were ordered."""
    return name in QUANTITY_NAMES or bool(QUANTITY_FIELD.fullmatch(name))


def is_sure_dish(value: object) -> bool:
    """Whether an object names a dish under a name that means nothing else."""
    return isinstance(value, Mapping) and any(map(is_text, map(snake_names(value).get, SURE_DISHES)))


def is_named_dish(fields: Mapping[str, Any], name: str) -> bool:
    """Whether a field names the dish beside a name; "Dinner" does only beside that of a guest."""
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        return False
    return not is_meal_word(value) or any(map(_CONTACT.search, fields))


def is_dish_of_meal(fields: Mapping[str, Any], menu: Menu) -> bool:
    """Whether an object says nothing but a dish of the menu, the meal that it is for, and wishes: that is one of it."""
    sent = snake_names(fields)
    names = [one for name, one in sent.items() if name in DISH_NAMES and is_text(one)]
    is_all = sent.keys() <= DISH_NAMES | _WISHES
    return is_all and any(map(is_meal_word, names)) and any(map(menu.find, names))


# Without a quantity they may be anything else of a dish, such as its sides.
def _are_sure_dishes(name: str, values: list[Any]) -> bool:
    is_lines = _LINES_NAME.search(name) and not NO_MORE_LINES.search(name) and SYNONYMS.get(name) != "modifiers"
    return bool(is_lines) and all(map(is_sure_dish, values))


def dish_of(line: object) -> str:
    """Return the name of a line's dish, folded, as it is compared with others."""
    named = snake_names(line) if isinstance(line, Mapping) else {"name": line}
    names = sorted(DISH_NAMES & named.keys(), key=lambda name: (name != "name", name == "description", name))
    dish = named[names[0]] if names else ""
    return dish_of(dish) if isinstance(dish, Mapping) else str(dish).strip().casefold()


def is_text(value: object) -> bool:
    """Whether a value is a text that says something."""
    return isinstance(value, str) and bool(value.strip())
