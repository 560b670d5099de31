"""Maintenance commands: backup, restore, new PIN and key, doctor, deployment files."""

from __future__ import annotations

import asyncio
import os
import shlex
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from domain.menu import MAX_NAME_CHARS
from storage.backup.backup import (
    backups_folder,
    create_backup,
    is_from_future,
    list_backups,
    rotate,
)
from storage.backup.choosing import format_choice, newest_restorable
from storage.backup.data_folder import open_data_folder
from storage.backup.data_lock import lock_data_folder
from storage.backup.restore import restore
from storage.backup.server_backup import try_server_backup
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.errors import BackupError, OperatorError
from storage.ops.banner import first_pin_text
from storage.ops.deployment import render_caddyfile, render_systemd_unit
from storage.ops.doctor import format_report, run_checks
from storage.ops.kept_settings import UNREADABLE, read_kept, with_kept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pydantic import SecretStr

    from storage.settings import Settings


class CommandResult(NamedTuple):
    """Text to print. `is_ok` is False when a check failed."""

    text: str
    is_ok: bool = True


def backup_now(settings: Settings, _: str) -> CommandResult:
    """Make a backup, while the server runs or not; raises BackupError."""
    if settings.is_shared:
        return CommandResult(try_server_backup(settings))
    _refuse_root(settings)
    now = datetime.now(UTC)
    made = create_backup(settings, now)
    note = _rotate(settings, now)
    return CommandResult(f"Backed up and verified: {made}.{note}\nCopy it to another machine, in case this one fails.")


# By the owner's KEEP_DAYS: where that is not known, a backup that it keeps could be deleted.
def _rotate(settings: Settings, now: datetime) -> str:
    try:
        read_kept(settings)
    except UNREADABLE as error:
        return f" No earlier one was deleted, because the owner's settings cannot be read ({type(error).__name__})."
    deleted = rotate(settings, now)
    return f" {len(deleted)} superseded ones were deleted." if deleted else ""


def restore_backup(settings: Settings, name: str) -> CommandResult:
    """Restore the backup of this name, or the newest; raises BackupError, or DataFolderError while the server runs.

    The newest is one from the future only when all are, and none that a newer version made.
    """
    if settings.is_shared:
        raise BackupError(
            "The database is on a server, and OrderBell has no backups of it. Stop all processes, then, with your "
            "dump: pg_restore --clean --if-exists --dbname=... orderbell-DATE.dump"
        )
    _refuse_root(settings)
    with lock_data_folder(settings):
        found, now = list_backups(settings), datetime.now(UTC)
        chosen = next((one for one in found if one.name == name), None) if name else newest_restorable(settings, now)
        if chosen is None:
            raise BackupError(
                f"There is no backup{f' {name}' if name else ''} in {backups_folder(settings)}. {format_choice(found)}"
            )
        aside = restore(settings, chosen, now)
    replaced = f" The previous database is in {aside}." if aside else ""
    future = ", ".join(one.name for one in found if is_from_future(one, now))
    note = f"\nThese are from the future, so the clock was or is wrong: {future}." if future else ""
    return CommandResult(
        f"Restored {chosen.name}.{replaced}{note}\n"
        "Tablets must sign in again; the PIN and the API keys are those of the backup. Now start OrderBell."
    )


def new_pin(settings: Settings, _: str) -> CommandResult:
    """Make another PIN; raises OperatorError when the settings give one, or DataFolderError while the server runs."""
    _refuse_if_given(settings.staff_pin, "PIN", "ORDERBELL_STAFF_PIN")
    return CommandResult(_with_credentials(settings, _renew_pin)[0])


def new_api_key(settings: Settings, name: str) -> CommandResult:
    """Make another API key, of this name if there is one; raises DataFolderError while the server runs.

    Raises OperatorError for a name that is too long, or for none when the settings give the key without a name.
    """
    if not name:
        _refuse_if_given(settings.api_key, "API key", "ORDERBELL_API_KEY")
    if len(name) > MAX_NAME_CHARS or not name.isprintable():
        raise OperatorError(f"Write a name of at most {MAX_NAME_CHARS} characters, for example: --name till-2")
    key, first_pin = _with_credentials(settings, lambda credentials: credentials.new_api_key(name))
    source = f" Orders that come with it have the source {name}." if name else ""
    pin = f"\n{first_pin_text(first_pin)}" if first_pin else ""
    return CommandResult(f"The new API key is {key}\nIt is not shown again.{source}{pin}")


def run_doctor(settings: Settings, _: str) -> CommandResult:
    """Run all checks of the doctor."""
    results = run_checks(with_kept(settings))
    return CommandResult(format_report(results), is_ok=not any(result.advice for result in results))


def print_caddyfile(settings: Settings, upstreams: str) -> CommandResult:
    """Print the Caddyfile for so many processes; raises DeploymentError."""
    return CommandResult(render_caddyfile(with_kept(settings), upstreams).rstrip())


def _refuse_if_given(given: SecretStr | None, what: str, name: str) -> None:
    if given:
        raise OperatorError(
            f"The {what} comes from {name}, so a new one would have no effect. "
            f"Write another there and start OrderBell again, or take {name} out and repeat."
        )


async def _renew_pin(credentials: CredentialStore) -> str:
    pins = credentials.pins
    had_owners, pin = pins.has_owners, await pins.renew()
    is_taken = had_owners and not pins.has_owners
    note = "\nThe owner's PIN is taken away, too: set another on /settings." if is_taken else ""
    return f"The new staff PIN is {pin}. It is not shown again.{note}"


# With the PIN of a first start, which only this command can show then.
def _with_credentials(settings: Settings, work: Callable[[CredentialStore], Awaitable[str]]) -> tuple[str, str | None]:
    async def run() -> tuple[str, str | None]:
        async with aclosing(Database(settings.database)) as database:
            credentials = CredentialStore(database, settings)
            first_pin = await credentials.open()
            return await work(credentials), first_pin

    if not settings.is_shared:
        _refuse_root(settings)
    with open_data_folder(settings):
        return asyncio.run(run())


# What root writes into another user's folder, that user cannot use.
def _refuse_root(settings: Settings) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    places = settings.database_file, settings.data_dir
    try:
        path = next((path for path in places if path.exists()), None)
        uid = path.stat().st_uid if path else 0
    except PermissionError:  # root without its rights: the command says what it may not read
        return
    if path and uid != 0:
        try:
            owner = path.owner()
        except KeyError:  # a user of another machine, or of a container
            owner = shlex.quote(f"#{uid}")
        raise OperatorError(
            f"{path} is not root's, and its user could not use what root writes there. "
            f"Run it as {owner}: write sudo -u {owner} in front of the command."
        )


MAINTENANCE: dict[str, Callable[[Settings, str], CommandResult]] = {
    "doctor": run_doctor,
    "backup": backup_now,
    "restore": restore_backup,
    "new-pin": new_pin,
    "new-api-key": new_api_key,
    "unit": lambda settings, _: CommandResult(render_systemd_unit(settings).rstrip()),
    "caddyfile": print_caddyfile,
}
