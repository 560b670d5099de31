"""Values of settings: readers of origins, hosts, database URLs, lists and currencies."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

from babel.core import get_global
from babel.numbers import get_territory_currencies
from babel.numbers import is_currency as is_known_currency
from pydantic_core import Url
from sqlalchemy.engine import URL, make_url
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


def normalize_host(host: str) -> str:
    """Return an IP address in its usual spelling, for example 0.0.0.0 for 0 and :: for ::0; a name as it is."""
    with suppress(OSError, ValueError):
        return str(ipaddress.ip_address(host if ":" in host else socket.inet_aton(host)))
    return host


def is_sqlite_url(url: str) -> bool:
    """Whether a database URL names a SQLite file; one in memory would be lost at the first restart."""
    parts = _parse_database_url(url)
    if parts is None or parts.drivername not in {"sqlite", SQLITE} or parts.query:
        return False
    return (parts.database or ":").partition(":")[0] not in {"", "file"}


def is_postgresql_url(url: str) -> bool:
    """Whether a database URL names a database of a PostgreSQL server; not where its password is not escaped."""
    parts = _parse_database_url(url)
    if parts is None or parts.drivername not in {"postgresql", "postgres", POSTGRESQL} or not parts.database:
        return False
    return "@" not in f"{parts.host}/{parts.database}"  # what stands before it is of the password


# The error of a port that is no number quotes it: part of a password that is not escaped.
def _parse_database_url(url: str) -> URL | None:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        return None


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
