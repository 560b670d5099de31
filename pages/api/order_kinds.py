"""Order kinds: times, people and services of an order, known by the kind of a name that no list foresees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pages.api.field_names import snake_names
from pages.api.order_fields import DATE_NAMES, name_of, synonyms_of
from pages.api.service_words import read_service

if TYPE_CHECKING:
    from pages.api.repair_log import RepairLog

# When it is wanted, not when something was done, nor how long it takes.
_TIME = re.compile(
    r"(?!.*(_id|_type|_status|_method|creat|updat|plac|receiv|expir|accept|paid|cancel|modif|lead|wait|prep_|_fee"
    r"|completed|delivered|picked|prepared|fulfilled|collected"
    r"|(?<![a-z])(request_(time|at|date)$|pay|invoice|bill|refund|return|last_|previous|end_)))"
    r"(?=.*(ready|pick_?up|collect|takeout|prepare|fulfil|promis|expect|deliver|due|schedul|complete|want|when|request))"
    r".*(_at|_for|_by|_date|time|_eta|_before|_wanted|_start)"
)
_PEOPLE = "client|customer|guest|eater|consumer|diner|recipient|buyer|your|contact"
_PERSON = re.compile(
    rf"({_PEOPLE})_(full_)?name|full_name|({_PEOPLE})_(first|given)_name|eater|consumer|diner|recipient|buyer"
)
_PHONE = re.compile(rf"(({_PEOPLE})_)?(mobile|cell|phone|tel|telephone)(_phone|_number|_no)?")
_SERVICE = re.compile(
    r"(order|service|delivery|fulfil+ment|expedition|dining|handoff|shipping)_(type|mode|method|option)"
)
_PLACE = re.compile(
    r"(pickup|delivery|takeout|collection|fulfil+ment|schedule|pre_?order)(_info|_details|_information)?"
)
# Seconds since 1970, and no minutes.
_MIN_EPOCH = 10**9


def find_kinds(order: dict[str, Any], repairs: RepairLog, is_time: Callable[[object], bool]) -> dict[str, Any]:
    """Return an order with its time, guest, phone and service by our names, where no usual name has a value."""
    finders = {"quoted_for": _find_time, "guest_name": _find_guest, "phone": _find_phone, "service": _find_service}
    for ours, find in finders.items():
        known = {ours, *(name for name, one in synonyms_of(order).items() if one == ours)}
        if any(_has_value(ours, order.get(name)) for name in known) or not (found := find(order, is_time)):
            continue
        names, value = found
        for name in names:
            repairs.say(name[:60], f"was taken as {ours}")
        order = {name: one for name, one in order.items() if name not in {*names, *known}} | {ours: value}
    return order


def _has_value(ours: str, value: object) -> bool:
    if ours == "quoted_for" and isinstance(value, Mapping):
        return not any(_TIME.fullmatch(name) for name in snake_names(value))
    return bool(value) and (ours != "service" or (isinstance(value, str) and read_service(value) is not None))


def _find_time(order: Mapping[str, Any], is_time: Callable[[object], bool]) -> tuple[list[str], object] | None:
    inner = [
        (name, key, value)
        for name, one in order.items()
        if isinstance(one, Mapping) and _PLACE.fullmatch(name)
        for key, value in snake_names(one).items()
    ]
    every = [*((name, name, value) for name, value in order.items()), *inner]
    for name, key, value in sorted(every, key=lambda one: "deliver" in one[1]):  # it is ready before it is delivered
        is_plain = isinstance(value, str) or (type(value) is int and value >= _MIN_EPOCH)
        if is_plain and key not in DATE_NAMES and _TIME.fullmatch(key) and is_time(value):
            return [name], value
    return None


def _find_guest(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    for name, value in order.items():
        if not _PERSON.fullmatch(name) or not (isinstance(value, str | Mapping) and value):
            continue
        if isinstance(value, str) and "@" in value:
            continue
        if isinstance(value, Mapping) and not name_of(snake_names(value)):
            continue
        last = re.sub("(first|given)_name$", lambda found: f"{'last' if found[1] == 'first' else 'family'}_name", name)
        if last != name and isinstance(value, str) and isinstance(order.get(last), str):
            return [name, last], f"{value} {order[last]}"
        return [name], value
    return None


def _find_phone(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    return next(
        (([name], one) for name, one in order.items() if _PHONE.fullmatch(name) and isinstance(one, str | int) and one),
        None,
    )


def _find_service(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    return next(
        (
            ([name], one)
            for name, one in order.items()
            if _SERVICE.fullmatch(name) and isinstance(one, str) and read_service(one)
        ),
        None,
    )
