"""Translations from the gettext catalogues in `locale/`, and times in the restaurant's zone."""

from __future__ import annotations

import functools
import gettext
import io
import re
import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import negotiate_locale
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from pages.time_zones import clock_pattern, utc_offsets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.prices import Money

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "orderbell"
SOURCE_LANGUAGE = "en"
# Bidirectional classes of letters that turn the words around them, on a page of the other direction (UAX 9).
_TURNING = {"ltr": {"R", "AL"}, "rtl": {"L"}}
# What stands before the weight of a language (RFC 9110, section 12.4.2).
_WEIGHT = re.compile(r"[ \t]*;[ \t]*q=", re.IGNORECASE)
_NOON_HOUR = 12
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


class Translator:
    """Translates into one language, and formats times in one zone.

    A message is its English text: `t.gettext("Ready")`, `t.ngettext("{n} minute", "{n} minutes", 3)`.
    """

    def __init__(self, language: str, timezone: str) -> None:
        """Speak this language (a code like `es`), with times in this zone (a name like Europe/Madrid)."""
        self.language = language
        self.zone = ZoneInfo(timezone)
        self._clock_pattern = clock_pattern(timezone)
        self.locale = Locale.parse(language, sep="-")
        self._catalogue = _catalogue(language)

    @property
    def direction(self) -> str:
        """Return `ltr` or `rtl`, for the `dir` of the page."""
        return self.locale.text_direction

    @property
    def halves_of_day(self) -> tuple[str, ...]:
        """Return how a time is written in each half of the day, `{}` for its hour and minute; empty with 24 hours."""
        if "a" not in self._clock_pattern:
            return ()
        is_before = self.locale.datetime_skeletons["hm"].pattern.startswith("a")
        names = self.locale.day_periods["format"]["abbreviated"]
        return tuple(f"{names[half]}{{}}" if is_before else f"{{}} {names[half]}" for half in ("am", "pm"))

    def utc_offsets(self, now: datetime) -> tuple[tuple[int, int], ...]:
        """Return the zone's UTC offsets (seconds) of the year ahead, each with its first moment (epoch seconds)."""
        return utc_offsets(self.zone, now.date())

    @property
    def own_name(self) -> str:
        """Return what the language calls itself."""
        return (self.locale.display_name or self.language).capitalize()

    def gettext(self, message: str, **values: object) -> str:
        """Say a message."""
        return self._filled(self._catalogue.gettext(message), values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """Say a message in the form that goes with the number `n`."""
        return self._filled(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def clock(self, at: datetime) -> str:
        """Tell a time of day, to the minute, as people write it where the restaurant is."""
        return self._half(at).format(self._dial(at))

    def date(self, at: datetime) -> str:
        """Tell a day of the year with its weekday, in short, as the language writes it."""
        return format_skeleton("MMMEd", at.astimezone(self.zone), locale=self.locale)

    def full_date(self, at: datetime) -> str:
        """Tell a day with its year, as the language writes it."""
        return format_date(at.astimezone(self.zone).date(), "long", locale=self.locale)

    def clock_since(self, at: datetime, since: datetime) -> str:
        """Tell a time of day, with its day when that is not the day of `since`."""
        return self._dated(self.clock(at), at, since)

    def is_same_day(self, at: datetime, other: datetime) -> bool:
        """Whether both moments are on one day of the restaurant's zone."""
        return at.astimezone(self.zone).date() == other.astimezone(self.zone).date()

    def between(self, earliest: datetime, latest: datetime, since: datetime | None = None) -> str:
        """Tell a range of times, or the one time when both read alike, with the day when it is not that of `since`."""
        first, last = self.clock(earliest), self.clock(latest)
        if first == last:
            clocks = first
        elif self._half(earliest) == self._half(latest):
            clocks = self._half(latest).format(f"{self._dial(earliest)}–{self._dial(latest)}")  # noqa: RUF001  an en dash
        else:
            clocks = f"{first}–{last}"  # noqa: RUF001  a range has an en dash
        return self._dated(clocks, earliest, since or earliest)

    def minutes(self, span: timedelta) -> str:
        """Tell a span in whole minutes, one at least."""
        return self.ngettext("{n} minute", "{n} minutes", max(1, round(span.total_seconds() / 60)))

    def money(self, price: Money) -> str:
        """Write an amount as the language does."""
        code = price.currency
        amount = Decimal(price.amount).scaleb(-get_currency_precision(code))
        return format_currency(amount, code, locale=self.locale) if code else self.number(amount, "#,##0.00")

    def number(self, value: float | Decimal, pattern: str = "0.###") -> str:
        """Write a number as the language does, to three decimal places unless the pattern (CLDR) says otherwise."""
        return format_decimal(value, pattern, self.locale)

    def percent(self, share: float) -> str:
        """Write a share of 1 in whole percent."""
        return format_percent(share, locale=self.locale)

    def _half(self, at: datetime) -> str:
        halves = self.halves_of_day
        return halves[at.astimezone(self.zone).hour >= _NOON_HOUR] if halves else "{}"

    def _dial(self, at: datetime) -> str:
        return format_time(at.astimezone(self.zone), self._clock_pattern.removesuffix(" a"), locale=self.locale)

    def _dated(self, clocks: str, at: datetime, since: datetime) -> str:
        if self.is_same_day(at, since):
            return clocks
        return str(self.locale.datetime_formats["medium"]).format(clocks, self.date(at))

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return text.format(**{name: self._isolated(value) for name, value in values.items()})

    # A name of the other direction must not turn the words and figures beside it.
    def _isolated(self, value: object) -> object:
        turning = _TURNING[self.direction]
        if isinstance(value, str) and any(unicodedata.bidirectional(letter) in turning for letter in value):
            return f"{_ISOLATE}{value}{_POP_ISOLATE}"
        return value


@functools.cache
def known_languages() -> tuple[str, ...]:
    """Return the codes of the languages of the pages, the source language first."""
    return (SOURCE_LANGUAGE, *sorted(path.name for path in LOCALE_FOLDER.iterdir() if path.is_dir()))


@functools.cache
def translator_for(language: str, timezone: str) -> Translator:
    """Return the words of a language; catalogues are read once."""
    return Translator(language, timezone)


def choose_language(wishes: Sequence[str], spoken: Sequence[str]) -> str:
    """Return the first of the wished languages (BCP 47, in any case) that is spoken, or the first that is spoken."""
    wanted = [wish.lower().replace("_", "-") for wish in wishes if wish]  # what is found is returned as it was wished
    return negotiate_locale(wanted, spoken, sep="-") or spoken[0]


def accepted_languages(accept_language: str) -> list[str]:
    """Read an Accept-Language header (RFC 9110, section 12.5.4), the most preferred first."""
    wishes = []
    for part in accept_language[:400].split(","):
        tag, _, weight = _WEIGHT.sub(";q=", part.strip()).partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(wishes, key=lambda wish: wish[0]) if tag and tag != "*" and weight < 0]


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
