"""The commands that care for an installation beside, or instead of, the running kitchen."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from storage.backup.backup import BackupError, backups, backups_folder, create_backup, listed, rotate
from storage.backup.data_folder import locked, open_data_folder
from storage.backup.restore import restore
from storage.database.credentials import CredentialStore
from storage.database.engine import Database
from storage.files import OperatorError
from storage.ops.deployment import caddyfile, unit
from storage.ops.doctor import examine, report

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pydantic import SecretStr

    from storage.settings import Settings


class Answer(NamedTuple):
    """What to print. `is_well` is False when the owner has something to see to."""

    says: str
    is_well: bool = True


def backup_now(settings: Settings, _: str) -> Answer:
    """Make a backup, whether OrderBell runs or not; raises BackupFailed."""
    kept = create_backup(settings, datetime.now(UTC))
    dropped = rotate(settings)
    gone = f" {len(dropped)} that newer ones stand for were deleted." if dropped else ""
    return Answer(f"Backed up and verified: {kept}.{gone}\nA copy on another machine survives this one: copy it.")


def restore_backup(settings: Settings, name: str) -> Answer:
    """Put the backup of this name back, or the newest; raises BackupFailed, or CannotOpen while OrderBell runs."""
    with locked(settings):
        kept = backups(settings)
        chosen = next((backup for backup in kept if name in {"", backup.name}), None)
        if chosen is None:
            raise BackupError(
                f"There is no backup{f' {name}' if name else ''} in {backups_folder(settings)}. {listed(kept)}"
            )
        aside = restore(settings, chosen, datetime.now(UTC))
    before = f" What was there before is kept in {aside}." if aside else ""
    return Answer(
        f"Restored {chosen.name}.{before}\n"
        "Tablets sign in anew; the PIN and the API keys are those of the backup. Now start OrderBell."
    )


def new_pin(settings: Settings, _: str) -> Answer:
    """Make another PIN; raises CannotCare when it would do nothing, and CannotOpen while OrderBell runs."""
    _refuse_beside(settings.staff_pin, "PIN", "ORDERBELL_STAFF_PIN")
    return Answer(f"The new staff PIN is {_with_keys(settings, CredentialStore.new_pin)}. It is not shown again.")


def new_api_key(settings: Settings, _: str) -> Answer:
    """Make another API key; raises CannotCare when it would do nothing, and CannotOpen while OrderBell runs."""
    _refuse_beside(settings.api_key, "API key", "ORDERBELL_API_KEY")
    return Answer(f"The new API key is {_with_keys(settings, CredentialStore.new_api_key)}\nIt is not shown again.")


def run_doctor(settings: Settings, _: str) -> Answer:
    """Look at everything around the program."""
    findings = examine(settings)
    return Answer(report(findings), is_well=not any(finding.advice for finding in findings))


def _refuse_beside(given: SecretStr | None, what: str, name: str) -> None:
    if given:
        raise OperatorError(
            f"The {what} is the one that is written in {name}, and a new one would do nothing beside it. "
            f"Write another there and start OrderBell again, or take {name} out and repeat."
        )


def _with_keys(settings: Settings, work: Callable[[CredentialStore], Awaitable[str]]) -> str:
    async def run() -> str:
        database = Database(settings.database)
        try:
            keys = CredentialStore(database, settings)
            await keys.open()
            return await work(keys)
        finally:
            await database.close()

    with open_data_folder(settings):
        return asyncio.run(run())


MAINTENANCE: dict[str, Callable[[Settings, str], Answer]] = {
    "doctor": run_doctor,
    "backup": backup_now,
    "restore": restore_backup,
    "new-pin": new_pin,
    "new-api-key": new_api_key,
    "unit": lambda settings, _: Answer(unit(settings).rstrip()),
    "caddyfile": lambda settings, _: Answer(caddyfile(settings).rstrip()),
}
