"""Time zone of the machine, by its IANA name: from TZ, the system's settings, or what /etc/localtime says."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from tzlocal import get_localzone_name

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCALTIME = Path("/etc/localtime")
_STEP, _AHEAD = timedelta(days=28), timedelta(days=730)


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone (IANA)."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False
    return bool(name)


def find_machine_zone(localtime: Path = LOCALTIME) -> str:
    """Return the name of the machine's zone; raises ValueError, saying what to write, when nothing names it."""
    if said := os.environ.get("TZ", "").strip():
        return _zone_of_variable(said)
    with suppress(ZoneInfoNotFoundError):  # its files contradict one another
        if (name := get_localzone_name()) and is_zone(name):
            return _plain(name)
    if not localtime.exists():
        return "Etc/UTC"  # localtime(5)
    if name := _find_same(localtime):
        return name
    raise ValueError(f"{localtime} does not say which zone it is: write one like Europe/Madrid or America/New_York")


# POSIX's own form, such as CET-1CEST, names no place, and its summer time is that of the USA unless it says more.
def _zone_of_variable(said: str) -> str:
    name = _plain(said.removeprefix(":"))
    path = Path(name)
    if path.is_absolute() and path.is_file():
        parts = path.resolve().parts
        named = (name for n in range(1, len(parts)) if is_zone(name := "/".join(parts[n:])))
        name = _plain(next(named, None) or _find_same(path))
    if not is_zone(name):
        raise ValueError(
            f"this machine's TZ is {said}, which names no zone: write one like Europe/Madrid or America/New_York"
        )
    return name


# The same zones once more, with leap seconds in one folder and without in the other; browsers know neither name.
def _plain(name: str) -> str:
    return name.removeprefix("posix/").removeprefix("right/")


def _find_same(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            copied = _offsets(ZoneInfo.from_file(opened))
    except (OSError, ValueError):
        return ""
    return next((name for name in _list_zones() if _offsets(ZoneInfo(name)) == copied), "")


def _list_zones() -> Iterator[str]:
    yield "Etc/UTC"
    try:
        # Zones that differ in nothing since 1970 have one name in it.
        lines = (files("tzdata") / "zoneinfo/zone1970.tab").read_text().splitlines()
    except ModuleNotFoundError:  # a distribution that has the zones itself
        yield from sorted(available_timezones())
        return
    for line in lines:
        if not line.startswith("#"):
            yield line.split("\t")[2]


# With the abbreviations: Tokyo and Jayapura differ in nothing else.
def _offsets(zone: ZoneInfo) -> list[tuple[timedelta | None, str | None]]:
    first, last = datetime(1970, 1, 1, tzinfo=UTC), datetime.now(UTC) + _AHEAD
    times = ((first + n * _STEP).astimezone(zone) for n in range((last - first) // _STEP))
    return [(at.utcoffset(), at.tzname()) for at in times]
