"""Time words: what people write of days and times, brought into the forms that `time_repair` reads."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta

from babel.dates import get_day_names, get_month_names

from pages.api.repair.values.number_repair import HOURS, read_minutes
from pages.i18n import known_languages

TODAY = {"today", "hoy", "heute", "oggi", "hoje", "vandaag", "dzisiaj", "bugün", "今天", "今日"}
TOMORROW = {"tomorrow", "mañana", "demain", "morgen", "domani", "amanhã", "jutro", "yar\u0131n", "明天", "明日"}
_YEAR_FIRST = re.compile(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?[ ,T]*")
# Month and day, hour and minute, as they are written in Chinese and Japanese.
_HAN_DAY = re.compile(r"(?<![\d年/.])(\d{1,2})月(\d{1,2})[日号]\s*")
_HAN_CLOCK = re.compile(r"(\d{1,2})[時时点點시] ?(?:(\d{1,2})[分분]|(半))?")
# Which half of the day it is, before or after the time.
_HALF = re.compile(
    r"(?P<pm>오후|下午|晚上|傍晚|午後|夜|शाम|रात)?(?P<am>오전|上午|早上|午前|सुबह)?\W*(?P<clock>\d{1,2}:\d{2})"
    r"\W*(?:बजे)?\W*(?P<after>مساء)?(?P<before>صباح\W*ا?)?\W*"  # noqa: RUF001
)
# RFC 9557 and JavaScript write the name of the zone after the offset; others name UTC after its offset.
_ZONE_NAME = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\)|(?<=\+0000) UTC)$")
# Of a span of time, its start: 12:30-12:45, and the intervals of ISO 8601.
_SPAN = re.compile(
    r"((?:\S*\d[T ,]\s*)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2}(?![\d-]))?)(\s*[-\u2013/]\s*)"
    r"(\d{1,2}:\d{2}(?::\d{2})?|P\S+|\S+T\S+)"
)
# A negative offset (RFC 3339) looks like the end of a span. There is none below -12:00.
_OFFSET = re.compile(r"0\d:[0-5]\d|1[01]:[03]0|12:00")
_COMPACT = re.compile(r"(20\d\d)([01]\d)([0-3]\d)(?:([0-2]\d)([0-5]\d)(?:[0-5]\d)?)?")
_WEEK_DAY = re.compile(r"\d{4}-?W\d{2}-?\d", re.IGNORECASE)
_NOON = re.compile(
    r"\b(?:12 )?(?:noon|midday|mediodía|mittags?|midi|mezzogiorno|meio-dia|middag|południe)\b", re.IGNORECASE
)
_MIDNIGHT = re.compile(r"\b(?:12 )?(?:midnight|medianoche|mitternacht|minuit|mezzanotte|meia-noite)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:[~≈]|(?:at|by|from|after|around|about|a las|sobre las|um|ab|gegen|ca\.?|à|vers|alle|às|om|kl\.?)\s)\s*(?=\d)",
    re.IGNORECASE,
)
_AT = r"(?:(?:at|um|a las|à|alle|às|om|kl\.?) )?"
_CLOCK = r"\d{1,2}(?:[:.h]\d{2}){0,2}(?:\s?[ap]\.?m\.?|\s?h|\s?uhr)?"
_NAMED_DAY = re.compile(rf"(?:(?:on|am|el|le|op|this) )?(\w+)\.?(?:[ ,]+{_AT}({_CLOCK}))?", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(rf"(\d{{1,2}})[./-](\d{{1,2}})\.?[ ,]+{_AT}({_CLOCK})", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minutes?|minutos?|minuten|minuti|['\u2032])\.?", re.IGNORECASE)
_AHEAD = re.compile(r"(?:(?:in|en|dans|tra|fra|em|over|za)\s|\+)\s*(.+)", re.IGNORECASE)
_MONTHS = 12
_HALF_A_YEAR = timedelta(days=183)
_NOW_WORDS = {"", "0", "asap", "now", "immediate", "immediately", "none", "null"}


def plain_time(text: str) -> str:
    """Return a time as `time_repair` reads it: without the end of a span, names of zones, and words around it."""
    text = _HAN_CLOCK.sub(_clock_of, _HAN_DAY.sub(r"\2.\1. ", text))
    if half := _HALF.fullmatch(text):
        said = "pm" if half["pm"] or half["after"] else "am" if half["am"] or half["before"] else ""
        text = f"{half['clock']} {said}".strip()
    text = _YEAR_FIRST.sub(r"\1-\2-\3 ", _ZONE_NAME.sub("", text)).strip()
    if (span := _SPAN.fullmatch(text)) and not _is_offset(*span.groups()):
        text = span[1]
    if found := _COMPACT.fullmatch(text):
        text = f"{found[1]}-{found[2]}-{found[3]}" + (f" {found[4]}:{found[5]}" if found[4] else "")
    if _WEEK_DAY.fullmatch(text):
        text = _week_day(text)
    return _ABOUT.sub("", _MIDNIGHT.sub("24:00", _NOON.sub("12:00", text)))


def _clock_of(found: re.Match[str]) -> str:
    return f"{found[1]}:{'30' if found[3] else (found[2] or '00').zfill(2)}"


def date_of(text: str, today: date, soonest: date) -> str:
    """Return a time with the date of the day that it names: today, 14.3., or a day of the week, from `soonest` on."""
    if found := _NAMED_DAY.fullmatch(text):
        name, clock = found[1].casefold(), found[2] or ""
        if name in TODAY | TOMORROW:
            return f"{today + timedelta(days=name in TOMORROW)} {clock}".strip()
        if (weekday := _weekdays().get(name)) is not None:
            return f"{soonest + timedelta(days=(weekday - soonest.weekday()) % 7)} {clock}".strip()
    if found := _DAY_AND_MONTH.fullmatch(text):
        return _with_year(int(found[1]), int(found[2]), found[3], today) or text
    return text


# With "PM" people write the month first, and so they must where there is no such month.
def _with_year(first: int, second: int, clock: str, today: date) -> str | None:
    is_month_first = second > _MONTHS or (clock.strip(". ").lower().endswith("m") and first <= _MONTHS)
    day, month = (second, first) if is_month_first else (first, second)
    for year in (today.year, today.year + 1):
        with suppress(ValueError):
            # A day that is just over is no day of next year.
            if (at := date(year, month, day)) > today - _HALF_A_YEAR:
                return f"{at} {clock}"
    return None


def minutes_ahead(text: str) -> float | None:
    """Return the minutes of a span from now: "in 1 hour", "+45", "30 min", PT1H; None for what is none."""
    ahead = _AHEAD.fullmatch(text)
    said = ahead[1].lower() if ahead else text
    if found := _MINUTES.fullmatch(said):
        return float(found[1])
    if ahead and (HOURS.fullmatch(said) or (said.isdecimal() and len(said) <= len("120"))):
        return read_minutes(said)
    return read_minutes(text) if text.upper().startswith("P") else None


# The time of a day alone has no offset: 12:00-05:00 is a span.
def _is_offset(start: str, dash: str, end: str) -> bool:
    return dash == "-" and len(start) > len("12:00") and bool(_OFFSET.fullmatch(end))


def _week_day(text: str) -> str:
    try:
        return date.fromisoformat(text.upper()).isoformat()
    except ValueError:
        return text


# A short form that means different days in two languages, or a month, names none.
@functools.cache
def _weekdays() -> dict[str, int]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for language in known_languages():
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", "short"):
                for number, name in get_day_names(width, context, language).items():
                    found[name.casefold().rstrip(".")].add(number)
    months = {name.casefold() for name in get_month_names("abbreviated", locale="en").values()}
    return {name: days.pop() for name, days in found.items() if len(days) == 1 and name not in months}


def is_now(text: str) -> bool:
    """Whether a text asks for no time of its own."""
    return text.strip(" !.").casefold() in _NOW_WORDS or text.startswith("0000-00-00")
