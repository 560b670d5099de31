"""Doctor: checks the installation and says in words what is wrong and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.ops.doctor.check_result import CheckResult
from storage.ops.doctor.local_checks import (
    check_backups,
    check_database,
    check_disk,
    check_permissions,
    check_version,
)
from storage.ops.doctor.network_checks import check_clock, check_https, check_push
from storage.ops.doctor.shared_checks import check_shared_backups, check_shared_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from storage.settings import Settings


def run_checks(settings: Settings) -> list[CheckResult]:
    """Run all checks. They change nothing and may run while the server does."""
    now = datetime.now(UTC)
    checks: dict[str, Callable[[], Iterable[CheckResult]]] = {
        "version": lambda: check_version(settings),
        "permissions": lambda: check_permissions(settings),
        "disk": lambda: check_disk(settings),
        "database": lambda: check_shared_database(settings) if settings.is_shared else check_database(settings),
        "backups": lambda: check_shared_backups(settings) if settings.is_shared else check_backups(settings, now),
        "clock": lambda: check_clock(settings, now),
        "https": lambda: check_https(settings),
        "push": lambda: check_push(settings),
    }
    return [result for subject, check in checks.items() for result in _run_check(subject, check)]


def format_report(results: list[CheckResult]) -> str:
    """Return the results as text: passed checks first, then failed ones with what to do."""
    passed = [f"  ok     {r.subject}: {r.text}" for r in results if not r.advice]
    failed = [f"  WRONG  {r.subject}: {r.text}.\n         {r.advice}" for r in results if r.advice]
    count = f"{len(failed)} problem{'s' if len(failed) > 1 else ''} found." if failed else "No problems found."
    return "\n".join([*passed, *([""] if failed else []), *failed, "", count])


# A check that may not read its files is a failed check; the others still run.
def _run_check(subject: str, check: Callable[[], Iterable[CheckResult]]) -> list[CheckResult]:
    try:
        return list(check())
    except OSError as error:
        return [CheckResult(subject, f"it cannot be read ({error})", "Run doctor as the user that OrderBell runs as.")]
