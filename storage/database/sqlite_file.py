"""Looking into a database file without trusting it: is it whole, is it ours, how far is it migrated, what is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from alembic.config import Config
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATIONS = Path(__file__).parents[1] / "migrations"
BUSY_SECONDS = 5.0
# What belongs to a database file beside it. A log that stays behind would be played into the next file of that name.
COMPANIONS = ("-wal", "-shm", "-journal")
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY_CODE = 0xFF


def is_blank(path: Path) -> bool:
    """Whether there is no database at all: no file, or one without any table. Raises sqlite3.Error."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with looking_into(path) as db:
            return bool(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def find_damage(path: Path) -> str:
    """Return what the full integrity check finds first, or nothing when the file is whole.

    Raises sqlite3.Error for what is no damage: a file that is locked, or may not be read.
    """
    try:
        with looking_into(path) as db:
            found = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
            return "" if found == "ok" else found
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return str(error)
        raise


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file itself is broken."""
    return (getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE) in _DAMAGE


def orphans_in(path: Path) -> list[str]:
    """Return the tables that have rows without the row they belong to (`foreign_key_check`)."""
    with looking_into(path) as db:
        return sorted({str(row[0]) for row in db.execute("PRAGMA foreign_key_check")})


def revision_of(path: Path) -> str | None:
    """Return the migration that the database is at, or None when OrderBell has not made it."""
    with looking_into(path) as db:
        known = "SELECT count(*) FROM sqlite_schema WHERE name = 'alembic_version'"
        if not db.execute(known).fetchone()[0]:
            return None
        row = db.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def counts_in(path: Path) -> dict[str, int]:
    """Return how many rows each table has, Alembic's own left out."""
    with looking_into(path) as db:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        names = [str(row[0]) for row in db.execute(tables) if row[0] != "alembic_version"]
        return {name: int(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608  names are the database's own


def known_revisions() -> list[str]:
    """Return the migrations of this program, the newest first."""
    return [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def migrations_config() -> Config:
    """Return Alembic's configuration for our migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def looking_into(path: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing database file beside whoever uses it. Never makes one; raises sqlite3.Error."""
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)) as db:
        # Only the writer may checkpoint: see `engine`.
        db.execute("PRAGMA wal_autocheckpoint=0")
        yield db
