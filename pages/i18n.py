"""Translations from the gettext catalogues in `locale/`, and times in the restaurant's zone."""

from __future__ import annotations

import functools
import gettext
import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global, negotiate_locale
from babel.dates import format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, get_currency_precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.prices import Money

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "orderbell"
SOURCE_LANGUAGE = "en"


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
        """Return how scripts are to name the halves of the day; empty where people count to 24."""
        if "a" not in self._clock_pattern:
            return ()
        names = self.locale.day_periods["format"]["abbreviated"]
        return names["am"], names["pm"]

    def utc_offsets(self, now: datetime) -> tuple[tuple[int, int], ...]:
        """Return the zone's UTC offsets (seconds) of the year ahead, each with its first moment (epoch seconds)."""
        return _utc_offsets(self.zone, now.date())

    @property
    def own_name(self) -> str:
        """Return what the language calls itself."""
        return (self.locale.display_name or self.language).capitalize()

    def gettext(self, message: str, **values: object) -> str:
        """Say a message."""
        return self._catalogue.gettext(message).format(**values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """Say a message in the form that goes with the number `n`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def clock(self, at: datetime) -> str:
        """Tell a time of day, to the minute, as people write it where the restaurant is."""
        return format_time(at.astimezone(self.zone), self._clock_pattern, locale=self.locale)

    def date(self, at: datetime) -> str:
        """Tell a day of the year with its weekday, in short, as the language writes it."""
        return format_skeleton("MMMEd", at.astimezone(self.zone), locale=self.locale)

    def clock_since(self, at: datetime, since: datetime) -> str:
        """Tell a time of day, with its day when that is not the day of `since`."""
        return self.clock(at) if self.is_same_day(at, since) else f"{self.date(at)}, {self.clock(at)}"

    def is_same_day(self, at: datetime, other: datetime) -> bool:
        """Whether both moments are on one day of the restaurant's zone."""
        return at.astimezone(self.zone).date() == other.astimezone(self.zone).date()

    def between(self, earliest: datetime, latest: datetime, since: datetime | None = None) -> str:
        """Tell a range of times, or the one time when both read alike, with the day when it is not that of `since`."""
        first, last = self.clock(earliest), self.clock(latest)
        is_same_half = " " in first and first.split(" ")[1] == last.split(" ")[1]
        begins = first.split(" ")[0] if is_same_half else first
        clocks = first if first == last else f"{begins}–{last}"  # noqa: RUF001  a range has an en dash
        return self.clock_since(earliest, since or earliest).replace(first, clocks)

    def minutes(self, span: timedelta) -> str:
        """Tell a span in whole minutes, one at least."""
        return self.ngettext("{n} minute", "{n} minutes", max(1, round(span.total_seconds() / 60)))

    def money(self, price: Money) -> str:
        """Write an amount as the language does."""
        code = price.currency
        amount = Decimal(price.amount).scaleb(-get_currency_precision(code))
        return format_currency(amount, code, locale=self.locale) if code else format_decimal(amount, locale=self.locale)

    def today(self, now: datetime) -> datetime:
        """Return (in UTC) when the restaurant's present day began."""
        return now.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def clock_pattern(timezone: str) -> str:
    """Return how people in that zone write a time of day: with 24 hours, or with AM and PM (CLDR)."""
    territory = get_global("zone_territories").get(timezone, "001")
    try:
        written = "" if territory in {"001", "ZZ"} else Locale.parse(f"und_{territory}").time_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        written = ""
    return "h:mm a" if "a" in written else "HH:mm"


@functools.cache
def translator_for(language: str, timezone: str) -> Translator:
    """Return the words of a language; catalogues are read once."""
    return Translator(language, timezone)


def choose_language(wishes: Sequence[str], spoken: Sequence[str]) -> str:
    """Return the first of the wished languages that is spoken, or the first that is spoken."""
    wanted = [wish for wish in wishes if wish]
    return negotiate_locale(wanted, spoken, sep="-") or spoken[0]


def accepted_languages(accept_language: str) -> list[str]:
    """Read an Accept-Language header (RFC 9110, section 12.5.4), the most preferred first."""
    wishes = []
    for part in accept_language[:400].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), tag.strip()))
        except ValueError:
            continue
    return [tag for weight, tag in sorted(wishes, key=lambda wish: wish[0]) if tag and tag != "*" and weight < 0]


# Zones change their offset on a quarter of an hour; the first offset holds for all that was before, too.
@functools.lru_cache(maxsize=8)
def _utc_offsets(zone: ZoneInfo, day: date) -> tuple[tuple[int, int], ...]:
    def offset(at: datetime) -> int:
        return round((at.astimezone(zone).utcoffset() or timedelta()).total_seconds())

    start = datetime.combine(day, time(), UTC) - timedelta(days=1)
    offsets = [(0, offset(start))]
    for midnight in (start + timedelta(days=n) for n in range(366)):
        if offset(midnight + timedelta(days=1)) != offsets[-1][1]:
            quarters = (midnight + n * timedelta(minutes=15) for n in range(1, 97))
            change = next(at for at in quarters if offset(at) != offsets[-1][1])
            offsets.append((int(change.timestamp()), offset(change)))
    return tuple(offsets)


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
