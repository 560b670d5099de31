"""Retry-After: how long a server that answers asks us to wait (RFC 9110, section 10.2.3)."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

# What is sent back waits no longer than this for a receiver.
MAX_RETRY_AFTER_SECONDS = 24 * 3600.0
_MAX_DIGITS = 6


def seconds_until(retry_after: str, now: datetime) -> float:
    """Parse seconds or a date in any of HTTP's three forms; 0 when it is missing, invalid or past."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:_MAX_DIGITS])
    try:
        at = parsedate_to_datetime(retry_after)
        # asctime's form names no zone: HTTP's dates are in UTC.
        return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return 0.0
