"""Commands that check the scripts and stylesheets: Deno lints and formats them, without a network."""

from __future__ import annotations

from pathlib import Path

import deno

_STATIC = "pages/static"
_TESTS = "tests/js"
# The folders of our own scripts; what lies in vendor/ is not ours to format.
SCRIPTS = tuple(f"{_STATIC}/{name}" for name in ("shared", "guest", "kitchen", "counter", "owner", "api"))
CONFIG = Path(_TESTS) / "deno.json"


def lint_command() -> tuple[str, ...]:
    """Return the command that lints scripts and their tests."""
    return _deno("lint", *SCRIPTS)


def format_command() -> tuple[str, ...]:
    """Return the command that checks the format of scripts, stylesheets and tests."""
    return _deno("fmt", "--check", *SCRIPTS, f"{_STATIC}/css", _TESTS)


def _deno(verb: str, *arguments: str) -> tuple[str, ...]:
    return (deno.find_deno_bin(), verb, f"--config={CONFIG}", "--quiet", *arguments)
