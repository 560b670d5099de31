"""Audit of the dependencies for known vulnerabilities. An audit that could not run says so, and counts as none."""

from __future__ import annotations

import json
import subprocess
import sys
from enum import Enum
from typing import Any, NamedTuple


class AuditResult(Enum):
    """How an audit can end."""

    CLEAN = "clean"
    VULNERABLE = "vulnerable"
    NOT_AUDITED = "not audited"


class Audit(NamedTuple):
    """The verdict, and the words for it."""

    verdict: AuditResult
    says: str


def audited(seconds: float = 120) -> Audit:
    """Ask pip-audit about everything that is installed."""
    command = [sys.executable, "-m", "pip_audit", "--local", "--progress-spinner=off", "--format=json", "--timeout=10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
        return judged(json.loads(done.stdout)["dependencies"])
    except subprocess.TimeoutExpired:
        return Audit(AuditResult.NOT_AUDITED, "the vulnerability service did not answer in time")
    except (ValueError, KeyError):
        return Audit(AuditResult.NOT_AUDITED, done.stderr.strip()[-300:] or "pip-audit said nothing")


# Offline, pip-audit skips each package, finds no vulnerability in the rest, and ends well: nothing was audited.
def judged(dependencies: list[dict[str, Any]]) -> Audit:
    """Judge pip-audit's report of each package."""
    known = [f"{d['name']} {d['version']}: {vuln['id']}" for d in dependencies for vuln in d.get("vulns", ())]
    skipped = [d["name"] for d in dependencies if "skip_reason" in d]
    if known:
        return Audit(AuditResult.VULNERABLE, "; ".join(known))
    if skipped or not dependencies:
        return Audit(AuditResult.NOT_AUDITED, f"{len(skipped)} of {len(dependencies)} packages could not be looked up")
    return Audit(AuditResult.CLEAN, f"{len(dependencies)} packages, no known vulnerability")
