"""Files of the pages: the folder that is served as /static/, and texts that stand within the pages."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).parents[1]
STATIC = PAGES / "static"
_LEFT_OUT = re.compile(r"^\s*//[^\n]*\n|^\s+", re.MULTILINE)


def read_compactly(name: str) -> str:
    """Return a script or drawing of `pages/` without its comments of whole lines and its indentation."""
    return _LEFT_OUT.sub("", (PAGES / name).read_text())
