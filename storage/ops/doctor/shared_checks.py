"""Checks of a database on a server: reachable, of this version, who shares it, whether a dump works."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from storage.backup.server_backup import try_server_backup
from storage.cluster.members import FIND_MEMBERS, to_members
from storage.database import tables
from storage.database.migrating import list_revisions
from storage.database.shared_database import (
    connect_shared_database,
    describe_shared_database,
    first_line,
    read_shared_revision,
)
from storage.errors import BackupError, DataFolderError
from storage.ops.doctor.check_result import CheckResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.settings import Settings

MAX_CLOCK_SECONDS = 1.0


def check_shared_database(settings: Settings) -> Iterator[CheckResult]:
    """Check that the server answers, has our tables, and goes by the same clock; name the processes that share it."""
    address = describe_shared_database(settings)
    try:
        with connect_shared_database(settings) as db:
            revision = read_shared_revision(db)
            ahead = (db.execute(select(func.clock_timestamp())).scalar_one() - datetime.now(UTC)).total_seconds()
            members = to_members(db.execute(FIND_MEMBERS))
    except (SQLAlchemyError, DataFolderError) as error:
        advice = "Look at ORDERBELL_DATABASE_URL, and whether the server is up."
        yield CheckResult("database", f"{address} cannot be used ({first_line(error)})", advice)
        return
    newest = list_revisions()[0]
    advice = "" if revision == newest else "The next start brings its tables up to date."
    yield CheckResult("database", f"{address} answers, its tables at {revision}", advice)
    if abs(ahead) > MAX_CLOCK_SECONDS:
        advice = "Synchronize the clocks of all machines: timedatectl set-ntp true"
        yield CheckResult("clock", f"the server's differs by {ahead:+.1f} s", advice)
    named = ", ".join(f"{one.place}{' (leads)' if one.leads else ''}" for one in members)
    yield CheckResult("processes", f"{len(members)} share the database{': ' if named else ''}{named}")


def check_shared_backups(settings: Settings) -> Iterator[CheckResult]:
    """Check that the server's own tools can dump the database."""
    try:
        yield CheckResult("backups", try_server_backup(settings).splitlines()[0])
    except BackupError as error:
        yield CheckResult("backups", str(error), "README, 'Several machines', says how backups are made.")


def newest_shared_event(settings: Settings) -> datetime | None:
    """Return when the latest event happened (UTC), or None."""
    try:
        with connect_shared_database(settings) as db:
            newest: datetime | None = db.execute(select(func.max(tables.events.c.at))).scalar_one()
            return newest
    except (SQLAlchemyError, DataFolderError):
        return None  # `check_shared_database` reports it
