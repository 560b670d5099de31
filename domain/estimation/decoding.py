"""Decoders for learned state read back as JSON: each returns a sound value or raises CorruptState."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

# 2286-11-20: later timestamps cannot be meant.
MAX_TIMESTAMP_SECONDS = 1e10
# Outside these years a sum with a time span may overflow.
MIN_YEAR, MAX_YEAR = 1970, 2286


class CorruptState(Exception):
    """The stored JSON is not what `to_json` writes. The caller starts that part from its prior."""


def number(value: object, low: float, high: float) -> float:
    """Return a number within [low, high]; raises CorruptState for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise CorruptState
    return float(value)


def numbers(value: object, low: float, high: float, count: int | None = None) -> tuple[float, ...]:
    """Return a list's numbers, `count` of them where it is given; raises CorruptState for anything else."""
    if not isinstance(value, list) or count not in {None, len(value)}:
        raise CorruptState
    return tuple(number(one, low, high) for one in value)


def mapping(value: object) -> Mapping[str, object]:
    """Return a JSON object's members by name; raises CorruptState for anything else."""
    if not isinstance(value, dict):
        raise CorruptState
    return {name: member for name, member in value.items() if isinstance(name, str)}


def timestamp(value: object) -> datetime:
    """Return the moment (UTC) of a POSIX timestamp in seconds; raises CorruptState for anything else."""
    return datetime.fromtimestamp(number(value, 0.0, MAX_TIMESTAMP_SECONDS), UTC)


def moment(value: object) -> datetime:
    """Return the moment (UTC) of an ISO 8601 time with offset; raises CorruptState for anything else."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None or at.utcoffset() is None or not MIN_YEAR <= at.year <= MAX_YEAR:
        raise CorruptState
    return at.astimezone(UTC)


def moments(value: object, count: int) -> tuple[datetime, ...]:
    """Return a list's moments, `count` of them; raises CorruptState for anything else."""
    if not isinstance(value, list) or len(value) != count:
        raise CorruptState
    return tuple(moment(one) for one in value)


def time_zone(value: object) -> ZoneInfo:
    """Return the time zone of a name; raises CorruptState for anything else."""
    try:
        if isinstance(value, str):
            return ZoneInfo(value)
    except (KeyError, ValueError, OSError):  # OSError for the name of a folder
        pass
    raise CorruptState


def clip(value: float, low: float, high: float) -> float:
    """Return the value, or the bound that it is beyond."""
    if value > high:
        return high
    return max(low, value)
