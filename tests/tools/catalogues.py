"""Message extraction: `python -m tests.tools.catalogues` writes the messages of the pages into each catalogue.

English is filled in; another language gets an empty line to be translated. What is translated already stays.
"""

from __future__ import annotations

import ast
import io
import sys
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from pages.i18n import DOMAIN, LOCALE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Said = str | tuple[str, str]

SOURCE = LOCALE_FOLDER.parent
ENGLISH = "en"
# `t.gettext("Ready")` and `t.ngettext("{n} minute", "{n} minutes", 3)`, with the number of their messages.
_KEYWORDS = {"gettext": 1, "ngettext": 2}
_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: OrderBell\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def said() -> list[Said]:
    """Return every message that the pages say, sorted; one with a number as its two forms."""
    return sorted({message for path in SOURCE.glob("**/*.py") for message in _said_in(path)}, key=_first)


def catalogues() -> Iterator[tuple[str, Path]]:
    """Yield each language with the path of its catalogue."""
    for path in sorted(LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        yield path.parent.parent.name, path


def read(language: str, path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as source:
        return read_po(source, locale=language)


def grow(catalogue: Catalog, messages: list[Said]) -> list[Said]:
    """Add the messages that the catalogue lacks; returns them."""
    new = [message for message in messages if _first(message) not in catalogue]
    is_english = str(catalogue.locale) == ENGLISH
    for message in new:
        empty: Said = "" if isinstance(message, str) else ("", "")
        catalogue.add(message, message if is_english else empty)
    return new


def written(language: str, catalogue: Catalog) -> str:
    """Return the catalogue as its file: sorted, and without what changes by itself."""
    lines = io.BytesIO()
    write_po(lines, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return _HEADER.format(language=language) + lines.getvalue().decode().strip() + "\n"


# By the syntax tree: Babel's own extraction does not look into f-strings.
def _said_in(path: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and (count := _KEYWORDS.get(_name(node.func), 0)) and not _is_own(node, path):
            messages = [_text(argument, path) for argument in node.args[:count]]
            yield messages[0] if count == 1 else (messages[0], messages[1])


# The translator hands on what it was given.
def _is_own(call: ast.Call, path: Path) -> bool:
    return path.name == "i18n.py" and isinstance(call.args[0], ast.Name)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(argument: ast.expr, path: Path) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise ValueError(f"{path}:{argument.lineno} says what no catalogue can know; write the message in its place")


def _first(message: Said) -> str:
    return message if isinstance(message, str) else message[0]


def main() -> int:
    """Write the new words into each catalogue, and say how many are there to translate."""
    for language, path in catalogues():
        catalogue = read(language, path)
        new = grow(catalogue, said())
        path.write_text(written(language, catalogue))
        empty = sum(not all([m.string] if isinstance(m.string, str) else m.string) for m in catalogue if m.id)
        print(f"{language}: {len(new)} new, {empty} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
