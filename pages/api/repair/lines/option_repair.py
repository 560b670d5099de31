"""Option repair: brings the options of a dish, in whatever form a sender writes them, into the form of `ModifierIn`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from domain.item import MAX_QUANTITY
from domain.menu import MAX_NAME_CHARS
from pages.api.repair.lines.line_fields import (
    CODES,
    SYNONYMS,
    is_reference,
    read_amount,
    read_name,
    read_price_field,
    settle_name,
)
from pages.api.repair.lines.line_quantities import read_quantity, settle_quantity
from pages.api.repair.lines.option_fields import gather_options, is_no_option, without_groups
from pages.api.repair.lines.option_shape import (
    CHOSEN,
    PAIR_NAMES,
    QUALIFIERS,
    is_chosen,
    join_choice,
    join_pair,
    list_choices,
    list_options,
    qualify,
    unwrap,
)
from pages.api.repair.values.field_names import in_one_language, snake_names
from pages.api.repair.values.line_names import OPTION_QUANTITY_FIELD, QUANTITY_FIELD, has_dish, is_voided
from pages.api.repair.values.number_repair import read_decimal

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

MAX_DEPTH = 3
# Nothing real lies deeper.
MAX_READ_DEPTH = 10
MAX_MODIFIERS = 50
_FIELDS = {"name", "quantity", "modifiers", "price", *CODES}
_NAMES = {*_FIELDS, *SYNONYMS, *PAIR_NAMES}
# A group of options has its name under these.
_GROUP_NAMES = dict.fromkeys(("group", "group_name", "option_group", "modifier_group", "modifier_group_name"), "name")
_REFERENCES = ("modifier", "option")
_CODE_NAME = re.compile(r"(.*_)?(barcode|code|ean|gtin|upc|sku|plu|uuid|guid|uri)|.*_(ref|key|tax|cost)")
_OPTION_OBJECT = re.compile(r"(modifier|option|choice|item|product|topping|extra|addon)(_(option|item|value))?")
_OPTION_NAMES = dict.fromkeys(("modifier", "modifier_name", "option", "choice", "text"), "name")
_NAMING = {"name", *PAIR_NAMES, *_GROUP_NAMES, *_OPTION_NAMES, *(one for one, of in SYNONYMS.items() if of == "name")}


class OptionRepair:
    """Repairs the options of one order; what it repairs goes into `repairs`. `currency` is the order's."""

    def __init__(self, repairs: RepairLog, currency: str) -> None:
        self._repairs, self._currency = repairs, currency

    def read(self, at: str, value: object, depth: int = 1) -> list[dict[str, Any]]:
        """Return the options of one dish; `depth` is how deep they lie."""
        if value is None or depth > MAX_READ_DEPTH:
            return []
        values = [choice for one in list_options(value) for choice in self._choices(at, one)]
        read = [self._modifier(f"{at}/{n}", one, depth) for n, one in enumerate(values)]
        return self._limited(at, [one for one in read if one])

    # An option that is not on the ticket is not cooked: what is too many shares the last line.
    def _limited(self, at: str, modifiers: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(modifiers) <= MAX_MODIFIERS:
            return modifiers
        self._repairs.say(at, f"more than {MAX_MODIFIERS}: the rest was joined to one")
        rest = ", ".join(str(one["name"]) for one in modifiers[MAX_MODIFIERS - 1 :])
        return [*modifiers[: MAX_MODIFIERS - 1], {"name": self._repairs.read_line(at, rest, MAX_NAME_CHARS)}]

    def _choices(self, at: str, value: object) -> list[object]:
        if not isinstance(value, Mapping):
            return [value]
        sent = join_choice(in_one_language(snake_names(value)))
        if not _NAMING & sent.keys() and (wrapped := unwrap(sent)) is not None:
            return wrapped
        if named := [name for name in _OPTION_NAMES if isinstance(sent.get(name), str)]:
            if isinstance(sent.get("name"), str) and all(is_reference(sent[name]) for name in named):
                return [{name: one for name, one in sent.items() if name not in named}]
            # Beside its name an option's number says nothing.
            sent = {
                name: one
                for name, one in sent.items()
                if name in named or name not in _REFERENCES or not _is_number(one)
            }
            chosen = {name for name in CHOSEN if isinstance(sent.get(name), bool)}
            others = {name for name in sent.keys() - _NAMES - QUALIFIERS - chosen if not is_no_option(name)}
            codes = {name for name in others if _CODE_NAME.fullmatch(name)}
            if named == ["modifier_name"] or others <= {*named, *codes}:
                return [self._repairs.rename(at, sent, _OPTION_NAMES)]
        elif (_NAMES | _GROUP_NAMES.keys()) & sent.keys():
            return [sent]
        self._repairs.say(at, "the object was taken as a list of choices")
        return list(list_choices(value, _NAMES))

    def _modifier(self, at: str, value: object, depth: int) -> dict[str, Any] | None:
        if not isinstance(value, Mapping):
            text = self._repairs.read_line(at, value, MAX_NAME_CHARS)
            return {"name": text} if text else None
        sent = self._named(at, in_one_language(snake_names(value)))
        if is_voided(sent):
            self._repairs.say(at, "is voided; left out")
            return None
        if not is_chosen(sent):
            self._repairs.say(at, "is not chosen; left out")
            return None
        sent = settle_name(self._repairs, at, self._priced(at, sent))
        sent = join_pair(settle_quantity(self._repairs, at, sent, _quantity_kind(sent)))
        named = self._repairs.rename(at, sent, SYNONYMS | _GROUP_NAMES)
        option = gather_options(self._repairs, at, without_groups(self._qualified(at, named)), _FIELDS)
        if str(option.get("name") or "").startswith("_"):
            return None  # what a web shop keeps for itself
        self._repairs.ignore_unknown(at, option, _FIELDS)
        name = read_name(self._repairs, at, option)
        quantity = read_quantity(self._repairs, f"{at}/quantity", option.get("quantity"))
        if name is None or quantity is None:
            return None
        return self._with_inner(at, self._fields(at, name, quantity, option), option, depth)

    # The option may lie in an object of its own.
    def _named(self, at: str, sent: dict[str, Any]) -> dict[str, Any]:
        options = [
            name
            for name, one in sent.items()
            if _OPTION_OBJECT.fullmatch(name) and isinstance(one, Mapping) and has_dish(one)
        ]
        if len(options) != 1 or any(isinstance(sent.get(name), str) for name in _NAMING):
            return sent
        self._repairs.say(f"{at}/{options[0]}", "was taken as the option")
        own = {name: one for name, one in self._priced(at, sent).items() if name != options[0] and one is not None}
        return {**snake_names(sent[options[0]]), **own}

    # Also a quantity in words or below zero, and a note, say how the option is meant.
    def _qualified(self, at: str, sent: dict[str, Any]) -> dict[str, Any]:
        option = qualify(sent)
        said, name, note = option.get("quantity"), option.get("name"), option.get("note")
        if not isinstance(name, str):
            return option
        number = read_decimal(said)
        if number is not None and number < 0:
            option = option | {"name": f"{said} x {name}", "quantity": 1}
        elif number is None and isinstance(said, str) and said.strip():
            option = option | {"name": f"{said} {name}", "quantity": 1}
        if note and isinstance(note, str):
            option = {key: one for key, one in option.items() if key != "note"} | {"name": f"{option['name']} ({note})"}
        if option != sent:
            self._repairs.say(f"{at}/name", "what is said of how it is meant was added")
        return option

    # Where an option refers to one of the menu, the amount is its price.
    def _priced(self, at: str, sent: dict[str, Any]) -> dict[str, Any]:
        modifier = sent.get("modifier")
        is_referring = isinstance(modifier, Mapping)
        priced = read_amount(self._repairs, at, sent, is_price=is_referring or sent.get("amount") == 0)
        repeated = [name for name in _REFERENCES if _says_again(sent.get(name), sent.get("name"))]
        return {name: one for name, one in priced.items() if name not in repeated}

    def _fields(self, at: str, name: str, quantity: float, option: Mapping[str, Any]) -> dict[str, Any]:
        if quantity > MAX_QUANTITY:
            self._repairs.say(f"{at}/quantity", f"was cut to {MAX_QUANTITY}")
        price = read_price_field(self._repairs, f"{at}/price", option.get("price"), self._currency)
        return {"name": name, "quantity": min(quantity, MAX_QUANTITY)} | ({} if price is None else {"price": price})

    def _with_inner(self, at: str, modifier: dict[str, Any], option: Mapping[str, Any], depth: int) -> dict[str, Any]:
        inner = self.read(f"{at}/modifiers", option.get("modifiers"), depth + 1)
        if inner and depth >= MAX_DEPTH:
            said = f"options are taken {MAX_DEPTH} levels deep; these were joined to the name"
            self._repairs.say(f"{at}/modifiers", said)
            names = ", ".join(str(one["name"]) for one in inner)
            return modifier | {"name": self._repairs.read_line(at, f"{modifier['name']} ({names})", MAX_NAME_CHARS)}
        return modifier | ({"modifiers": inner} if inner else {})


# What refers to an option of the menu may name it once more.
def _says_again(menu_option: object, name: object) -> bool:
    if not isinstance(menu_option, Mapping):
        return False
    return not has_dish(menu_option) or (isinstance(name, str) and snake_names(menu_option).get("name") == name)


# The quantity in a group is that of its options.
def _quantity_kind(sent: Mapping[str, Any]) -> re.Pattern[str]:
    return QUANTITY_FIELD if _GROUP_NAMES.keys() & sent.keys() else OPTION_QUANTITY_FIELD


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
