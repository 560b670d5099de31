"""The doctor: looks at everything around the program, and says in words what is wrong and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.ops.doctor.check_result import CheckResult
from storage.ops.doctor.local_checks import backups_kept, database, disk, permissions, version
from storage.ops.doctor.network_checks import clock, https, push

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from storage.settings import Settings


def examine(settings: Settings) -> list[CheckResult]:
    """Look at everything. Changes nothing, and may run beside the kitchen."""
    now = datetime.now(UTC)
    looks: dict[str, Callable[[], Iterable[CheckResult]]] = {
        "version": lambda: version(settings),
        "permissions": lambda: permissions(settings),
        "disk": lambda: disk(settings),
        "database": lambda: database(settings),
        "backups": lambda: backups_kept(settings, now),
        "clock": lambda: clock(settings, now),
        "https": lambda: https(settings),
        "push": lambda: push(settings),
    }
    return [finding for about, look in looks.items() for finding in _seen(about, look)]


def report(findings: list[CheckResult]) -> str:
    """Write the findings for people: what is well, and below it what is not, with what to do."""
    well = [f"  well   {f.about}: {f.says}" for f in findings if not f.advice]
    ill = [f"  WRONG  {f.about}: {f.says}.\n         {f.advice}" for f in findings if f.advice]
    count = f"{len(ill)} thing{'s' if len(ill) > 1 else ''} to see to." if ill else "Everything is well."
    return "\n".join([*well, *([""] if ill else []), *ill, "", count])


# What the doctor may not look into, he says, and goes on to the rest.
def _seen(about: str, look: Callable[[], Iterable[CheckResult]]) -> list[CheckResult]:
    try:
        return list(look())
    except OSError as error:
        return [CheckResult(about, f"it cannot be read ({error})", "Run doctor as the user that OrderBell runs as.")]
