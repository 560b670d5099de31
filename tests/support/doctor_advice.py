"""What the doctor finds wrong about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.ops.doctor import run_checks

if TYPE_CHECKING:
    from storage.settings import Settings


def advice(settings: Settings, about: str) -> str:
    """What the doctor finds wrong about one thing, with what to do."""
    return " ".join(
        f"{finding.text}. {finding.advice}"
        for finding in run_checks(settings)
        if finding.advice and finding.subject == about
    )
