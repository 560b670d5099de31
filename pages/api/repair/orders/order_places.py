"""Order places: where an order is eaten, and at which table, as the objects that tell of its place say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pages.api.repair.orders.order_fields import first_of, synonyms_of
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.service_codes import read_code
from pages.api.repair.values.service_words import read_service

SERVICE = re.compile(
    r"(order_)?(order(ing)?|service|delivery|fulfil+(ment)?|expedition|dining|handoff|shipping|checkout|collection"
    r"|pick_?up_location)_?(type|mode|method|option)(_(name|label|text|title|description))?"
    r"|(delivery|pick_?up|collection|take_?away|dine_in|eat_in)_or_\w+\W*"
    r"|afhalen_of_bezorgen|abholung_oder_lieferung|recogida_o_(envío|entrega|domicilio)"
)
_KEYS = ("id", "uuid", "guid", "href", "url")
# A web shop says so how it brings an order.
_SHIPPING = re.compile(r"(shipping|delivery)_(lines?|methods?|options?)")
_FLAGS = re.compile(
    r"((feature|order|cart|checkout|service)_)?(flags|info|meta(_?data)?|settings)|order_(details|options)"
)
# The same within an object that says it.
_KIND_OF_PLACE = re.compile(r"type|mode|method")
# They tell where, how or when the guest gets an order.
PLACE = re.compile(
    r"(pickup|delivery|takeout|takeaway|collection|fulfil+ment|schedule|pre_?order|dine_in|indoor)"
    r"(_info|_details|_information)?"
)
_TABLE = re.compile(r"(table|mesa|tisch)(_(number|name|no|identifier|label))?")
_TABLE_ID = re.compile(r"table_id")
MAX_TABLE_CHARS = 4
_SPOT = re.compile(r"place|spot|drop_?off(_location)?|location_in_venue")
_TABLE_PLACE = re.compile(rf"{PLACE.pattern}|{_SPOT.pattern}")
_NAME = re.compile(r"name|label")
# What a till calls an order: its guest, its table, or nothing of the kind.
LABELS = ("call_name", "check_name", "ticket_name", "order_name", "order", "title")
# What a table is called in the languages of the pages and others, and its number.
_TABLE_WORD = (
    r"\b(?:table|mesa|tisch|tavolo|tafel|stolik|masa|стол(?:ик)?|桌[号號]?|テーブル|테이블|टेबल|โต๊ะ|(?:ال)?طاولة)[\W_]*"
    r"(?:(?:no|nr|n|num|number|numero|número|numéro|nummer)[.°º]*[\W_]*(?=\d))?"
)
_TABLE_NUMBER = r"(?<!\w)[^\W\d_]{1,2}-?\d[\w-]{0,7}|\d[\w-]{0,9}"
_CALLED_TABLE = re.compile(rf"{_TABLE_WORD}({_TABLE_NUMBER})", re.IGNORECASE)
_WORD_BEFORE_NUMBER = re.compile(rf"{_TABLE_WORD}(?={_TABLE_NUMBER})", re.IGNORECASE)
MAX_LABEL_CHARS = 60


def find_service(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    """Return the fields that say the kind of service by the kind of their names, and what they say."""
    if code := read_code(order):
        return [code[0]], code[1]
    named = [(name, one) for name, one in order.items() if SERVICE.fullmatch(name)]
    places = _within(order, PLACE, _KIND_OF_PLACE, SERVICE)
    said = (*named, *_within_kinds(order), *places, *_within(order, _FLAGS, SERVICE))
    found = [([name], one) for name, one in said if isinstance(one, str) and read_service(one)]
    # What is eaten at a table may be called picked up as well.
    return next((one for one in found if read_service(one[1]) == "dine_in"), found[0] if found else None)


# A kind may be an object with its names, or the first of a list of such.
def _within_kinds(order: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    synonyms = synonyms_of(order)
    for name, kind in order.items():
        if synonyms.get(name) == "service" or SERVICE.fullmatch(name) or _SHIPPING.fullmatch(name):
            said = snake_names(first_of(kind) or (kind if isinstance(kind, Mapping) else {}))
            yield from ((name, one) for key, one in said.items() if key not in _KEYS)


def find_table(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    """Return the object that says the table, by its name, and what it says."""
    said = _within(order, _TABLE_PLACE, _TABLE)
    labels = ((name, order.get(name)) for name in ("name", *LABELS))
    texts = ((name, one) for name, one in (*_within(order, _SPOT, _NAME), *labels) if isinstance(one, str))
    named = ((name, called) for name, one in texts if (called := called_table(one)))
    is_name = (str, int, Mapping)
    found = (*said, *named, *_table_ids(order))
    return next((([name], one) for name, one in found if one and isinstance(one, is_name) and one is not True), None)


def called_table(text: str) -> str:
    """Return the number of a table that is called by it, such as "Table 12", or an empty text."""
    called = _CALLED_TABLE.fullmatch(text[:MAX_LABEL_CHARS].strip())
    return called[1] if called else ""


def without_table_word(text: str) -> str:
    """Return what names a table without the word before its number: the ticket has that word in its own language."""
    return _WORD_BEFORE_NUMBER.sub("", text)


# Where nothing else names the table, its short id is what people call it.
def _table_ids(order: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, one in _within(order, PLACE, _TABLE_ID):
        if len(str(one)) <= MAX_TABLE_CHARS and not any(map(_TABLE.fullmatch, snake_names(order[name]))):
            yield name, one


# What objects of this kind say under names of these kinds, each with the name of its object.
def _within(order: Mapping[str, Any], holder: re.Pattern[str], *kinds: re.Pattern[str]) -> Iterator[tuple[str, object]]:
    for name, place in order.items():
        if isinstance(place, Mapping) and holder.fullmatch(name):
            yield from ((name, one) for key, one in snake_names(place).items() if any(k.fullmatch(key) for k in kinds))
