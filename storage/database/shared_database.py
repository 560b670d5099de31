"""A database on a server: can it be reached, is it OrderBell's, is it of this version."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from alembic.migration import MigrationContext
from sqlalchemy import URL, create_engine, inspect
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from storage.database.migrating import list_revisions, migrate
from storage.database.postgresql import CONNECT_TIMEOUT_SECONDS
from storage.errors import DatabaseAway, DataFolderError, describe_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from storage.settings import Settings

# What a server refuses until a person acts. Of a connection that was refused libpq tells words only, no SQLSTATE.
_REFUSALS = (
    "authentication failed",
    "no password supplied",
    "does not exist",
    "no pg_hba.conf entry",
    "permission denied",
    "is not permitted to log in",
)


def open_shared_database(settings: Settings) -> None:
    """Check and migrate the database, and make the data folder.

    Raises DataFolderError, as DatabaseAway where a later try may succeed: after a power cut the server is up last.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with connect_shared_database(settings) as db:
            revision = read_shared_revision(db)
        if revision != list_revisions()[0]:
            _migrate(settings)
    except (SQLAlchemyError, OSError) as error:
        kind = DatabaseAway if _is_away(error) else DataFolderError
        raise kind(
            f"The database {describe_shared_database(settings)} cannot be used: {first_line(error)}. Is the server up, "
            "does the database exist (createdb), and are user and password in ORDERBELL_DATABASE_URL right?"
        ) from error


# What is wrong with the server is told by the caller; each migration is one transaction.
def _migrate(settings: Settings) -> None:
    try:
        migrate(settings)
    except (SQLAlchemyError, OSError):
        raise
    except Exception as error:
        raise DataFolderError(
            f"The tables of {describe_shared_database(settings)} could not be brought up to date: "
            f"{describe_error(error)}. Start the previous version and report the error; if that version says that the "
            "database is a newer one's, restore the server's backup from before the upgrade."
        ) from error


@contextmanager
def connect_shared_database(settings: Settings) -> Iterator[Connection]:
    """Connect for a look at the database as it stands at one moment, while other processes may migrate it.

    Raises SQLAlchemyError, or DataFolderError without the driver.
    """
    if find_spec("psycopg") is None:
        raise DataFolderError("PostgreSQL needs its driver. Start OrderBell with: uv run --extra postgres main.py")
    patience = {"connect_timeout": CONNECT_TIMEOUT_SECONDS}
    engine = create_engine(
        settings.database, poolclass=NullPool, connect_args=patience, isolation_level="REPEATABLE READ"
    )
    with engine.connect() as db:
        yield db


def read_shared_revision(db: Connection) -> str | None:
    """Return the schema revision, or None for an empty database; raises DataFolderError for any other."""
    revision = MigrationContext.configure(db).get_current_revision()
    # Alembic makes its table before the first migration, in a transaction of its own.
    if revision is None and (foreign := {*inspect(db).get_table_names()} - {"alembic_version"}):
        raise DataFolderError(
            f"The database has tables of another program: {', '.join(sorted(foreign)[:5])}. "
            "Make one for OrderBell alone (createdb), and write its name in ORDERBELL_DATABASE_URL."
        )
    known = list_revisions()
    if revision is not None and revision not in known:
        raise DataFolderError(
            f"This database was written by a newer OrderBell (its schema is {revision}, the newest that this program "
            f"knows is {known[0]}). Start that version again; nothing has changed."
        )
    return revision


def describe_shared_database(settings: Settings) -> str:
    """Return the address of the database without its passwords, which libpq takes behind it, too."""
    url = settings.database.difference_update_query(["password", "sslpassword"])
    return str(URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query))


def first_line(error: Exception) -> str:
    """Return what a driver says, without the statement and its explanations."""
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0].rstrip(".")


def _is_away(error: Exception) -> bool:
    said = str(error).lower()
    return isinstance(error, OperationalError) and not any(words in said for words in _REFUSALS)
