"""Values of settings: readers of origins, database URLs and lists."""

from __future__ import annotations

from contextlib import suppress

from pydantic_core import Url
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


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
    is_sqlite = parts.drivername in {"sqlite", "sqlite+aiosqlite"}
    return is_sqlite and not parts.query and (parts.database or ":").partition(":")[0] not in {"", "file"}


def split_list(value: object) -> tuple[str, ...]:
    """Return the parts of a list with commas between, without spaces and empty parts; raises ValueError."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple):
        raise ValueError("write a list with commas between")  # noqa: TRY004  pydantic turns ValueError into a message
    return tuple(str(part).strip() for part in value if str(part).strip())
