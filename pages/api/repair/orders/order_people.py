"""Order people: the guest of an order and the phone, under names and in objects that no list foresees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pages.api.repair.orders.order_fields import (
    PEOPLE,
    PHONE,
    fields_of_person,
    first_of,
    name_of,
    phone_of,
    synonyms_of,
)
from pages.api.repair.orders.order_places import LABELS, PLACE

PERSON = re.compile(
    rf"({PEOPLE}|(billing|shipping)(_address)?)_(full_?)?name|full_name|({PEOPLE})_(first|given)_?name|eater|consumer|diner|recipient"
    r"|receiver|consignee|buyer|purchaser"
)
# These are people only as objects.
PERSON_OBJECT = re.compile(
    rf"delivery|pickup|collection|({PEOPLE})_(info|information|details?|data|profile|contact)"
    r"|(shipping|billing|receive)_(person|contact|address|info)|((delivery|customer|receiver)_)?address"
)
_ADDRESS = re.compile(r"((delivery|customer)_)?address")
# Lists of people, of whom the first has ordered; guests may be those at the table.
_PEOPLE = re.compile(r"(customer|client|eater|consumer|recipient)s")
# What a till calls an order may be none.
_NO_GUEST = re.compile(
    r"[\d#@]|order\b|\b(order|submi|web_?hook|pick[ _-]?up|take[ _-]?(away|out)|deliver|bestellung|pedido)"
    r"|\b(ticket|tab|check|new|online|web|menu|meal|lunch|dinner|catering|party|form|request|event|hook|payment|purchase"
    r"|invoice|receipt|cart|box|combo|commande|ordine|table|mesa|tisch|pos|asap)(e?s)?\b"
    # How somebody is addressed, without the name.
    r"|^(mrs?|ms|miss|sra?|dr|herr|frau|mme|mx)\.?$",
    re.IGNORECASE,
)
_LAST = {"first": "last", "given": "family"}


def find_guest(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    """Return the fields that name the guest, and what they say; None where none does."""
    for name, value in order.items():
        is_object = isinstance(value, Mapping) and PERSON_OBJECT.fullmatch(name)
        if not (is_object or PERSON.fullmatch(name)) or not (isinstance(value, str | Mapping) and value):
            continue
        if isinstance(value, str) and "@" in value:
            continue
        if isinstance(value, Mapping) and not _is_person(name, fields_of_person(value)):
            continue
        last = re.sub("(first|given)(_?name)$", lambda found: _LAST[found[1]] + found[2], name)
        if last != name and isinstance(value, str) and isinstance(order.get(last), str):
            return [name, last], f"{value} {order[last]}"
        return [name], value
    people = ((name, first_of(value)) for name, value in order.items() if _PEOPLE.fullmatch(name))
    labels = ((name, order[name]) for name in LABELS if isinstance(order.get(name), str))
    named = [(name, one) for name, one in people if one and name_of(fields_of_person(one))]
    return next((([name], one) for name, one in (*named, *labels) if not isinstance(one, str) or _is_guest(one)), None)


# A till writes there whose the order is.
def _is_guest(label: str) -> bool:
    return bool(label.strip()) and not _NO_GUEST.search(label.strip())


# A place or a way may have a name as well.
def _is_person(name: str, sent: Mapping[str, Any]) -> bool:
    is_place = PLACE.fullmatch(name) or _ADDRESS.fullmatch(name)
    return bool(name_of(sent)) and (not is_place or bool(sent.get("first_name") or sent.get("firstname")))


def find_phone(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    """Return the field that is the guest's phone, and the number; no field where it lies within a person."""
    names = [name for name, ours in synonyms_of(order).items() if ours == "guest_name" and order.get(name)]
    said = next((order[name] for name in names), "")
    guest = fields_of_person(said) if isinstance(said, Mapping) else {"name": said}
    inner = [("", key, one) for person in (guest, *_others(order, name_of(guest))) for key, one in person.items()]
    for name, key, one in [*((name, name, one) for name, one in order.items()), *inner]:
        number = phone_of(one) if PHONE.fullmatch(key) else None
        if isinstance(number, str | int) and number and number is not True:
            return ([name] if name else []), number
    return None


# Where a guest is named, another person's phone is not theirs.
def _others(order: Mapping[str, Any], guest_name: str) -> Iterator[dict[str, Any]]:
    for name, value in order.items():
        is_kind = PERSON.fullmatch(name) or PERSON_OBJECT.fullmatch(name)
        if not is_kind or not isinstance(value, Mapping):
            continue
        person = fields_of_person(value)
        is_guest = not guest_name or name_of(person) in {"", guest_name}
        if is_guest and (_is_person(name, person) or not PLACE.fullmatch(name)):
            yield person
