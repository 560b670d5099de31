"""Zone names: the time zone that a time names behind its clock, such as Europe/Madrid or EST."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# RFC 9557 puts it into brackets.
_IANA = re.compile(r"(.*\d.*?)\s*[\[(]?\b([A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2})[\])]?")
_SHORT = re.compile(r"(.*\d)\s*\(?([A-Z]{3,4})\)?")
# Hours east of UTC. A restaurant whose own zone has such a name means that.
_HOURS = {
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "JST": 9, "AEST": 10,
    "BRT": -3, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8,
}  # fmt: skip


def split_zone(text: str, zone: ZoneInfo, now: datetime) -> tuple[str, tzinfo]:
    """Return a time without the name of its zone, and that zone; without a name that is known, `zone`."""
    if found := _IANA.fullmatch(text):
        try:
            return found[1], ZoneInfo(found[2])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return text, zone
    found = _SHORT.fullmatch(text)
    if found is None or found[2] not in _HOURS:
        return text, zone
    half_years = (now + timedelta(days=days) for days in (0, 183))
    is_own = found[2] in {at.astimezone(zone).tzname() for at in half_years}
    return found[1], zone if is_own else timezone(timedelta(hours=_HOURS[found[2]]))
