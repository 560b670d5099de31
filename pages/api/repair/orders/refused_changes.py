"""Refused changes: what a sender asks for by PATCH, and what is done in another way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pages.api.repair.orders.dish_rows import refusal
from pages.api.repair.values.field_repair import NO

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_OF_TAP = ("seen_version", "tap_id")
_TAKING = r"(void|remove|delete|cancel|strike)(d|led|ed)?"
_TAKEN_OFF = re.compile(rf"{_TAKING}(_items?|_lines?|_dish(es)?)?")
_NOTHING = {*NO, "null", "none"}
_MOVING = re.compile(r"(order_)?(status|state|stage)|op|action|operation|command|verb")
_CHANGES = (
    "is nothing that can be changed; send guest_name, note, table, service, quoted_for, items or add. To move the order"
    " on, POST to its /start, /bump, /hand_over or /cancel"
)
VERBS = ("action", "operation", "op")


def check_changes(sent: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise RequestValidationError for an amendment that would take a dish off, or only move the order on.

    Who asks for what nobody can do must not believe that it was done. `known` are the fields that can be changed.
    """
    said = {name: one for name, one in sent.items() if one and str(one).strip().casefold() not in _NOTHING}
    unknown = [name for name in said if name not in known]
    if taken := next(filter(_TAKEN_OFF.fullmatch, unknown), None):
        ends = said[taken] is True and taken.startswith("cancel")
        way = "to cancel the order, POST to its /cancel" if ends else "to take a dish off, POST to its /items/ID/void"
        raise refusal(taken, f"takes nothing off; {way}")
    asked = next(filter(_MOVING.fullmatch, unknown), None)
    if asked and not any(sent.get(name) is not None for name in known if name not in _OF_TAP):
        raise refusal(asked, _CHANGES)


def takes_off(name: str, said: object) -> bool:
    """Whether a field of an item asks to take it off."""
    if name in VERBS:
        return isinstance(said, str) and bool(re.fullmatch(_TAKING, said.strip().lower()))
    return said is True and bool(re.fullmatch(_TAKING, name.removeprefix("is_")))
