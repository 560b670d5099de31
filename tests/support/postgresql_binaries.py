"""PostgreSQL's programs on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

_PLACES = "lib/postgresql/*/bin", "pgsql*/bin", "local/pgsql/bin"


def find_binaries() -> Path | None:
    """Return the folder of the newest server's programs, or None."""
    if found := shutil.which("postgres"):
        return Path(found).parent
    installed = (folder for place in _PLACES for folder in Path("/usr").glob(place))
    return max((folder for folder in installed if (folder / "postgres").exists()), default=None)
