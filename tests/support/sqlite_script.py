"""Scripts of SQL on a SQLite file, as a test or a stranger changes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run_script(file: Path, script: str) -> None:
    """Run a script of SQL, which may make the file."""
    with closing(sqlite3.connect(file)) as db:
        db.executescript(script)
