"""Values of settings: readers of origins, database URLs, lists and currencies."""

from __future__ import annotations

from contextlib import suppress

from babel.core import get_global
from babel.numbers import get_territory_currencies
from babel.numbers import is_currency as is_known_currency
from pydantic_core import Url
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

# Drivers of SQLAlchemy.
SQLITE, POSTGRESQL = "sqlite+aiosqlite", "postgresql+psycopg"


def normalize_origin(url: str, like: str) -> str:
    """Return an origin as browsers serialize it, in lower case without the default port; ValueError(`like`) otherwise.

    The socket guard compares origins as strings.
    """
    with suppress(ValueError):
        parts = Url(url)
        bare = Url.build(scheme=parts.scheme, host=parts.host or "", port=parts.port)
        if parts == bare and parts.scheme in {"http", "https"}:
            return str(bare).removesuffix("/")
    raise ValueError(like)


def is_sqlite_url(url: str) -> bool:
    """Whether a database URL names a SQLite file; one in memory would be lost at the first restart."""
    try:
        parts = make_url(url)
    except ArgumentError:
        return False
    is_sqlite = parts.drivername in {"sqlite", SQLITE}
    return is_sqlite and not parts.query and (parts.database or ":").partition(":")[0] not in {"", "file"}


def is_postgresql_url(url: str) -> bool:
    """Whether a database URL names a database of a PostgreSQL server."""
    try:
        parts = make_url(url)
    except ArgumentError:
        return False
    return parts.drivername in {"postgresql", "postgres", POSTGRESQL} and bool(parts.database)


def split_list(value: object) -> tuple[str, ...]:
    """Return the parts of a list with commas between, without spaces and empty parts; raises ValueError."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple):
        raise ValueError("write a list with commas between")  # noqa: TRY004  pydantic turns ValueError into a message
    return tuple(str(part).strip() for part in value if str(part).strip())


def is_currency(code: str) -> bool:
    """Whether a code is that of a currency (ISO 4217, by CLDR)."""
    return is_known_currency(code)


def currency_of_zone(timezone: str) -> str:
    """Return the currency in use in a time zone's territory (CLDR), or an empty string for a zone without one."""
    territory = get_global("zone_territories").get(timezone, "001")
    in_use = get_territory_currencies(territory) if territory not in {"001", "ZZ"} else []
    return str(in_use[0]) if in_use else ""
