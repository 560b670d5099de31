"""An audit that could not run does not count as passed."""

from __future__ import annotations

import subprocess

import pytest

from tests.tools.dependency_audit import AuditResult, audited, judged

CLEAN = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "Dependency not found and could not be audited"}
KNOWN = {"name": "c", "version": "2", "vulns": [{"id": "CVE-2026-1"}]}


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ([CLEAN], AuditResult.CLEAN),
        ([CLEAN, SKIPPED], AuditResult.NOT_AUDITED),
        ([SKIPPED], AuditResult.NOT_AUDITED),
        ([], AuditResult.NOT_AUDITED),
        ([CLEAN, SKIPPED, KNOWN], AuditResult.VULNERABLE),
    ],
)
def test_only_an_audit_of_everything_is_one(report, verdict):
    assert judged(report).verdict is verdict


def test_failed_audit_counts_as_not_audited(monkeypatch):
    def hangs(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pip-audit", 1)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert audited().verdict is AuditResult.NOT_AUDITED
    for output in ("", "{}", "Traceback"):
        broken = subprocess.CompletedProcess([], 1, stdout=output, stderr="ConnectionError")
        monkeypatch.setattr(subprocess, "run", lambda *_, _answer=broken, **__: _answer)
        assert audited().verdict is AuditResult.NOT_AUDITED
        assert "ConnectionError" in audited().says
