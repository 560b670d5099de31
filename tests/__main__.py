"""One command for every check: `python -m tests` runs all, `quick` what needs no browser, `source` no tests."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.support.browsers import CannotBrowse, ready_browsers
from tests.tools import javascript
from tests.tools.dependency_audit import Audit, AuditResult, audited

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
MIN_MEMORY_BYTES = 2 * 1024**3
# These open browsers, or disturb other tests of their process: they run after the others, in a process of their own.
APART = ("tests/browser", "tests/faults")
# The others share the cores. A test without a browser waits a quarter of its time: two processes more than cores keep
# them busy.
WIDE = (f"--numprocesses={(os.cpu_count() or 1) + 2}", "--dist=worksteal")
# Tests of a file share its server. Browsers keep the cores busy while faults wait; the files marked `long` are first.
FILES_IN_ORDER = ("--numprocesses=4", "--dist=loadfile", "--no-loadscope-reorder")
# Of their minutes these wait nearly all: for a cut to end, or for the product to give somebody up.
TIMED_FILES = ("--numprocesses=4", "--dist=loadfile", "--no-loadscope-reorder")
# Each branch of domain/ must be reached, as pyproject.toml says, by its own tests (see conftest.py).
COVERAGE = ("--cov", "--cov-report=term-missing:skip-covered")


@dataclass(frozen=True)
class Check:
    """One thing to run; `says` is what it finds out."""

    says: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What became of a check: `trouble` is all it printed when it failed."""

    says: str
    seconds: float
    trouble: str = ""


SOURCE = (
    Check("lint (ruff check)", (sys.executable, "-m", "ruff", "check")),
    Check("format (ruff format)", (sys.executable, "-m", "ruff", "format", "--check")),
    Check("types (mypy, strict)", (sys.executable, "-m", "mypy")),
    Check("who may import whom (import-linter)", (str(TOOLS / "lint-imports"),)),
    Check("lint of scripts (deno lint)", javascript.lint_command()),
    Check("format of scripts and styles (deno fmt)", javascript.format_command()),
    Check("types of scripts (deno check)", javascript.type_command()),
    Check("types of the service worker (deno check)", javascript.worker_type_command()),
    Check("unit tests of scripts (deno test)", javascript.unit_test_command()),
)


def main(arguments: list[str]) -> int:
    """Run the checks; returns 1 when one of them failed, 2 for unknown arguments."""
    if arguments not in ([], ["quick"], ["source"]):
        print("usage: python -m tests [quick | source]", file=sys.stderr)
        return 2
    if arguments == ["source"]:
        return 1 if _tell_of(_check_source()) else 0
    begun = time.monotonic()
    with ThreadPoolExecutor() as meanwhile:
        audit = meanwhile.submit(audited)
        source = meanwhile.submit(_check_source)
        failed = _test_in_process(*([] if arguments else ["--whole"]))
        failed += _tell_of(source.result())
    failed += _audited(audit.result())
    if not arguments:
        failed += _test_with_browsers()
    took = f"in {time.monotonic() - begun:.0f} s"
    print(f"\nFailed {took}: {'; '.join(failed)}." if failed else f"\nEverything passed {took}.", flush=True)
    if audit.result().verdict is AuditResult.NOT_AUDITED:
        print(
            f"THE DEPENDENCIES WERE NOT AUDITED: {audit.result().says}. Run this again where they can be.", flush=True
        )
    return 1 if failed else 0


def _audited(audit: Audit) -> list[str]:
    _head(f"Auditing the dependencies: {audit.verdict.value.upper()}, {audit.says}")
    return ["known vulnerabilities in dependencies"] if audit.verdict is AuditResult.VULNERABLE else []


def _check_source() -> list[Checked]:
    with ThreadPoolExecutor() as together:
        return list(together.map(_check, SOURCE))


def _tell_of(source: list[Checked]) -> list[str]:
    _head("Reading the source")
    for checked in source:
        verdict = "FAILED" if checked.trouble else "passed"
        print(f"  {verdict}  {checked.says}, {checked.seconds:.1f} s\n{checked.trouble}", end="", flush=True)
    return [checked.says for checked in source if checked.trouble]


def _test_in_process(*options: str) -> list[str]:
    others = ["tests", *(f"--ignore={folder}" for folder in APART)]
    if not (ROOT / ".pytest_cache").exists():
        _compile(others)
    return _test("Testing without a browser, and how much of domain/ is reached", others, *WIDE, *COVERAGE, *options)


# On a fresh clone each process would compile the libraries and the tests: one does it while the source is read.
def _compile(folders: list[str]) -> None:
    command = (sys.executable, "-m", "pytest", "--collect-only", "--quiet", *folders)
    subprocess.run(command, cwd=ROOT, env=_environment(), check=False, stdout=subprocess.DEVNULL)


def _test_with_browsers() -> list[str]:
    _head("Looking for the browsers")
    try:
        ready_browsers()
    except CannotBrowse as error:
        print(error, flush=True)
        return ["Looking for the browsers"]
    untimed = "not timed and not alone"
    failed = _test("Testing with browsers, and inflicting faults", [*APART], "-m", untimed, *FILES_IN_ORDER)
    failed += _test("Testing what is timed in seconds, four files together", [*APART], "-m", "timed", *TIMED_FILES)
    return failed + _test("Testing what is timed, with nobody else at work", [*APART], "-m", "alone")


def _check(check: Check) -> Checked:
    begun = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr or "It says nothing.\n"
    return Checked(check.says, time.monotonic() - begun, said if done.returncode else "")


def _test(says: str, folders: list[str], *options: str) -> list[str]:
    _head(says)
    command = (sys.executable, "-m", "pytest", *options, *folders)
    return [] if subprocess.run(command, cwd=ROOT, env=_environment(), check=False).returncode == 0 else [says]


# The tests' data lie in memory where it is large enough: each commit waits for the disk, thousands of times in all.
# A server that a test kills leaves semaphores behind, which Python's resource tracker removes, and tells of.
@functools.cache
def _environment() -> dict[str, str]:
    said = {**os.environ, "PYTHONWARNINGS": "ignore:resource_tracker"}
    memory = Path("/dev/shm")  # noqa: S108  only the folder is named; pytest makes one of its own in it
    if "TMPDIR" not in said and memory.is_mount() and shutil.disk_usage(memory).free > MIN_MEMORY_BYTES:
        said["TMPDIR"] = str(memory)
    return said | _bytecode_cache()


# Where Python may write no bytecode beside the sources, each of a hundred processes would compile all libraries.
def _bytecode_cache() -> dict[str, str]:
    if not sys.dont_write_bytecode:
        return {}
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / ".pytest_cache" / "bytecode")}


def _head(says: str) -> None:
    print(f"\n{says}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
