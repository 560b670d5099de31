"""Number and time repair: quantities, minutes, prices and promised times in the forms that senders write."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MAX_AHEAD = timedelta(days=366)
# Seconds since 1970 are below this, milliseconds above it.
_MILLISECONDS_FROM = 10**11
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?|[-+]?[.,]\d+")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp])?\.?[Mm]?\.?")
_ISO_MINUTES = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_NOW_WORDS = {"", "asap", "now", "immediate", "immediately", "none", "null"}
_NOON = 12


def read_decimal(value: object) -> Decimal | None:
    """Return a finite number, or None: 2, 2.0, "2", "2,5", "2x", "x 2"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    found = _NUMBER.search(value.replace("\u2212", "-")) if isinstance(value, str) else None
    text = found[0].replace(",", ".") if found else str(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def read_minutes(value: object) -> float | None:
    """Return minutes from a number, a numeric text or an ISO 8601 duration (PT15M), or None."""
    if isinstance(value, str) and (found := _ISO_MINUTES.fullmatch(value.strip().upper())) and any(found.groups()):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return hours * 60 + minutes + seconds / 60
    number = read_decimal(value)
    return None if number is None else float(number)


def read_time(value: object, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    """Return a promised time (UTC) and what was repaired; None for "as soon as possible" and for what is no time.

    A time without an offset is the restaurant's; a time of day is the next one; a number is seconds or milliseconds
    since 1970. A time more than a year away is left out.
    """
    if value is None or (isinstance(value, str) and value.strip().casefold() in _NOW_WORDS):
        return None, ""
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
        return _next_clock(int(found[1]), int(found[2]), (found[3] or "").lower(), zone, now)
    if text.isdecimal():
        return _read_number(int(text[:15]))
    try:
        at = datetime.fromisoformat(text.upper().replace(" UTC", "Z"))
        said = "" if at.tzinfo else "has no offset; it was read in the restaurant's time zone"
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC), said
    except (ValueError, OverflowError):
        return None, ""


def _next_clock(hour: int, minute: int, half: str, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str]:
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        clock = time(hour, minute)
    except ValueError:
        return None, ""
    today = now.astimezone(zone)
    at = datetime.combine(today.date(), clock, zone)
    if at <= today:
        at = datetime.combine(today.date() + timedelta(days=1), clock, zone)
    return at.astimezone(UTC), "was read as the next time of day in the restaurant's time zone"
