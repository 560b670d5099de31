"""Time zones: how people of a zone write the time of day, and when its UTC offset changes."""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def clock_pattern(timezone: str) -> str:
    """Return how people in that zone write a time of day: with 24 hours, or with AM and PM (CLDR)."""
    territory = get_global("zone_territories").get(timezone, "001")
    try:
        written = "" if territory in {"001", "ZZ"} else Locale.parse(f"und_{territory}").time_formats["short"].pattern
    except (UnknownLocaleError, ValueError):
        written = ""
    return "h:mm a" if "a" in written else "HH:mm"


# Zones change their offset on a quarter of an hour; the first offset holds for all that was before, too.
@functools.lru_cache(maxsize=8)
def utc_offsets(zone: ZoneInfo, day: date) -> tuple[tuple[int, int], ...]:
    """Return the UTC offsets (seconds) of the year from this day, each with its first moment (epoch seconds)."""

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
