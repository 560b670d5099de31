"""Nested notes: what an object beside the lines says for a cook, such as a customer with an allergy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.orders.order_fields import NAMES_OF_ORDER, NOTE_SYNONYMS, PEOPLE
from pages.api.repair.orders.order_kinds import is_of_order
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import MONEY_NAME
from pages.api.repair.values.note_texts import DIET_NAME
from pages.api.repair.values.repair_log import join_texts

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

_PLACES = "pick_?up|delivery|take_?away|take_?out|collection|fulfil+ment|dine_in|shipping|billing|schedule|pre_?order"
_HOLDER = re.compile(
    rf"({PEOPLE}|person|user|attendee|cliente|kunde|table|reservation|booking|{_PLACES})s?"
    r"(_(info|information|details?|data|profile|person|contact|address))?|(default_)?address|meta(_?data)?"
    r"|(custom|extra|additional)(_(info|data|fields))?"
)
# Within such an object they say more of it.
_INNER = re.compile(r"details?|profile|info|data|elements")
# They tell how to reach a guest, or what to sell to them.
_NOT_FOR_COOKS = re.compile(r"market|newsletter|communicat|contact_|notif|consent|wish_?list")
# Of an address, or of a message, these are none.
_VAGUE_HOLDER = re.compile(r"(.*_)?address|meta(_?data)?")
_VAGUE = re.compile(r"message|request(?!s)|^(info|text|details?)$")
MAX_DEPTH = 3


def notes_within(order: Mapping[str, Any], repairs: RepairLog) -> str:
    """Return the notes and allergies in the objects of an order that tell of its guest or its place."""
    return join_texts(*_notes("", order, repairs, _HOLDER))


def _notes(at: str, fields: Mapping[str, Any], repairs: RepairLog, holder: re.Pattern[str]) -> Iterator[object]:
    for name, value in fields.items():
        if not (holder.fullmatch(name) or _HOLDER.fullmatch(name)) or at.count("/") >= MAX_DEPTH:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                inner = snake_names(one)
                noted = {key: said for key, said in inner.items() if _is_note(name, key, said)}
                yield _note_of(f"{at}/{name}", noted, repairs)
                yield from _notes(f"{at}/{name}", inner, repairs, _INNER)


def _is_note(holder: str, name: str, value: object) -> bool:
    if DIET_NAME.search(name):
        return True
    is_vague = _VAGUE_HOLDER.fullmatch(holder) and _VAGUE.search(name)
    if is_vague or _NOT_FOR_COOKS.search(name) or MONEY_NAME.search(name):
        return False
    return name not in NAMES_OF_ORDER and not is_of_order(name, value)


def _note_of(at: str, said: Mapping[str, Any], repairs: RepairLog) -> object:
    noted = repairs.join_notes(at, repairs.rename(at, said, NOTE_SYNONYMS), {"note"}).get("note")
    if said.get("note"):
        repairs.say(f"{at}/note", "was added to note")
    return noted
