"""Inspection of a SQLite file that may be damaged or foreign: integrity, schema revision, row counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_TIMEOUT_SECONDS = 5.0
# Files that belong to the database file. SQLite would replay a leftover WAL into the next database of that name.
COMPANIONS = ("-wal", "-shm", "-journal")
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY_CODE = 0xFF


def is_blank(path: Path) -> bool:
    """Whether the file is missing or has no tables; raises sqlite3.Error."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with open_database_file(path) as db:
            return bool(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def find_damage(path: Path) -> str:
    """Return the first finding of the full integrity check, or an empty text.

    Raises sqlite3.Error for errors that are no damage: a file that is locked or not readable.
    """
    try:
        with open_database_file(path) as db:
            found = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
            return "" if found == "ok" else found
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return str(error)
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error means that the file itself is damaged."""
    return (getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE) in _DAMAGE


def find_orphans(path: Path) -> list[str]:
    """Return the tables that have rows without their parent row (`foreign_key_check`)."""
    with open_database_file(path) as db:
        return sorted({str(row[0]) for row in db.execute("PRAGMA foreign_key_check")})


def find_triggers(path: Path) -> list[str]:
    """Return the names of triggers: they would change what is written, and OrderBell has none."""
    with open_database_file(path) as db:
        return [str(row[0]) for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]


def read_revision(path: Path) -> str | None:
    """Return the schema revision, or None when the database is not OrderBell's."""
    with open_database_file(path) as db:
        known = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        if not db.execute(known).fetchone()[0]:
            return None
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def count_rows(path: Path) -> dict[str, int]:
    """Return the number of rows by table, without Alembic's own table."""
    with open_database_file(path) as db:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [str(row[0]) for row in db.execute(tables) if row[0] != "alembic_version"]
        return {name: int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608  names come from the schema


@contextmanager
def open_database_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing database file, which others may have open; never creates one. Raises sqlite3.Error."""
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)) as db:
        # Only the writer may checkpoint, see `engine`.
        db.execute("PRAGMA wal_autocheckpoint=0")
        yield db
