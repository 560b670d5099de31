"""Order kinds: times, people and services of an order, known by the kind of a name that no list foresees."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pages.api.repair.orders.order_fields import DATE_NAMES, PHONE, TIME_NAMES, synonyms_of
from pages.api.repair.orders.order_people import PERSON, PERSON_OBJECT, find_guest, find_phone
from pages.api.repair.orders.order_places import PLACE, SERVICE, find_service, find_table
from pages.api.repair.orders.order_references import find_reference
from pages.api.repair.orders.order_times import VAGUE_TIMES
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.service_words import read_service
from pages.api.repair.values.time_repair import START_FIELD

if TYPE_CHECKING:
    from pages.api.repair.values.repair_log import RepairLog

# When it is wanted, not when something was done, nor how long it takes.
_TIME = re.compile(
    r"(?!.*(_id|_type|_status|_method|creat|updat|plac|receiv|expir|accept|paid|cancel|modif|lead|wait|prep_|_fee"
    r"|completed|delivered|picked|prepared|fulfilled|collected"
    r"|(?<![a-z])(request_(time|at|date)$|pay|invoice|bill|refund|return|last_|previous|end_)))"
    r"(?=.*(ready|pick_?up|collect|takeout|prepare|fulfil|promis|expect|deliver|due|schedul|complete|want|when|request))"
    r".*(_at|_for|_by|_date|time|_eta|_before|_wanted|_start)(_utc)?(_(range|window|slot))?"
    r"(_(as_)?iso_?(8601)?|_(with_)?(utc_)?offset|_utc|_local)?"
    r"|when_(would|do|should)_\w+\W*|scheduled(_to)?|pre_?order_(at|for|date|time|datetime)"
)
# What tells when it is prepared, or will be ready, says nothing else of the place.
_TIME_PLACE = re.compile(
    rf"{PLACE.pattern}|preparation|(order_)?(ready|pick_?up|preparation)_(estimations?|estimates?|times?)"
)
# What a service foresees; a guest wants another time.
_ESTIMATE = re.compile(r"estimat|(^|_)eta(_|$)")
_LATEST = re.compile(r"(^|_)(max|latest)_")
_READY = re.compile(r"ready|pick_?up|collect|take_?(out|away)|prepar")
_OFFSET = re.compile(r"(z|utc|gmt|[+-]\d\d:?\d\d)$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T ]00:00|\b12:00(:00)? ?[Aa]\.?[Mm]")
# Seconds since 1970, and no minutes.
_MIN_EPOCH = 10**9


def is_of_order(name: str, value: object) -> bool:
    """Whether a field is of the kind that says something of the order, and nothing of a dish."""
    is_service = SERVICE.fullmatch(name) and isinstance(value, str) and read_service(value)
    return bool(is_service) or any(kind.fullmatch(name) for kind in (_TIME, PERSON, PERSON_OBJECT, PHONE))


def find_kinds(order: dict[str, Any], repairs: RepairLog, is_time: Callable[[object], bool]) -> dict[str, Any]:
    """Return an order with its time, guest, phone and service by our names, where no usual name has a value."""
    finders = {
        "quoted_for": _find_time, "guest_name": find_guest, "phone": find_phone, "service": find_service,
        "table": find_table, "external_ref": find_reference,
    }  # fmt: skip
    sent = order
    for ours, find in finders.items():
        known = {ours, *(name for name, one in synonyms_of(sent).items() if one == ours)}
        said = {name for name in known if _has_value(ours, sent.get(name))}
        if not all(map(_is_delivery_time, said)) or not (found := find(sent, is_time)):
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
    is_delivery_said = any(_is_delivery_time(name) and order[name] for name in order)
    inner = [
        (name, key, value)
        for name, one in order.items()
        if isinstance(one, Mapping) and _TIME_PLACE.fullmatch(name)
        for key, value in snake_names(one).items()
    ]
    every = [*((name, name, value) for name, value in order.items()), *inner]
    for name, key, value in sorted(every, key=_precedence):
        at = _with_offset(key, value)
        if _can_be_time(key, value) and not (is_delivery_said and _is_of_delivery(key)) and is_time(at):
            return [name], at
    said = ((name, one) for name, one in order.items() if _TIME_PLACE.fullmatch(name))
    places = [(name, _times_of(one)) for name, one in said if not is_delivery_said or _READY.search(name)]
    return next((([name], times) for name, times in places if times and is_time(times)), None)


def _can_be_time(name: str, value: object) -> bool:
    can_be = isinstance(value, str | Mapping) or (type(value) is int and value >= _MIN_EPOCH)
    return can_be and (name not in DATE_NAMES or _has_clock(str(value))) and bool(_TIME.fullmatch(name))


# It is ready before it is delivered.
def _precedence(found: tuple[str, str, object]) -> tuple[bool, bool, bool]:
    return "deliver" in found[1], bool(_LATEST.search(found[1])), bool(_ESTIMATE.search(found[1]))


def _is_delivery_time(name: str) -> bool:
    return "deliver" in name and name in TIME_NAMES


# Beside a time of delivery, what was requested is the same, or when a courier was asked for.
def _is_of_delivery(name: str) -> bool:
    is_asked = "request" in name and (name.endswith("requested_at") or not _READY.search(name))
    return "deliver" in name or is_asked


def _with_offset(name: str, value: object) -> object:
    is_bare = name.endswith("_utc") and isinstance(value, str) and not _OFFSET.search(value.strip())
    return f"{value} UTC" if is_bare else value


# What else a place says of time may be when it was written.
def _times_of(place: object) -> dict[str, Any]:
    sent = snake_names(place) if isinstance(place, Mapping) else {}
    usual = {*VAGUE_TIMES, "at", "when"}
    return {name: one for name, one in sent.items() if name in usual or START_FIELD.fullmatch(name)}


# Midnight stands for the day.
def _has_clock(value: str) -> bool:
    return ":" in value and not _MIDNIGHT.search(value)
