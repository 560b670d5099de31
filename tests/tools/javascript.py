"""Commands that check scripts and stylesheets: Deno lints, formats, type-checks and tests them, without a network."""

from __future__ import annotations

from pathlib import Path

import deno

_STATIC = Path("pages/static")
_TESTS = "tests/js"
# The folders of our own scripts; what lies in vendor/ is not ours to format.
SCRIPTS = tuple(f"{_STATIC / name}" for name in ("shared", "guest", "kitchen", "counter", "owner", "api"))
# Old-style scripts that stand within the pages.
_INLINE = ("pages/templates/start_guard.js", "pages/templates/plain_taps.js")
# A worker has no page: its types are others.
_WORKER = _STATIC / "guest/sw.js"


def lint_command() -> tuple[str, ...]:
    """Return the command that lints scripts and their tests."""
    return _deno("lint", *SCRIPTS, *_INLINE, _TESTS)


def format_command() -> tuple[str, ...]:
    """Return the command that checks the format of scripts, stylesheets and tests."""
    return _deno("fmt", "--check", *SCRIPTS, *_INLINE, f"{_STATIC}/css", _TESTS)


def type_command() -> tuple[str, ...]:
    """Return the command that checks the types (JSDoc) of the pages' scripts."""
    scripts = (path for folder in SCRIPTS for path in sorted(Path(folder).glob("*.js")) if path != _WORKER)
    return _deno("check", *map(str, scripts), *_INLINE)


def worker_type_command() -> tuple[str, ...]:
    """Return the command that checks the types (JSDoc) of the service worker."""
    return _deno("check", f"{_WORKER}", config="deno.worker.json")


def unit_test_command() -> tuple[str, ...]:
    """Return the command that runs the unit tests of the scripts, and checks their types."""
    return _deno("test", _TESTS)


def _deno(verb: str, *arguments: str, config: str = "deno.json") -> tuple[str, ...]:
    return (deno.find_deno_bin(), verb, f"--config={_TESTS}/{config}", "--quiet", *arguments)
