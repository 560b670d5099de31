"""Order times: which of the times of an order is its promise, and on what day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pages.api.repair.orders.order_fields import DATE_NAMES, TIME_NAMES
from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.note_texts import KEY_NAME
from pages.api.repair.values.repair_log import join_texts
from pages.api.repair.values.time_repair import NO_TIME, TOO_FAR, read_time
from pages.api.repair.values.time_words import is_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from pages.api.repair.values.repair_log import RepairLog

_CLOCK = re.compile(r"[\d:.hH ]{1,8}\s*([ap]\.?m\.?)?")
# They mostly say when the order was placed.
VAGUE_TIMES = ("date", "time", "datetime", "date_time")
_YEAR_FIRST = re.compile(r"\d{4}-\d\d?-\d\d?.*", re.DOTALL)
_ID = re.compile(rf"^id$|{KEY_NAME.pattern}")
_LABELS = ("label", "name", "title", "text", "description")
# Clocks of tills are wrong by minutes.
_MIN_AHEAD = timedelta(minutes=15)


def settle_time(order: dict[str, Any], repairs: RepairLog, is_time: Callable[[object], bool]) -> dict[str, Any]:
    """Return an order with the first of its times that is one as its time, where others are none ("ASAP")."""
    names = [name for name in TIME_NAMES if order.get(name)]
    name = next((name for name in names if _can_promise(name, order[name]) and is_time(order[name])), "")
    if not name or name == names[0] or order.get("quoted_for"):
        return order
    repairs.say(name, "was taken as quoted_for")
    return {key: one for key, one in order.items() if key != name} | {"quoted_for": order[name]}


# When it was asked for is none, nor what is still to be paid.
def _can_promise(name: str, value: object) -> bool:
    return name != "requested_at" and (name != "due" or ":" in str(value))


def join_day(order: dict[str, Any], repairs: RepairLog) -> dict[str, Any]:
    """Return an order whose day lies apart from its time of day with both as its time."""
    name = next((one for one in DATE_NAMES if isinstance(order.get(one), str) and order[one].strip()), None)
    said = order.get("quoted_for")
    has_day = said and not (isinstance(said, str) and _CLOCK.fullmatch(said.strip().lower()))
    if name is None or has_day:
        return order
    repairs.say(name, "was taken as the day of quoted_for")
    said = f"{_day_of(order[name])} {said or ''}".strip()
    return {key: one for key, one in order.items() if key != name} | {"quoted_for": said}


# Midnight stands for the day.
def _day_of(text: str) -> str:
    return re.sub(r"[T ]00:00.*", "", text, flags=re.DOTALL).strip(" T\n")


def take_time_ahead(order: dict[str, Any], repairs: RepairLog, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Return an order with its date and time as its promise, where it has no other and these lie ahead.

    Only dates that begin with the year count: on 4 March, 03/04 is the day when an order was placed.
    """
    texts = {name: order[name].strip() for name in VAGUE_TIMES if isinstance(order.get(name), str)}
    if order.get("quoted_for"):
        return order
    for names in _times_in(texts):
        said = " ".join(_day_of(texts[name]) if name == "date" else texts[name] for name in names)
        if _YEAR_FIRST.fullmatch(said) and _lies_ahead(read_time(said, zone, now)[0], zone, now):
            for name in names:
                repairs.say(name, "was taken as quoted_for")
            return {name: one for name, one in order.items() if name not in names} | {"quoted_for": said}
    return order


def _times_in(texts: Mapping[str, str]) -> list[list[str]]:
    if "date" in texts and _CLOCK.fullmatch(texts.get("time", "").lower()):
        return [["date", "time"]]
    return [[name] for name in texts]


# A till may write its own time as UTC, or UTC as its own.
def _lies_ahead(at: datetime | None, zone: ZoneInfo, now: datetime) -> bool:
    offset = now.astimezone(zone).utcoffset() or timedelta()
    return at is not None and at > now + abs(offset) + _MIN_AHEAD


def keep_time(order: dict[str, Any], repairs: RepairLog, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """Return an order with a time that only people can read in its note."""
    said = _words_of(order.get("quoted_for"))
    if not said or is_now(said) or read_time(order["quoted_for"], zone, now)[1] not in {NO_TIME, TOO_FAR}:
        return order
    repairs.say("quoted_for", "was added to note")
    return order | {"note": join_texts(order.get("note"), f"⏰ {said}")}


def _words_of(said: object) -> str:
    if not isinstance(said, Mapping):
        return said if isinstance(said, str) else ""
    sent = snake_names(said)
    texts = {name: one for name, one in sent.items() if isinstance(one, str) and not _ID.search(name)}
    if any(map(is_now, texts.values())):
        return ""
    return ", ".join(one if name in _LABELS else f"{name.replace('_', ' ')}: {one}" for name, one in texts.items())
