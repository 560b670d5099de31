"""Local checks: program version, data folder, disk, database, backups."""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import sqlite3
import tomllib
from datetime import timedelta
from importlib import metadata
from typing import TYPE_CHECKING

from storage.backup.backup import (
    SECRETS,
    backup_time,
    backups_folder,
    is_from_future,
    list_backups,
    newest_backup,
)
from storage.backup.choosing import find_obstacle
from storage.backup.restore import aside_folder
from storage.database.migrating import list_revisions
from storage.database.sqlite_file import find_damage, find_orphans, find_triggers, is_blank, read_revision
from storage.files import IS_WINDOWS, name_user
from storage.ops.deployment import PROGRAM
from storage.ops.doctor.check_result import CheckResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from storage.settings import Settings

MEGABYTE_BYTES = 1024**2
MIN_FREE_BYTES = 500 * MEGABYTE_BYTES
MAX_BACKUP_AGE = timedelta(days=2)


def check_version(_: Settings) -> Iterator[CheckResult]:
    """Report the versions, and compare the installed libraries with the pinned ones.

    `uv run` installs the pinned ones; a service that was updated and only restarted does not.
    """
    project = tomllib.loads((PROGRAM.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = f"OrderBell {project['version']}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield CheckResult("version", f"{text}, tables {list_revisions()[0]}, {platform.platform()}")
    for requirement in project["dependencies"]:
        name, _, wanted = requirement.partition("==")
        if (found := _installed_version(name.partition("[")[0])) != wanted:
            yield CheckResult("version", f"{name} is {found}, not {wanted}", f"Run, in {PROGRAM.parent}: uv sync")


def check_permissions(settings: Settings) -> Iterator[CheckResult]:
    """Check that only this user can read and write the data."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield CheckResult(
            "permissions", f"{folder} is missing", "Is ORDERBELL_DATA_DIR right? The first start creates it."
        )
        return
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield CheckResult("permissions", f"this user may not use {folder}", _advise_on_rights(folder, folder))
        return
    unwritable = [path for path in _data_paths(settings) if not os.access(path, os.R_OK | os.W_OK)]
    for path in unwritable:
        yield CheckResult("permissions", f"this user may not write {path}", _advise_on_rights(path, folder))
    exposed = [path for path in _data_paths(settings) if path.stat().st_mode & 0o077 and not IS_WINDOWS]
    for path in exposed:
        mode = "700" if path.is_dir() else "600"
        yield CheckResult(
            "permissions", f"other users of this machine may read {path}", f"Run: chmod {mode} {shlex.quote(str(path))}"
        )
    if not unwritable and not exposed:
        yield CheckResult("permissions", f"{folder} is private to this user")


def check_disk(settings: Settings) -> Iterator[CheckResult]:
    """Check the free disk space where the data folder and the database are."""
    for folder in dict.fromkeys((settings.data_dir, settings.database_folder)):
        if folder.is_dir():
            free = shutil.disk_usage(folder).free
            advice = "Free some: without space no tap can be saved." if free < MIN_FREE_BYTES else ""
            yield CheckResult("disk", f"{free // MEGABYTE_BYTES:,} MB are free in {folder}", advice)


def check_database(settings: Settings) -> Iterator[CheckResult]:
    """Check that the database is intact, ours, and not from a newer version."""
    path = settings.database_file
    try:
        yield _check_database_file(path)
    except (OSError, sqlite3.Error) as error:
        advice = "Does another program use it? If not, look at its permissions and at the disk."
        yield CheckResult("database", f"{path} cannot be read ({error})", advice)
    if aside_folder(settings).is_dir():
        yield CheckResult("database", f"replaced or damaged databases are kept in {aside_folder(settings)}")


def check_backups(settings: Settings, now: datetime) -> Iterator[CheckResult]:
    """Check that there is a recent backup and that it can be restored."""
    newest = newest_backup(settings, now)
    if not newest:
        advice = "Run: main.py backup. While OrderBell runs, it makes one every night."
        yield CheckResult("backups", f"there is none in {backups_folder(settings)}", advice)
        return
    if obstacle := find_obstacle(newest):
        yield CheckResult("backups", f"{newest.name} cannot be restored ({obstacle})", "Make another: main.py backup")
    elif is_from_future(newest, now):
        advice = "It was made while the clock was wrong, or the clock is wrong now: set it, then run main.py backup."
        yield CheckResult("backups", f"the newest is {newest.name}, from the future", advice)
    elif now - (backup_time(newest) or now) > MAX_BACKUP_AGE:
        advice = "Make one now, main.py backup, and look in the log for the reason."
        yield CheckResult("backups", f"the newest is {newest.name}", advice)
    else:
        count = len(list_backups(settings))
        yield CheckResult("backups", f"{count} are kept, the newest {newest.name}, verified just now")


# The data folder's owner is whom OrderBell runs as: to give it to the doctor's user would break a healthy service.
def _advise_on_rights(path: Path, folder: Path) -> str:
    if IS_WINDOWS:
        return f"Give this user the right to read and to write {path}."
    owner, quoted = folder.stat().st_uid, shlex.quote(str(path))
    if owner != os.getuid():
        return f"{folder} belongs to {name_user(owner)}: run doctor as {name_user(owner)}."
    if path.stat().st_uid != owner:
        return f"Run, as root: chown -R {name_user(owner)}: {quoted}"
    return f"Run: chmod -R u+rwX {quoted}"


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _check_database_file(path: Path) -> CheckResult:
    if is_blank(path):
        return CheckResult("database", f"there is none at {path}", "Start OrderBell to make one, or: main.py restore")
    if damage := find_damage(path):
        advice = "Stop OrderBell, then: main.py restore. A failing disk is the usual cause; replace it first."
        return CheckResult("database", f"{path} is damaged ({damage})", advice)
    revision = read_revision(path)
    if revision is None:
        return CheckResult("database", f"{path} is a database of another program", "Look at ORDERBELL_DATABASE_URL.")
    if revision not in list_revisions():
        return CheckResult("database", f"it is newer than this program ({revision})", "Start the newer OrderBell.")
    if orphans := find_orphans(path):
        return CheckResult(
            "database", f"rows without their order in {', '.join(orphans)}", "Stop OrderBell, then: main.py restore"
        )
    if triggers := find_triggers(path):
        says = f"it has triggers, and OrderBell makes none: {', '.join(triggers)}"
        return CheckResult("database", says, "Somebody has changed it. Stop OrderBell, then: main.py restore")
    return CheckResult("database", f"{path} is intact, its tables at {revision}")


def _data_paths(settings: Settings) -> list[Path]:
    secrets = [settings.data_dir / name for name in SECRETS]
    paths = [settings.data_dir, settings.database_file, backups_folder(settings), *secrets]
    return [path for path in paths if path.exists()]
