"""Message extraction: `python -m tests.tools.catalogues` brings each catalogue up to date with the pages, by pybabel.

What is translated stays, what nobody says any more goes, and what is new waits for its translation.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

from pages.i18n import DOMAIN, LOCALE_FOLDER

_PAGES = LOCALE_FOLDER.parent
_MAPPING = _PAGES.parent / "pyproject.toml"
# Places and dates of extraction would change with every commit.
_EXTRACT = ("--no-location", "--sort-output", "--no-wrap", "--msgid-bugs-address", "see CONTRIBUTING.md")
_UPDATE = ("--domain", DOMAIN, "--output-dir", f"{LOCALE_FOLDER}", "--no-wrap", "--no-fuzzy-matching")
_UPDATE_QUIETLY = (*_UPDATE, "--ignore-obsolete", "--ignore-pot-creation-date")


def update(*options: str) -> int:
    """Update each catalogue; with `--check` change nothing, and return 1 when one of them is not up to date."""
    with tempfile.TemporaryDirectory() as folder:
        template = str(Path(folder) / f"{DOMAIN}.pot")
        _pybabel("extract", "--mapping", str(_MAPPING), *_EXTRACT, "--output-file", template, str(_PAGES))
        return _pybabel("update", *_UPDATE_QUIETLY, "--input-file", template, *options)


def _pybabel(*arguments: str) -> int:
    return CommandLineInterface().run(["pybabel", "--quiet", *arguments]) or 0


if __name__ == "__main__":
    sys.exit(update(*sys.argv[1:]))
