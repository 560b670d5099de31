"""Terminal: what is printed reaches it whatever its encoding; Windows gives a file or a pipe the old code page."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import TextIOWrapper


def replace_unprintable() -> None:
    """Let stdout and stderr print a question mark for what their encoding lacks, instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # none at all in a service
            stream.reconfigure(errors="replace")


def announce(text: str) -> None:
    """Print this; a full disk behind stdout must not keep the restaurant closed."""
    with suppress(OSError):
        print(text, flush=True)  # noqa: T201  for the owner


def can_print(text: str) -> bool:
    """Whether the encoding of stdout has all of this text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
