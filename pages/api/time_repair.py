"""Time repair: promised times in the forms that senders write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from pages.api.number_repair import read_minutes

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MAX_AHEAD = timedelta(days=366)
# Seconds since 1970 are below this, milliseconds above it.
_MILLISECONDS_FROM = 10**11
_CLOCK = re.compile(r"(\d{1,2})[:.hH](\d{2})(?::\d{2})?\s*(?:([AaPp])\.?[Mm]\.?|h)?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})[ ,T]+(.+)")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})[ ,T]+(.+)")
_SPAN = re.compile(r"(?:in\s*|\+\s*)(\d{1,3})(?:\s*(?:m|min|mins|minutes|minutos))?", re.IGNORECASE)
_NOW_WORDS = {"", "asap", "now", "immediate", "immediately", "none", "null"}
_NOON = 12


def read_time(value: object, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    """Return a promised time (UTC) and what was repaired; None for "as soon as possible" and for what is no time.

    A time without an offset is the restaurant's; a time of day is the next one; a number is seconds or milliseconds
    since 1970. A time more than a year away is left out.
    """
    if value is None or (isinstance(value, str) and value.strip().casefold() in _NOW_WORDS):
        return None, ""
    if isinstance(value, Mapping) and value.get("date"):
        value = f"{value['date']} {value.get('time', '')}".strip()
    at, said = _read_number(value) if not isinstance(value, str) else _read_words(value.strip(), zone, now)
    if at is None:
        return None, "is no time that can be read; the kitchen promises one"
    if abs(at - now) > MAX_AHEAD:
        return None, "lies more than a year away; the kitchen promises a time"
    return at, said


def _read_number(value: object) -> tuple[datetime | None, str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None, ""
    try:
        seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
        return datetime.fromtimestamp(seconds, UTC), "was read as seconds since 1970"
    except (OverflowError, ValueError, OSError):
        return None, ""


def _read_words(text: str, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    if found := _CLOCK.fullmatch(text):
        return _next_clock(*_clock_of(found), zone, now)
    if text.isdecimal():
        return _read_number(int(text[:15]))
    if found := _SPAN.fullmatch(text):
        return now + timedelta(minutes=int(found[1])), "was read as so many minutes from now"
    if text.upper().startswith("PT") and (minutes := read_minutes(text)):
        return now + timedelta(minutes=min(minutes, 10**6)), "was read as so many minutes from now"
    if found := _DAY.fullmatch(text):
        return _read_day(found, zone)
    if (found := _YEAR_FIRST.fullmatch(text)) and (clock := _CLOCK.fullmatch(found[4].strip())) and clock[3]:
        return _to_time(int(found[1]), int(found[2]), int(found[3]), clock, zone)
    try:
        at = datetime.fromisoformat(text.upper().replace(" UTC", "Z"))
        said = "" if at.tzinfo else "has no offset; it was read in the restaurant's time zone"
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC), said
    except (ValueError, OverflowError):
        return _read_mail_date(text)


# Where nothing says which is the day: with "PM" people write the month first, else the day.
def _read_day(found: re.Match[str], zone: ZoneInfo) -> tuple[datetime | None, str]:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    clock = _CLOCK.fullmatch(found[4].strip())
    if clock is None:
        return None, ""
    is_month_first = second > _NOON or (bool(clock[3]) and first <= _NOON)
    day, month = (second, first) if is_month_first else (first, second)
    return _to_time(year, month, day, clock, zone)


def _to_time(year: int, month: int, day: int, clock: re.Match[str], zone: ZoneInfo) -> tuple[datetime | None, str]:
    try:
        at = datetime(year, month, day, *_clock_of(clock), tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None, ""
    return at, f"was read as {at.isoformat(timespec='minutes').replace('+00:00', 'Z')}"


def _read_mail_date(text: str) -> tuple[datetime | None, str]:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, ""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC), "was read as a date of RFC 5322"


def _clock_of(found: re.Match[str]) -> tuple[int, int]:
    hour, half = int(found[1]), (found[3] or "").lower()
    return (hour % _NOON + (_NOON if half == "p" else 0) if half and hour <= 2 * _NOON else hour), int(found[2])


def _next_clock(hour: int, minute: int, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    try:
        clock = time(hour, minute)
    except ValueError:
        return None, ""
    today = now.astimezone(zone)
    at = datetime.combine(today.date(), clock, zone)
    if at <= today:
        at = datetime.combine(today.date() + timedelta(days=1), clock, zone)
    return at.astimezone(UTC), "was read as the next time of day in the restaurant's time zone"
