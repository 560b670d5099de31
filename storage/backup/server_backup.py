"""Backup of a database on a server: the server's own tools make it; here it is tried whether they work."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database.shared_database import connect_shared_database, describe_shared_database, first_line
from storage.database.tables import metadata
from storage.errors import BackupError

if TYPE_CHECKING:
    from storage.settings import Settings

MAX_DUMP_SECONDS = 600
_HAS_FAILED = text("SELECT last_failed_time > coalesce(last_archived_time, '-infinity') FROM pg_stat_archiver")


def try_server_backup(settings: Settings) -> str:
    """Dump the database, read the dump's contents, delete it, and return what to do; raises BackupError."""
    address = describe_shared_database(settings)
    with tempfile.TemporaryDirectory(prefix="orderbell-dump-") as folder:
        dump = Path(folder) / "orderbell.dump"
        # The whole address: without its parameters the server would be called less safely, or not at all.
        _run(settings, "pg_dump", "--format=custom", f"--file={dump}", f"--dbname={address}")
        listed = _run(settings, "pg_restore", "--list", str(dump))
        size = dump.stat().st_size
    if missing := [name for name in metadata.tables if f"TABLE DATA public {name} " not in listed]:
        raise BackupError(f"The dump of {address} lacks {', '.join(missing)}. Does this user own all tables?")
    return (
        f"OrderBell makes no backups of a database on a server. A dump was tried just now: it works and takes "
        f"{size // 1024:,} KB.\n"
        f"Each night, by cron: {_nightly_command(address)}\n"
        "It reads the password from ~/.pgpass, mode 0600: host:port:database:user:password. It deletes no old dumps.\n"
        "To go back: stop all processes, then pg_restore --clean --if-exists --dbname=... orderbell-DATE.dump\n"
        f"{_describe_archive(settings)}"
    )


# A crontab ends a command at a plain %, crontab(5).
def _nightly_command(address: str) -> str:
    command = f"pg_dump --format=custom --file=orderbell-$(date +%F).dump {shlex.quote(address)}"
    return command.replace("%", r"\%")


def _run(settings: Settings, program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        raise BackupError(f"{program} is not here. Install the client of the server's version, or a newer one.")
    password = settings.database.password or settings.database.query.get("password")
    surroundings = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    try:
        done = subprocess.run(  # noqa: S603  our own arguments
            [program, *arguments],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=MAX_DUMP_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or error
        raise BackupError(f"{program} does not work: {said}".strip()) from error
    return done.stdout


def _describe_archive(settings: Settings) -> str:
    try:
        with connect_shared_database(settings) as db:
            is_on = str(db.execute(text("SHOW archive_mode")).scalar_one()) != "off"
            has_failed = db.execute(_HAS_FAILED).scalar_one()
    except SQLAlchemyError as error:
        raise BackupError(f"The server does not say whether it archives: {first_line(error)}.") from error
    if not is_on:
        return "Point-in-time recovery is off (archive_mode): a loss costs all orders since the latest dump."
    if has_failed:
        raise BackupError("Point-in-time recovery is on, but the latest archiving failed: see the server's log.")
    return "Point-in-time recovery is on (archive_mode), and the latest archiving did not fail."
