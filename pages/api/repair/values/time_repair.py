"""Time repair: promised times in the forms that senders write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from pages.api.repair.values.field_names import snake_names
from pages.api.repair.values.mail_dates import read_mail_date
from pages.api.repair.values.time_words import date_of, is_now, minutes_ahead, plain_time
from pages.api.repair.values.zone_names import split_zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MAX_AHEAD = timedelta(days=366)
# A time of day that was over so short a time ago is today's: its order was on the way, or is late.
JUST_OVER = timedelta(hours=1)
# Seconds since 1970 are below this, milliseconds above it.
_MILLISECONDS_FROM = 10**11
_MICROSECONDS_FROM = 10**14
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.hH](\d{2})(?::\d{2})?)?\s*(?:([AaPp])\.?\s?[Mm]\.?|h|hrs?|uhr|heures)?", re.IGNORECASE
)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})[ ,T]+(?:at\s+|um\s+)?(.+)")
_HALF_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ ,T]+(.+)")
_SHORT_DATE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?=[T ]|$)")
_DAY_ONLY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})")
_ISO_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:?\d{2}|Z)?", re.IGNORECASE)
# A time of day with its own offset.
_ZONED_CLOCK = re.compile(r"T?(\d{2}:\d{2}(?::\d{2})?)(?:Z|\+\d{2}:?\d{2})?")
_END_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+24:00(?::00(?:\.0+)?)?(\S*)", re.IGNORECASE)
# ASP.NET writes milliseconds so.
_ASP_DATE = re.compile(r"\\?/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\\?/")
# Longer ones are no times, and take long to read.
MAX_TIME_CHARS = 100
NO_TIME = "is no time that can be read; the kitchen promises one"
TOO_FAR = "lies more than a year away; the kitchen promises a time"
# Of a window, its start.
START_FIELD = re.compile(r"(start|begin|earliest|from)s?(_(at|time|date_?time))?")
_TIME_FIELDS = (
    "time", "value", "at", "when", "iso", "datetime", "date_time", "timestamp", "$date", "seconds", "_seconds",
)  # fmt: skip
_NOON = 12
_DAY_HOURS = 24


def read_time(value: object, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    """Return a promised time (UTC) and what was repaired; None for "as soon as possible" and for what is no time.

    A time without an offset is the restaurant's; a time of day is the next one, or the one that is just over; a number
    is seconds or milliseconds since 1970. A time more than a year away is left out.
    """
    if isinstance(value, list) and value:
        at, said = read_time(value[0], zone, now)
        return at, said if len(value) == 1 or at is None else "the first of several times counts"
    if value is None or (isinstance(value, str) and is_now(value)):
        return None, ""
    if isinstance(value, Mapping):
        return read_time(_text_of(snake_names(value)), zone, now)
    at, said = _read_number(value) if not isinstance(value, str) else _read_words(value.strip(), zone, now)
    if at is None:
        return None, said or NO_TIME
    if abs(at - now) > MAX_AHEAD:
        return None, TOO_FAR
    return at, said


def counts_from_now(value: object, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a time is another one when it is read a week later."""
    return read_time(value, zone, now)[0] != read_time(value, zone, now + timedelta(days=7))[0]


def _text_of(sent: Mapping[str, object]) -> object:
    starts = [name for name in sent if START_FIELD.fullmatch(name)]
    said = next((sent[name] for name in (*starts, *_TIME_FIELDS) if sent.get(name)), None)
    if sent.get("date"):
        clock = sent.get("time") or (said if isinstance(said, str) and _CLOCK.fullmatch(said.strip()) else "")
        said = f"{sent['date']} {clock}".strip()
    zone = sent.get("time_zone") or sent.get("timezone")
    return f"{said} {zone}" if isinstance(said, str) and isinstance(zone, str) else said or NO_TIME


def _read_number(value: object) -> tuple[datetime | None, str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None, ""
    try:
        parts = 10**6 if abs(value) >= _MICROSECONDS_FROM else 1000 if abs(value) >= _MILLISECONDS_FROM else 1
        seconds = value / parts
        return datetime.fromtimestamp(seconds, UTC), "was read as seconds since 1970"
    except (OverflowError, ValueError, OSError):
        return None, ""


def _read_words(text: str, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    if len(text) > MAX_TIME_CHARS:
        return None, ""
    text, named = split_zone(unicodedata.normalize("NFKC", text), zone, now)
    plain, today = plain_time(text), now.astimezone(named).date()
    at, said = _read_plain(dated := date_of(plain, today, today), named, now)
    if at and at <= now - JUST_OVER:  # a day of the week whose time is over is that of the next week
        at, said = _read_plain(date_of(plain, today, today + timedelta(days=1)), named, now)
    is_otherwise = (dated != plain and not said.startswith("names")) or (said and named is not zone)
    return at, _as_read(at) if at and is_otherwise else said


def _read_plain(text: str, zone: tzinfo, now: datetime) -> tuple[datetime | None, str]:
    if found := _ASP_DATE.fullmatch(text):
        return _read_number(int(found[1]))
    if re.fullmatch(r"\d{9,17}(\.\d+)?", text):
        return _read_number(float(text))
    if _DAY_ONLY.fullmatch(text):
        return _read_day_only(text, zone, now)
    if (found := _CLOCK.fullmatch(text)) and (found[2] or not text.isdecimal()):
        return _next_clock(*_clock_of(found), zone, now)
    if minutes := minutes_ahead(text):
        return now + timedelta(minutes=min(minutes, 10**6)), "was read as so many minutes from now"
    if _ZONED_CLOCK.fullmatch(text):
        return _read_zoned_clock(text, zone, now)
    return _read_day_and_clock(text, zone)


def _read_day_and_clock(text: str, zone: tzinfo) -> tuple[datetime | None, str]:
    if found := _DAY.fullmatch(text):
        return _read_day(found, zone)
    found = _HALF_DAY.fullmatch(text)
    if found and not _ISO_CLOCK.fullmatch(found[4]) and (clock := _CLOCK.fullmatch(found[4].strip())):
        return _to_time(int(found[1]), int(found[2]), int(found[3]), clock, zone)
    return _read_date(text, zone)


# An order for tomorrow must not be cooked at midnight.
def _read_day_only(text: str, zone: tzinfo, now: datetime) -> tuple[datetime | None, str]:
    at, _ = _read_day_and_clock(f"{text} 12:00", zone)
    if at and at.astimezone(zone).date() == now.astimezone(zone).date():
        return None, "names no time of day; the kitchen promises one"
    return at, "names no time of day; taken as 12:00" if at else ""


def _read_date(text: str, zone: tzinfo) -> tuple[datetime | None, str]:
    if midnight := _END_OF_DAY.fullmatch(text):
        text = f"{midnight[1]}T00:00{midnight[2]}"
    iso = _SHORT_DATE.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", text.upper())
    try:
        at = datetime.fromisoformat(re.sub(r" ?(?:UTC|GMT)$", "Z", iso)) + timedelta(days=bool(midnight))
        said = "" if at.tzinfo else "has no offset; it was read in the restaurant's time zone"
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC), said
    except (ValueError, OverflowError):
        return read_mail_date(text, zone)


# Where nothing says which is the day: with "PM" people write the month first, else the day.
def _read_day(found: re.Match[str], zone: tzinfo) -> tuple[datetime | None, str]:
    first, second, year = int(found[1]), int(found[2]), int(found[3]) % 2000 + 2000
    clock = _CLOCK.fullmatch(found[4].strip())
    if clock is None:
        return None, ""
    is_month_first = second > _NOON or (bool(clock[3]) and first <= _NOON)
    day, month = (second, first) if is_month_first else (first, second)
    return _to_time(year, month, day, clock, zone)


def _to_time(year: int, month: int, day: int, clock: re.Match[str], zone: tzinfo) -> tuple[datetime | None, str]:
    try:
        at = datetime(year, month, day, *_clock_of(clock), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None, ""
    return at, _as_read(at)


def _as_read(at: datetime) -> str:
    return f"was read as {at.isoformat(timespec='minutes').replace('+00:00', 'Z')}"


def _clock_of(found: re.Match[str]) -> tuple[int, int]:
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and hour <= _DAY_HOURS:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return (0 if hour == _DAY_HOURS else hour), int(found[2] or 0)


def _read_zoned_clock(text: str, zone: tzinfo, now: datetime) -> tuple[datetime | None, str]:
    try:
        clock = time.fromisoformat(text.removeprefix("T"))
    except ValueError:
        return None, ""
    at, said = _next_clock(clock.hour, clock.minute, clock.tzinfo or zone, now)
    return at, said if clock.tzinfo is None or at is None else _as_read(at)


def _next_clock(hour: int, minute: int, zone: tzinfo, now: datetime) -> tuple[datetime | None, str]:
    try:
        clock = time(hour, minute)
    except ValueError:
        return None, ""
    today = now.astimezone(zone)
    days = (today.date() + timedelta(days=ahead) for ahead in (-1, 0, 1))
    at = next(at for day in days if (at := datetime.combine(day, clock, zone)) > today - JUST_OVER)
    return at.astimezone(UTC), "was read as a time of day in the restaurant's time zone"
