"""Mail dates: times as RFC 5322 and JavaScript write them, such as Fri, 27 Nov 2026 12:30:00 GMT."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime

_NOON = 12


def read_mail_date(text: str, zone: tzinfo) -> tuple[datetime | None, str]:
    """Return a time (UTC) and what was repaired; None for what is no such date. Without a zone it is of `zone`."""
    # GMT+0100, as JavaScript writes it, is +0100.
    plain = re.sub(r"\b(?:GMT|UTC)(?=[+-]\d)", "", text).replace(" at ", " ")
    half = re.search(r"\b(\d{1,2}):(\d{2})(:\d{2})?\s*([AaPp])\.?[Mm]\.?", plain)
    if half:
        hour = int(half[1]) % _NOON + (_NOON if half[4].lower() == "p" else 0)
        plain = f"{plain[: half.start()]}{hour:02}:{half[2]}{half[3] or ':00'}{plain[half.end() :]}"
    try:
        at = parsedate_to_datetime(plain)
        local = at if at.tzinfo else at.replace(tzinfo=UTC if plain.endswith("-0000") else zone)
        return local.astimezone(UTC), "was read as a date of RFC 5322"
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, ""
