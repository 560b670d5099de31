"""What the doctor sees in the house: the program, the data folder, the database, the backups."""

from __future__ import annotations

import getpass
import os
import platform
import shutil
import sqlite3
import tomllib
from datetime import timedelta
from importlib import metadata
from typing import TYPE_CHECKING

from storage.backup.backup import SECRETS, backups, backups_folder, find_flaw, made_at
from storage.backup.restore import aside_folder
from storage.database.sqlite_file import find_damage, is_blank, known_revisions, orphans_in, revision_of
from storage.ops.deployment import PROGRAM
from storage.ops.doctor.check_result import CheckResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from storage.settings import Settings

MEGABYTE = 1024**2
LITTLE_SPACE = 500 * MEGABYTE
OLD_BACKUP = timedelta(days=2)


def version(_: Settings) -> Iterator[CheckResult]:
    """Name the versions that a report of trouble should name; see that the libraries are those the program asks for.

    `uv run` sees to that by itself, a service that was updated and only started again does not.
    """
    project = tomllib.loads((PROGRAM.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    says = f"OrderBell {project['version']}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield CheckResult("version", f"{says}, tables {known_revisions()[0]}, {platform.platform()}")
    for asked in project["dependencies"]:
        name, _, wanted = asked.partition("==")
        if (found := _installed(name.partition("[")[0])) != wanted:
            yield CheckResult("version", f"{name} is {found}, not {wanted}", f"Run, in {PROGRAM.parent}: uv sync")


def permissions(settings: Settings) -> Iterator[CheckResult]:
    """See that the data is ours, and ours alone."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield CheckResult("permissions", f"{folder} is missing", "Is ORDERBELL_DATA_DIR right? A first start makes it.")
        return
    cure = f"Run, as root: chown -R {getpass.getuser()}: {folder}; chmod -R u+rwX {folder}"
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield CheckResult("permissions", f"this user may not use {folder}", cure)
        return
    closed = [path for path in _ours(settings) if not os.access(path, os.R_OK | os.W_OK)]
    for path in closed:
        yield CheckResult("permissions", f"this user may not write {path}", cure)
    exposed = [path for path in _ours(settings) if path.stat().st_mode & 0o077]
    for path in exposed:
        mode = "700" if path.is_dir() else "600"
        yield CheckResult("permissions", f"other users of this machine may read {path}", f"Run: chmod {mode} {path}")
    if not closed and not exposed:
        yield CheckResult("permissions", f"{folder} is ours, and ours alone")


def disk(settings: Settings) -> Iterator[CheckResult]:
    """See that there is space."""
    if settings.data_dir.is_dir():
        free = shutil.disk_usage(settings.data_dir).free
        advice = "Free some: with no space left, no tap is saved." if free < LITTLE_SPACE else ""
        yield CheckResult("disk", f"{free // MEGABYTE:,} MB are free", advice)


def database(settings: Settings) -> Iterator[CheckResult]:
    """See that the database is whole, ours, and not from the future."""
    path = settings.database_file
    try:
        yield _database_found(path)
    except (OSError, sqlite3.Error) as error:
        advice = "Is another program at it? If not, look at its permissions and at the disk."
        yield CheckResult("database", f"{path} cannot be read ({error})", advice)
    if aside_folder(settings).is_dir():
        yield CheckResult("database", f"replaced or damaged databases are kept in {aside_folder(settings)}")


def backups_kept(settings: Settings, now: datetime) -> Iterator[CheckResult]:
    """See that there is a backup of these days that could be restored."""
    kept = backups(settings)
    if not kept:
        advice = "Run: main.py backup. While OrderBell runs, it makes one each night."
        yield CheckResult("backups", f"there is none in {backups_folder(settings)}", advice)
        return
    if flaw := find_flaw(kept[0]):
        yield CheckResult("backups", f"{kept[0].name} cannot be restored ({flaw})", "Make another: main.py backup")
    elif now - (made_at(kept[0]) or now) > OLD_BACKUP:
        advice = "Make one now, main.py backup, and look in the log for why no other was made."
        yield CheckResult("backups", f"the newest is {kept[0].name}", advice)
    else:
        yield CheckResult("backups", f"{len(kept)} are kept, the newest {kept[0].name}, verified just now")


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _database_found(path: Path) -> CheckResult:
    if is_blank(path):
        return CheckResult("database", f"there is none at {path}", "Start OrderBell to make one, or: main.py restore")
    if damage := find_damage(path):
        advice = "Stop OrderBell, then: main.py restore. A failing disk is the usual cause; see to it first."
        return CheckResult("database", f"{path} is damaged ({damage})", advice)
    revision = revision_of(path)
    if revision is None:
        return CheckResult("database", f"{path} is not one of OrderBell", "Look at ORDERBELL_DATABASE_URL.")
    if revision not in known_revisions():
        return CheckResult("database", f"it is newer than this program ({revision})", "Start the newer OrderBell.")
    if orphans := orphans_in(path):
        return CheckResult("database", f"rows without their order in {', '.join(orphans)}", "Then: main.py restore")
    return CheckResult("database", f"{path} is whole, its tables at {revision}")


def _ours(settings: Settings) -> list[Path]:
    secrets = [settings.data_dir / name for name in SECRETS]
    paths = [settings.data_dir, settings.database_file, backups_folder(settings), *secrets]
    return [path for path in paths if path.exists()]
