"""Order kinds: times, people and services of an order, known by the kind of a name that no list foresees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pages.api.field_names import snake_names
from pages.api.order_fields import DATE_NAMES, PEOPLE, PHONE, TIME_NAMES, fields_of_person, name_of, synonyms_of
from pages.api.order_times import VAGUE_TIMES
from pages.api.service_words import read_service
from pages.api.time_repair import START_FIELD

if TYPE_CHECKING:
    from pages.api.repair_log import RepairLog

# When it is wanted, not when something was done, nor how long it takes.
_TIME = re.compile(
    r"(?!.*(_id|_type|_status|_method|creat|updat|plac|receiv|expir|accept|paid|cancel|modif|lead|wait|prep_|_fee"
    r"|completed|delivered|picked|prepared|fulfilled|collected"
    r"|(?<![a-z])(request_(time|at|date)$|pay|invoice|bill|refund|return|last_|previous|end_)))"
    r"(?=.*(ready|pick_?up|collect|takeout|prepare|fulfil|promis|expect|deliver|due|schedul|complete|want|when|request))"
    r".*(_at|_for|_by|_date|time|_eta|_before|_wanted|_start)(_(range|window|slot))?"
    r"(_(as_)?iso_?(8601)?|_(with_)?(utc_)?offset|_utc|_local)?"
    r"|scheduled(_to)?|pre_?order_(at|for|date|time|datetime)"
)
_PERSON = re.compile(
    rf"({PEOPLE})_(full_?)?name|full_name|({PEOPLE})_(first|given)_?name|eater|consumer|diner|recipient"
    r"|receiver|consignee|buyer|purchaser"
)
# These are people only as objects.
_PERSON_OBJECT = re.compile(
    rf"delivery|pickup|collection|({PEOPLE})_(info|information|details?|data|profile)"
    r"|(shipping|billing)_(person|contact|address)|((delivery|customer)_)?address"
)
_ADDRESS = re.compile(r"((delivery|customer)_)?address")
_SERVICE = re.compile(
    r"(order_)?(order(ing)?|service|delivery|fulfil+(ment)?|expedition|dining|handoff|shipping|checkout|collection"
    r"|pick_?up_location)_?(type|mode|method|option)(_(name|label|text|title|description))?"
)
_KEYS = ("id", "uuid", "guid", "href", "url")
# A web shop says so how it brings an order.
_SHIPPING = re.compile(r"(shipping|delivery)_(lines?|methods?|options?)")
_FLAGS = re.compile(r"(feature_)?flags|meta(_?data)?|order_(info|meta|details|options)")
# The same within an object that says it.
_KIND_OF_PLACE = re.compile(r"type|mode|method")
_PLACE = re.compile(
    r"(pickup|delivery|takeout|takeaway|collection|fulfil+ment|schedule|pre_?order|dine_in|indoor)"
    r"(_info|_details|_information)?|preparation(_time)?"
)
# What a service foresees; a guest wants another time.
_ESTIMATE = re.compile(r"estimat|(^|_)eta(_|$)")
_OFFSET = re.compile(r"(z|utc|gmt|[+-]\d\d:?\d\d)$", re.IGNORECASE)
# Lists of people, of whom the first has ordered; guests may be those at the table.
_PEOPLE = re.compile(r"(customer|client|eater|consumer|recipient)s")
_TABLE = re.compile(r"(table|mesa|tisch)(_(number|name|no|identifier|label))?")
_SPOT = re.compile(r"place|spot|drop_?off(_location)?|location_in_venue")
_TABLE_PLACE = re.compile(rf"{_PLACE.pattern}|{_SPOT.pattern}")
_NAME = re.compile(r"name|label")
_CALLED_TABLE = re.compile(r"(?:table|mesa|tisch|tavolo|tafel|stolik|masa|桌|テーブル)\W*(\w.*)", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[T ]00:00|\b12:00(:00)? ?[Aa]\.?[Mm]")
_LAST = {"first": "last", "given": "family"}
# Seconds since 1970, and no minutes.
_MIN_EPOCH = 10**9


def is_of_order(name: str, value: object) -> bool:
    """Whether a field is of the kind that says something of the order, and nothing of a dish."""
    is_service = _SERVICE.fullmatch(name) and isinstance(value, str) and read_service(value)
    return bool(is_service) or any(kind.fullmatch(name) for kind in (_TIME, _PERSON, _PERSON_OBJECT, PHONE))


def find_kinds(order: dict[str, Any], repairs: RepairLog, is_time: Callable[[object], bool]) -> dict[str, Any]:
    """Return an order with its time, guest, phone and service by our names, where no usual name has a value."""
    finders = {
        "quoted_for": _find_time, "guest_name": _find_guest, "phone": _find_phone, "service": _find_service,
        "table": _find_table,
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
        if isinstance(one, Mapping) and _PLACE.fullmatch(name)
        for key, value in snake_names(one).items()
    ]
    every = [*((name, name, value) for name, value in order.items()), *inner]
    for name, key, value in sorted(every, key=_precedence):
        at = _with_offset(key, value)
        if _can_be_time(key, value) and not (is_delivery_said and "deliver" in key) and is_time(at):
            return [name], at
    places = [(name, _times_of(one)) for name, one in order.items() if _PLACE.fullmatch(name) and not is_delivery_said]
    return next((([name], times) for name, times in places if times and is_time(times)), None)


def _can_be_time(name: str, value: object) -> bool:
    can_be = isinstance(value, str | Mapping) or (type(value) is int and value >= _MIN_EPOCH)
    return can_be and (name not in DATE_NAMES or _has_clock(str(value))) and bool(_TIME.fullmatch(name))


# It is ready before it is delivered.
def _precedence(found: tuple[str, str, object]) -> tuple[bool, bool]:
    return "deliver" in found[1], bool(_ESTIMATE.search(found[1]))


def _is_delivery_time(name: str) -> bool:
    return "deliver" in name and name in TIME_NAMES


def _with_offset(name: str, value: object) -> object:
    is_bare = name.endswith("_utc") and isinstance(value, str) and not _OFFSET.search(value.strip())
    return f"{value} UTC" if is_bare else value


# What else a place says of time may be when it was written.
def _times_of(place: object) -> dict[str, Any]:
    sent = snake_names(place) if isinstance(place, Mapping) else {}
    return {name: one for name, one in sent.items() if name in {*VAGUE_TIMES, "at"} or START_FIELD.fullmatch(name)}


# Midnight stands for the day.
def _has_clock(value: str) -> bool:
    return ":" in value and not _MIDNIGHT.search(value)


def _find_guest(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    for name, value in order.items():
        is_object = isinstance(value, Mapping) and _PERSON_OBJECT.fullmatch(name)
        if not (is_object or _PERSON.fullmatch(name)) or not (isinstance(value, str | Mapping) and value):
            continue
        if isinstance(value, str) and "@" in value:
            continue
        if isinstance(value, Mapping) and not _is_person(name, fields_of_person(value)):
            continue
        last = re.sub("(first|given)(_?name)$", lambda found: _LAST[found[1]] + found[2], name)
        if last != name and isinstance(value, str) and isinstance(order.get(last), str):
            return [name, last], f"{value} {order[last]}"
        return [name], value
    people = ((name, _first_of(value)) for name, value in order.items() if _PEOPLE.fullmatch(name))
    return next((([name], one) for name, one in people if one and name_of(fields_of_person(one))), None)


# An interface wraps lists.
def _first_of(people: object) -> Mapping[str, Any] | None:
    listed = people.get("elements") if isinstance(people, Mapping) else people
    return listed[0] if isinstance(listed, list) and listed and isinstance(listed[0], Mapping) else None


# A place or a way may have a name as well.
def _is_person(name: str, sent: Mapping[str, Any]) -> bool:
    is_place = _PLACE.fullmatch(name) or _ADDRESS.fullmatch(name)
    return bool(name_of(sent)) and (not is_place or bool(sent.get("first_name") or sent.get("firstname")))


def _find_phone(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    names = [name for name, ours in synonyms_of(order).items() if ours == "guest_name" and order.get(name)]
    said = next((order[name] for name in names), "")
    guest = fields_of_person(said) if isinstance(said, Mapping) else {"name": said}
    inner = [("", key, one) for person in (guest, *_others(order, name_of(guest))) for key, one in person.items()]
    for name, key, one in [*((name, name, one) for name, one in order.items()), *inner]:
        number = one[0] if isinstance(one, list) and one else one
        if PHONE.fullmatch(key) and isinstance(number, str | int) and number and number is not True:
            return ([name] if name else []), number
    return None


# Where a guest is named, another person's phone is not theirs.
def _others(order: Mapping[str, Any], guest_name: str) -> Iterator[dict[str, Any]]:
    for name, value in order.items():
        is_kind = _PERSON.fullmatch(name) or _PERSON_OBJECT.fullmatch(name)
        if not is_kind or not isinstance(value, Mapping):
            continue
        person = fields_of_person(value)
        is_guest = not guest_name or name_of(person) in {"", guest_name}
        if is_guest and (_is_person(name, person) or not _PLACE.fullmatch(name)):
            yield person


def _find_service(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    named = [(name, one) for name, one in order.items() if _SERVICE.fullmatch(name)]
    said = (
        *named,
        *_within_kinds(order),
        *_within(order, _PLACE, _KIND_OF_PLACE, _SERVICE),
        *_within(order, _FLAGS, _SERVICE),
    )
    found = [([name], one) for name, one in said if isinstance(one, str) and read_service(one)]
    # What is eaten at a table may be called picked up as well.
    return next((one for one in found if read_service(one[1]) == "dine_in"), found[0] if found else None)


# A kind may be an object with its names, or the first of a list of such.
def _within_kinds(order: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    synonyms = synonyms_of(order)
    for name, kind in order.items():
        if synonyms.get(name) == "service" or _SERVICE.fullmatch(name) or _SHIPPING.fullmatch(name):
            said = snake_names(_first_of(kind) or (kind if isinstance(kind, Mapping) else {}))
            yield from ((name, one) for key, one in said.items() if key not in _KEYS)


def _find_table(order: Mapping[str, Any], _: object) -> tuple[list[str], object] | None:
    said = _within(order, _TABLE_PLACE, _TABLE)
    spots = ((name, _CALLED_TABLE.fullmatch(str(one)[:60])) for name, one in _within(order, _SPOT, _NAME))
    named = ((name, called[1]) for name, called in spots if called)
    is_name = (str, int, Mapping)
    found = (*said, *named)
    return next((([name], one) for name, one in found if one and isinstance(one, is_name) and one is not True), None)


# What objects of this kind say under names of these kinds, each with the name of its object.
def _within(order: Mapping[str, Any], holder: re.Pattern[str], *kinds: re.Pattern[str]) -> Iterator[tuple[str, object]]:
    for name, place in order.items():
        if isinstance(place, Mapping) and holder.fullmatch(name):
            yield from ((name, one) for key, one in snake_names(place).items() if any(k.fullmatch(key) for k in kinds))
