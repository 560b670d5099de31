"""The doctor: looks at everything around the program, and says in words what is wrong and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage.doctor.inside import backups_kept, database, disk, permissions, version
from storage.doctor.outside import clock, https, push

if TYPE_CHECKING:
    from storage.doctor.finding import Finding
    from storage.settings import Settings


def examine(settings: Settings) -> list[Finding]:
    """Look at everything. Changes nothing, and may run beside the kitchen."""
    now = datetime.now(UTC)
    return [
        *version(settings),
        *permissions(settings),
        *disk(settings),
        *database(settings),
        *backups_kept(settings, now),
        *clock(settings, now),
        *https(settings),
        *push(settings),
    ]


def report(findings: list[Finding]) -> str:
    """Write the findings for people: what is well, and below it what is not, with what to do."""
    well = [f"  well   {f.about}: {f.says}" for f in findings if not f.advice]
    ill = [f"  WRONG  {f.about}: {f.says}.\n         {f.advice}" for f in findings if f.advice]
    count = f"{len(ill)} thing{'s' if len(ill) > 1 else ''} to see to." if ill else "Everything is well."
    return "\n".join([*well, *([""] if ill else []), *ill, "", count])
