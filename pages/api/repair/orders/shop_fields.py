"""Shop fields: the fields that a web shop adds to its orders as pairs, such as {"name": "Table", "value": "5"}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.orders.order_fields import DATE_NAMES, DETAILS, NAMES_OF_ORDER, ORDER_SYNONYMS, is_said
from pages.api.repair.orders.order_kinds import is_of_order
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import ITEM_LISTS, MONEY_NAME
from pages.api.repair.values.note_texts import NOTE_NAME
from pages.api.repair.values.repair_log import join_texts
from pages.api.repair.values.service_words import read_service

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

_LABELS = ("display_key", "label", "question", "title", "name", "key")
_VALUES = ("display_value", "value", "answer")
# Stripe answers so a question of a checkout.
_ANSWERS = ("text", "numeric", "dropdown")
_OWN_DATA = re.compile(r"meta(_?data)?|custom(_?(data|fields|attributes))?")
_OURS = {*DETAILS, "phone"}


def spread_pairs(order: Mapping[str, Any], repairs: RepairLog) -> dict[str, Any]:
    """Return an order with what its pairs say under their labels; what the order says itself wins, notes are joined."""
    spread = dict(order)
    for name, rows in order.items():
        if name in ITEM_LISTS or MONEY_NAME.search(name):
            continue
        for label, value in _pairs_of(name, rows):
            field = "" if isinstance(value, list) else _field_of(label, value)
            if field and NOTE_NAME.search(field):
                spread[field] = join_texts(spread.get(field), value)
            elif field and not is_said(field, spread) and _can_be(field, value):
                spread[field] = value
            else:
                continue
            repairs.say(f"{name}/{label}"[:60], f"was taken as {field}")
    return spread


def answers_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of a form, such as [{"label": "Dish", "value": "Naan"}], by their labels as field names."""
    lists = (rows for name, rows in fields.items() if not MONEY_NAME.search(name) and isinstance(rows, list))
    answers: dict[str, Any] = {}
    for label, value in (pair for rows in lists for pair in _pairs(rows)):
        answers.setdefault(_name_of(label), value)
    return answers


def _name_of(label: str) -> str:
    return re.sub(r"\W+", "_", " ".join(snake_names({label: 0}))).strip("_").removeprefix("your_")


# What a shop keeps for its own use lies in an object of its own.
def _pairs_of(name: str, said: object) -> Iterator[tuple[str, str | int | list[Any]]]:
    if isinstance(said, list):
        yield from _pairs(said)
    elif isinstance(said, Mapping) and _OWN_DATA.fullmatch(name):
        # Its notes are read as those of any object, and its name may be anybody's.
        own = {key: one for key, one in said.items() if key.lower() != "name" and not NOTE_NAME.search(key)}
        yield from _pairs([{"name": key, "value": one} for key, one in own.items()])


def _pairs(rows: list[Any]) -> Iterator[tuple[str, str | int | list[Any]]]:
    for row in (snake_names(one) for one in rows if isinstance(one, Mapping)):
        label = next((row[name] for name in _LABELS if isinstance(row.get(name), str)), "")
        inner = (one.get("value") for name in _ANSWERS if isinstance(one := row.get(name), Mapping))
        values = (*(row.get(name) for name in _VALUES), *inner)
        value = next((one for one in values if isinstance(one, str | int | list)), "")
        # A web shop keeps what begins so for itself.
        if label and not label.startswith("_") and value not in ("", []) and not isinstance(value, bool):
            yield label, value


def _field_of(label: str, value: str | int) -> str:
    field = _name_of(label)
    if field == "name":
        return "guest_name"
    is_known = field in _OURS or (field in NAMES_OF_ORDER and ORDER_SYNONYMS.get(field) in _OURS) or field in DATE_NAMES
    return field if is_known or NOTE_NAME.search(field) or is_of_order(field, value) else ""


# A list of amounts has a service, too.
def _can_be(field: str, value: object) -> bool:
    return ORDER_SYNONYMS.get(field, field) != "service" or read_service(str(value)) is not None
