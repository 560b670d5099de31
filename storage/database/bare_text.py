"""Bare text in SQL: Latin letters without accents and capitals, and one apostrophe, so that "jose" finds José.

SQLite knows the capitals of ASCII only, and neither database takes accents off without an extension.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

# ASCII, then Latin-1 to Latin Extended-B, and the accents of Vietnamese.
_LATIN = map(chr, (*range(ord("A"), ord("Z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
_BARE = {letter: unicodedata.normalize("NFKD", letter)[0].lower() for letter in _LATIN}
_TABLE = str.maketrans({letter: plain for letter, plain in _BARE.items() if plain.isascii()})
_TABLE |= str.maketrans({"ı": "i", **dict.fromkeys("’‘`´ʼ", "'")})  # noqa: RUF001  the Turkish letter, and apostrophes


def bare_text(text: str | None) -> str | None:
    """Return the text as the column's function `bare` writes it."""
    return None if text is None else text.translate(_TABLE)


class bare(GenericFunction[str]):  # noqa: N801  named as SQL's functions are
    """`bare(column)`: its text as `bare_text` writes it."""

    type = Text()
    name = "bare"
    inherit_cache = True


@compiles(bare, "postgresql")
def _translate(element: bare, compiler: SQLCompiler, **more: Any) -> str:
    letters, plain = ("".join(map(chr, _TABLE)), "".join(map(str, _TABLE.values())))
    column = compiler.process(element.clauses, **more)
    return f"translate({column}, {compiler.process(literal(letters))}, {compiler.process(literal(plain))})"
