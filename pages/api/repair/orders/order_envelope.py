"""Order envelope: what stands around the lines of an order, such as an event, checks, seats and courses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from pages.api.repair.lines.more_lines import with_combos
from pages.api.repair.orders.order_fields import NAMES_OF_ORDER, NOTE_SYNONYMS, ORDER_SYNONYMS, PHONE, is_said
from pages.api.repair.orders.order_kinds import find_kinds, is_of_order
from pages.api.repair.orders.shop_fields import answers_of
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.line_names import (
    OF_PART,
    PART_OF_ORDER,
    REFERENCES_OF_PART,
    STATE_NAMES,
    VOIDED,
    is_ended,
)
from pages.api.repair.values.repair_log import RepairLog, join_texts
from pages.api.repair.values.service_codes import read_code
from pages.api.repair.values.service_words import read_service


class Layer(NamedTuple):
    """The fields of an object within a body, its path there, and the name of the field that leads on to the lines."""

    path: str
    fields: dict[str, Any]
    leads_by: str = ""


Part = tuple[Layer, ...]
# The messages of a webhook's events have orders, and these have checks: nothing real lies deeper.
MAX_DEPTH = 6
# They stand beside the lines, and say the rest of the order.
_PLACE = r"(pickup|delivery|dine_in)_details"
_DETAILS = re.compile(
    r"(order|check|ticket|sale)(_?(info|information|details?|header|data))?|header|details|attributes|fulfil+ments"
    rf"|{_PLACE}"
)
# The names and keys of such an object are its own, and so are the numbers of an address.
_OF_DETAILS = {*OF_PART, *VOIDED, *STATE_NAMES, "requested_at"}
_OF_PLACE = {*_OF_DETAILS, "room", "room_number", "seat"}
_OF_ORDER = _OF_DETAILS - REFERENCES_OF_PART
# What these say of themselves is none of the order, and a guest's number neither.
_FOREIGN = re.compile(
    r"(.*/)?(store|restaurant|location|merchant|venue|branch|shop|payment|event|message|job|webhook)(s|es)?"
    r"(_(info|data|details))?"
)
# A guest writes it.
_MESSAGE = re.compile(r"(.*/)?messages?")
_PERSON = re.compile(r"(.*/)?(customer|guest|client)s?")
_OF_PERSON = OF_PART - {"name"}
# What else leads on to the lines has names, numbers and phones of its own, such as a terminal.
_ORDER = re.compile(r"|(.*/)?(order|check|ticket|sale|bill|data|payload|body|object|attributes|node|result)s?")
# They say something of the order, and may lead on to its lines as well.
_LEADING = NAMES_OF_ORDER | {"table", "guest_name", "quoted_for", "seat"}
MAX_DETAILS = 4
_TEXT_OF_ORDER = re.compile(
    r"((raw|request|event|order|cart)_?)?(payload|order|data|body|json|details?|message|content|info|params)"
)


def with_texts_read(fields: dict[str, Any]) -> dict[str, Any]:
    """Return what was sent with an order that is written in a field as JSON text, as in a form, as an object."""
    read = dict(fields)
    for name, text in fields.items():
        if _TEXT_OF_ORDER.fullmatch(name) and isinstance(text, str) and text.lstrip().startswith(("{", "[")):
            with suppress(ValueError, RecursionError):
                read[name] = json.loads(text)
    # Such a message is none of a guest.
    if isinstance(read.get("message"), Mapping | list) and isinstance(fields["message"], str):
        read["payload"] = read.pop("message")
    return read


def list_levels(fields: dict[str, Any]) -> list[list[Part]]:
    """Return the objects below an object, level by level, each as the last of the layers that lead to it."""
    levels: list[list[Part]] = []
    level: list[Part] = [(Layer("", fields),)]
    while len(levels) < MAX_DEPTH and (level := [below for part in level for below in _list_below(part)]):
        levels.append(level)
    return levels


def _list_below(part: Part) -> Iterator[Part]:
    *above, last = part
    for name, value in last.fields.items():
        children = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, Mapping)]
        path = f"{last.path}/{name}"[:60]
        around = (*above, last._replace(leads_by=name)) if children else ()
        for child in children:
            yield (*around, Layer(path, with_texts_read(with_combos(snake_names(child)))))


def without_voided(parts: list[Part]) -> list[Part]:
    """Return the parts that were not taken back, nor what they lie in; all when none is left."""
    layers = {id(layer.fields): layer.fields for part in parts for layer in part}
    gone = {key for key, fields in layers.items() if is_ended(fields)}
    return [part for part in parts if gone.isdisjoint(id(layer.fields) for layer in part)] or parts


def join_parts(parts: list[Part], repairs: RepairLog) -> dict[str, Any]:
    """Return what the layers around the first part, and the part, say of the order; the nearest to its lines wins.

    The notes of all layers and parts are joined.
    """
    around: dict[int, Layer] = {}
    for layer in (layer for part in parts for layer in part):
        around.setdefault(id(layer.fields), layer)
    noted = {key: _with_note(layer, repairs) for key, layer in around.items()}
    order: dict[str, Any] = {}
    for layer in parts[0]:
        order |= _of_order(layer, noted[id(layer.fields)], repairs)
    # A note may be cut: that of the lines stands before those of what is around them.
    inner = [id(part[-1].fields) for part in parts]
    outer = reversed([key for key in noted if key not in {*inner}])
    note = join_texts(*(noted[key].get("note") for key in (*inner, *outer)))
    return order | ({"note": note} if note else {})


def add_details(order: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    """Return an order with what an object beside its lines says of it, such as a header; what it says itself wins."""
    for _ in range(MAX_DETAILS):
        name = next(
            (name for name, one in order.items() if _DETAILS.fullmatch(name) and isinstance(_only(one), Mapping)), None
        )
        if name is None:
            break
        repairs.say(name, "was taken as fields of the order")
        details = _with_service(snake_names(_only(order[name])))
        # The type of a message is none of the order.
        own = {key: one for key, one in order.items() if key not in {name, "type"}}
        own |= _kinds_of(own)
        details = {
            key: one
            for key, one in details.items()
            if _is_of_order(name, key, one) and (key in NOTE_SYNONYMS or key == "note" or not is_said(key, own))
        }
        order = join_parts([(Layer(name, details), Layer("", order, name))], repairs)
    return order


# What is known by its kind is said as well.
def _kinds_of(order: dict[str, Any]) -> dict[str, Any]:
    kinds = find_kinds(order, RepairLog(), lambda one: bool(re.search(r"\d", str(one)[:60])))
    return {name: kinds[name] for name in ("quoted_for", "guest_name", "phone", "service") if kinds.get(name)}


def _is_of_order(details: str, name: str, value: object) -> bool:
    own = _OF_ORDER if re.match("order|check|ticket|sale", details) else _OF_DETAILS
    own = _OF_PLACE if re.fullmatch(_PLACE, details) else own
    if name in own or (details == "header" and PHONE.fullmatch(name)):
        return False
    return ORDER_SYNONYMS.get(name) != "service" or (isinstance(value, str) and read_service(value) is not None)


def _with_service(details: dict[str, Any]) -> dict[str, Any]:
    if code := read_code(details):
        return details | {"service_type": code[1]}
    kind = details.get("type")
    return details | {"service_type": kind} if isinstance(kind, str) and read_service(kind) else details


def _is_own(layer: Layer, name: str) -> bool:
    if PART_OF_ORDER.search(layer.path):
        return name in OF_PART or name == "description"
    if not layer.leads_by:
        return False
    if _PERSON.fullmatch(layer.path):
        return name in _OF_PERSON
    # When somebody asked is no promise.
    is_foreign = not _ORDER.fullmatch(layer.path)
    return name == "requested_at" or (is_foreign and (name in {*OF_PART, *STATE_NAMES} or bool(PHONE.fullmatch(name))))


def _only(value: object) -> Any:
    match value:
        case [one] if not answers_of({"": value}):
            return one
        case _:
            return value


def _with_note(layer: Layer, repairs: RepairLog) -> dict[str, Any]:
    own = {name: one for name, one in layer.fields.items() if name != layer.leads_by or name in _LEADING}
    known = {"note", *(name for name in own if name in NAMES_OF_ORDER or is_of_order(name, own[name]))}
    noted = repairs.join_notes(layer.path, repairs.rename(layer.path, own, NOTE_SYNONYMS), known)
    if not layer.leads_by or not _FOREIGN.fullmatch(layer.path):
        return noted
    return {"note": noted["note"]} if _MESSAGE.fullmatch(layer.path) and "note" in noted else {}


# A seat, or a course of the menu, has a name and a number of its own.
def _of_order(layer: Layer, fields: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    own = {name for name in fields if _is_own(layer, name)}
    for name in sorted(own):
        repairs.say(f"{layer.path}/{name}", "is of a part of the order; ignored")
    return {name: one for name, one in fields.items() if name not in own}
